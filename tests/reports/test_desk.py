"""Home as a desk: what is overdue first, what comes, how many things wait; and the navigation around it."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from audit.models import AccessLog
from core import registry
from core.waiting import COOKIE
from enrolments.models import Hearing
from inmates.models import LifeEvent
from tests.factories import (
    make_agreement,
    make_contact,
    make_enrolment,
    make_inmate,
    make_program,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestComing:
    @pytest.fixture
    def week(self, facility_a, facility_b, partner_a, operator_a):
        def running(facility, title):
            return make_program(facility, state="running", title=title)

        make_session(running(facility_a, "Besok"), day(1), hour=9)
        make_session(running(facility_a, "Hari ketujuh"), day(6))
        make_session(running(facility_a, "Hari kedelapan"), day(7))
        make_session(running(facility_b, "Di Ambon"), day(1))
        make_session(running(facility_a, "Batal"), day(1), state="cancelled")
        make_program(facility_a, state="open", title="Mulai", days_ago=-3)
        closing = make_program(facility_a, state="open", title="Tutup", days_ago=-30)
        type(closing).objects.filter(pk=closing.pk).update(registration_closes_on=day(2))
        make_agreement(facility_a, partner_a, title="Perjanjian pekan ini", ends_on=day(4))
        Hearing.objects.create(facility=facility_a, day=day(5), time=time(9), place="Aula")
        person = make_inmate(facility_a, "Cuti Sebentar", custody="on_leave")
        LifeEvent.objects.create(
            inmate=person,
            kind="leave",
            on=day(-1),
            until=day(3),
            name="Cuti Sebentar",
            by=operator_a,
            facility=facility_a,
        )
        return person

    def test_the_next_seven_days_in_order(self, week, operator_a, as_user):
        coming = as_user(operator_a).get("/").context["coming"]
        said = [(item.day, str(kind.title)) for kind, item in coming]
        assert said == [
            (day(1), "Session"),
            (day(2), "Registration closes"),
            (day(3), "Back from leave"),
            (day(3), "Class begins"),
            (day(4), "Agreement ends"),
            (day(5), "Hearing"),
            (day(6), "Session"),
        ]

    def test_each_line_leads_somewhere(self, week, operator_a, as_user):
        client = as_user(operator_a)
        for _kind, item in client.get("/").context["coming"]:
            assert client.get(item.url).status_code == 200, item

    def test_whom_it_names_is_on_record(self, week, operator_a, as_user):
        as_user(operator_a).get("/")
        assert week.pk in AccessLog.objects.latest("pk").persons

    def test_a_session_stands_in_the_zone_of_its_facility(self, facility_b, operator_b, as_user):
        make_session(make_program(facility_b, state="running"), day(1), hour=8)
        (_kind, item), *_rest = as_user(operator_b).get("/").context["coming"]
        assert item.text.startswith("08.00–")
        assert "WIT," in item.text + ","

    def test_nothing_waits_says_so_with_what_comes(self, facility_a, head_a, as_user):
        make_session(make_program(facility_a, state="running", title="Besok"), day(1))
        text = text_of(as_user(head_a).get("/"))
        assert "Nothing waits for you." in text
        assert text.index("Nothing waits for you.") < text.index("The next seven days") < text.index("Besok")

    def test_nothing_at_all(self, administrator, as_user):
        text = text_of(as_user(administrator).get("/"))
        assert "Nothing waits for you." in text
        assert "Nothing is planned for the next seven days." in text


class TestOverdueFirst:
    def test_across_groups(self, facility_a, partner_a, operator_a, as_user):
        make_inmate(facility_a, "Baru Tiba", custody="arriving")
        make_contact(facility_a, partner_a, operator_a)
        late = make_program(facility_a, state="running", title="Lewat")
        make_enrolment(late, make_inmate(facility_a, "Peserta"))
        make_session(late, day(-3))
        response = as_user(operator_a).get("/")
        groups, overdue = response.context["groups"], response.context["overdue"]
        lines = [item for _group, items in groups for item in items]
        assert {item.title for _group, item in overdue} == {item.title for item in lines if item.overdue}
        text = text_of(response)
        assert text.index("Lewat") < text.index("Baru Tiba")
        # A line stands once, in one place.
        page = response.content.decode()
        assert page.count('class="work-title"') == len(lines)


class TestCount:
    def badge(self, response):
        found = re.search(r'waiting-count">(\d+)<', response.content.decode())
        return int(found[1]) if found else None

    def test_is_that_of_the_lines_and_stays_on_other_pages(self, facility_a, operator_a, as_user):
        for n in range(3):
            make_inmate(facility_a, f"Tiba {n}", custody="arriving")
        client = as_user(operator_a)
        home = client.get("/")
        lines = sum(len(items) for _group, items in home.context["groups"])
        assert self.badge(home) == lines >= 3
        assert self.badge(client.get("/partners/")) == lines

    def test_is_forgotten_once_something_was_sent(self, facility_a, operator_a, as_user):
        make_inmate(facility_a, "Tiba", custody="arriving")
        client = as_user(operator_a)
        client.get("/")
        client.post("/partners/add/", {})
        assert self.badge(client.get("/partners/")) is None

    def test_costs_no_statement(self, facility_a, operator_a, as_user, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = as_user(operator_a)
        client.get("/partners/")
        with CaptureQueriesContext(connection) as without:
            client.get("/partners/")
        client.cookies[COOKIE] = f"{operator_a.membership.pk}.7"
        with django_assert_num_queries(len(without)):
            assert self.badge(client.get("/partners/")) == 7

    @pytest.mark.parametrize(
        "cookie", ["", "7", "x.7", "{own}.", "{own}.-1", "{own}.99999", "{own}.<b>", "0.7"]
    )
    def test_a_cookie_of_nobody_says_nothing(self, cookie, operator_a, as_user):
        client = as_user(operator_a)
        client.cookies[COOKIE] = cookie.format(own=operator_a.membership.pk)
        assert self.badge(client.get("/partners/")) is None

    def test_is_hidden_from_scripts(self, operator_a, as_user):
        cookie = as_user(operator_a).get("/").cookies[COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


class TestNavigation:
    def tops(self, user):
        return [str(entry.item.label) for entry in registry.nav_entries(user)]

    def test_it_is_short_for_everybody(self, operator_a, supervisor_a, head_a, regional_a, national):
        for user in (operator_a, supervisor_a, head_a, regional_a, national):
            assert len(self.tops(user)) <= 12, user

    def test_an_instructor_has_three_entries_below_home(self, instructor_a):
        assert self.tops(instructor_a) == ["Home", "My classes", "Attendance", "Scores"]

    def test_a_part_stands_alone_for_who_does_not_see_its_area(self, coordinator_a):
        assert "Registration lists" in self.tops(coordinator_a)

    def test_parts_are_shown_inside_their_area_without_a_script(self, operator_a, as_user):
        client = as_user(operator_a)
        links = re.compile(r'<nav class="sidenav".*?</nav>', re.S)
        assert "/rosters/" not in links.search(client.get("/").content.decode())[0]
        for url in ("/enrolments/", "/hearings/", "/rosters/"):
            nav = links.search(client.get(url).content.decode())[0]
            assert 'href="/rosters/"' in nav, url
            assert 'aria-current="page"' in nav, url
        assert client.get("/rosters/").status_code == 200

    def test_one_entry_alone_is_where_one_is(self, head_a, as_user):
        client = as_user(head_a)
        for url in ("/access/", "/access/acts/", "/access/seen/"):
            nav = re.search(r'<nav class="sidenav".*?</nav>', client.get(url).content.decode(), re.S)[0]
            assert re.findall(r'<a href="([^"]+)" aria-current', nav) == [url]

    def test_every_entry_can_be_reached_from_home(self, head_a, as_user):
        client = as_user(head_a)
        for entry in registry.nav_entries(head_a):
            from django.urls import reverse

            page = client.get(reverse(entry.item.url_name)).content.decode()
            for part in entry.parts:
                assert f'href="{reverse(part.url_name)}"' in page, part.label

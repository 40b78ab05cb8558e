"""Figures: the number is that of the list it opens, for every figure that any app registers."""

import re
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from core import figures
from core.figures import Unit, all_figures, measure
from enrolments.models import Attendance, Enrolment
from programs.models import Session
from reports.models import Target
from reports.targets import course_of
from tests.factories import (
    make_agreement,
    make_assessment,
    make_attendance,
    make_enrolment,
    make_inmate,
    make_partner,
    make_program,
    make_session,
)
from tests.reports.counting import differences, told_by_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = timezone.localdate()
# The tests' year: whatever day it is, all of it lies behind.
FIRST = TODAY - timedelta(days=100)


def day(offset):
    return TODAY + timedelta(days=offset)


def hold(program, *days):
    """Add a session, held and verified, on each of these days."""
    return [make_session(program, when, state="verified") for when in days]


@pytest.fixture
def year(facility_a, facility_b, partner_a, agreement_a, operator_a, operator_b):
    """A year with edges: somebody left, came late, was called away; cancelled classes; another facility."""
    people = [make_inmate(facility_a, f"Orang {n}", legal_status="convict") for n in range(6)]
    make_inmate(facility_a, "Tahanan", legal_status="detainee")
    make_inmate(facility_a, "Bebas", custody="released", legal_status="convict")
    for person in people[:3]:
        make_assessment(person, operator_a, state="final")
    # Ended last year, reaching into this one; and one that runs.
    old = make_program(facility_a, partner=partner_a, state="closed", title="Lama")
    new = make_program(facility_a, partner=partner_a, state="running", title="Baru")
    off = make_program(facility_a, partner=partner_a, state="cancelled", title="Batal")
    type(old).objects.filter(pk=old.pk).update(starts_on=FIRST - timedelta(days=20), ends_on=FIRST)
    type(new).objects.filter(pk=new.pk).update(starts_on=day(-10), ends_on=day(-1))
    for person in people[:2]:
        make_enrolment(old, person, state="passed", joined_on=FIRST - timedelta(days=20))
    stayed = [make_enrolment(new, person, joined_on=day(-10)) for person in people[2:4]]
    left = make_enrolment(new, people[4], state="dropped", joined_on=day(-10), ended_on=day(-8))
    make_enrolment(new, people[5], state="proposed", joined_on=None)
    make_enrolment(off, people[5], joined_on=day(-10))
    hold(old, FIRST - timedelta(days=20), FIRST - timedelta(days=1), FIRST)
    hold(new, day(-9), day(-7))
    make_session(new, day(-1), state="cancelled")
    for enrolment, marks in ((stayed[0], "HHH"), (stayed[1], "DAH"), (left, "HHH")):
        make_attendance(enrolment, marks)
    make_agreement(facility_a, make_partner(facility_a.region, "Berakhir"), ends_on=day(30))
    make_agreement(facility_a, make_partner(facility_a.region, "Lewat"), ends_on=day(-1))
    there = make_program(facility_b, state="running", sessions=1, title="Di tempat lain")
    make_enrolment(there, make_inmate(facility_b, "Orang lain"), joined_on=day(-3))
    make_assessment(make_inmate(facility_b, "Dinilai di sana"), operator_b, state="final")
    return facility_a


class TestEveryFigure:
    def test_opens_the_list_that_it_counts(self, year, head_a, as_user):
        before = FIRST - timedelta(days=365), FIRST - timedelta(days=1)
        assert differences(as_user(head_a), year, (FIRST, TODAY), before) == {}

    def test_its_list_can_be_filtered_by_whom_it_is_for(self, year, head_a, as_user):
        """A parameter that the list does not know would leave the list unfiltered."""
        client = as_user(head_a)
        for figure in all_figures():
            url = figure.list_url(year, FIRST, TODAY)
            filterset = client.get(url).context["filter"]
            assert set(parse_qs(urlsplit(url).query)) <= set(filterset.filters), figure.key
            assert filterset.is_valid(), figure.key

    def test_all_are_read_in_one_statement(self, year, django_assert_num_queries):
        asked = [(figure, year, FIRST, TODAY) for figure in all_figures()]
        together = dict(zip([figure.key for figure in all_figures()], measure(asked), strict=True))
        with django_assert_num_queries(1):
            measure(asked)
        assert together == {figure.key: figure.value(year, FIRST, TODAY) for figure in all_figures()}

    def test_a_place_without_anything_has_zeros_and_no_rate(self, facility_b):
        values = {figure.key: figure.value(facility_b, FIRST, TODAY) for figure in all_figures()}
        assert values.pop("attendance") is None
        assert {key: value for key, value in values.items() if value and figures.get_figure(key).unit} == {}

    def test_keys_are_taken_once(self):
        with pytest.raises(ValueError, match="already"):
            figures.add_figure(all_figures()[0])


class TestNumbers:
    def test_they_are_what_one_would_count_by_hand(self, year):
        values = {figure.key: figure.value(year, FIRST, TODAY) for figure in all_figures()}
        said = {key: values[key] for key in ("held", "detainees", "convicts", "assessed")}
        assert said == {"held": 7, "detainees": 1, "convicts": 6, "assessed": 3}
        # Two of the old class on its last day, two who stay, one who left; nobody of the cancelled class.
        assert values["trained"] == 5
        # The running class is over its last day: who is still in it is in training; who left is not.
        assert values["in_training"] == 2
        # One session of the old class fell on the first day of the year, two of the new were held.
        held = Session.objects.filter(facility=year, state="verified", day__range=(FIRST, TODAY))
        assert values["hours"] == sum(held.values_list("lesson_hours", flat=True))
        assert held.count() == 3
        # H, H and A; "called away" does not count, nor what is marked after somebody left, nor cancelled.
        marks = Attendance.objects.of_taught_sessions(FIRST, TODAY).filter(facility=year)
        assert sorted(marks.values_list("mark", flat=True)) == ["A", "D", "H", "H", "H"]
        assert values["attendance"] == 75
        assert (values["partners"], values["agreements_ending"]) == (2, 1)

    def test_in_class_at_both_ends(self, year):
        rows = Enrolment.objects.filter(facility=year)
        assert rows.in_class_between(day(-8), day(-8)).count() == 3
        assert rows.in_class_between(day(-7), day(-7)).count() == 2
        assert rows.in_class_between(None, None).count() == 5


class TestTargets:
    def figure(self, key):
        return figures.get_figure(key)

    @pytest.mark.parametrize(
        ("key", "value", "target", "on", "words"),
        [
            ("certificates", 40, 40, date(2026, 1, 5), "reached"),
            ("certificates", 20, 40, date(2026, 7, 1), "on course"),
            ("certificates", 19, 40, date(2026, 7, 15), "behind"),
            ("attendance", 79.96, 80, date(2026, 7, 1), "not reached yet"),
            ("attendance", 80, 80, date(2026, 1, 1), "reached"),
            ("attendance", None, 80, date(2026, 1, 1), "not reached yet"),
            ("assessed", 3, 4, date(2026, 12, 31), "not reached yet"),
        ],
    )
    def test_what_a_number_says_against_its_target(self, key, value, target, on, words):
        assert course_of(self.figure(key), value, target, on).words == words

    def test_none_is_none(self):
        assert course_of(self.figure("certificates"), 4, None, TODAY) is None

    def test_the_head_sets_them_and_others_do_not(self, facility_a, head_a, operator_a, as_user):
        url = f"/targets/{TODAY.year}/"
        sent = {"certificates": "40", "attendance": "85", "assessed": ""}
        assert as_user(operator_a).post(url, sent).status_code == 403
        assert Target.objects.count() == 0
        assert as_user(head_a).post(url, sent).url == "/dashboard/"
        kept = set(Target.objects.values_list("facility", "year", "figure", "value"))
        assert kept == {
            (facility_a.pk, TODAY.year, "certificates", 40),
            (facility_a.pk, TODAY.year, "attendance", 85),
        }
        page = as_user(operator_a).get("/dashboard/").content.decode()
        assert "Target 40" in page
        assert "behind" in page
        as_user(head_a).post(url, {"certificates": "41", "attendance": ""})
        assert list(Target.objects.values_list("figure", "value")) == [("certificates", 41)]

    @pytest.mark.parametrize("wrong", ["0", "-1", "banyak", "9" * 20, "1.5"])
    def test_nonsense_is_refused_in_words_and_nothing_is_saved(self, wrong, head_a, as_user):
        response = as_user(head_a).post(
            f"/targets/{TODAY.year}/", {"certificates": wrong, "attendance": "80"}
        )
        assert response.status_code == 422
        assert response.context["form"].errors["certificates"]
        assert Target.objects.count() == 0

    def test_more_than_all_is_refused(self, head_a, as_user):
        response = as_user(head_a).post(f"/targets/{TODAY.year}/", {"attendance": "101"})
        assert response.status_code == 422

    def test_other_years_are_not_there(self, head_a, as_user):
        assert as_user(head_a).get(f"/targets/{TODAY.year - 2}/").status_code == 404
        assert as_user(head_a).get(f"/targets/{TODAY.year + 1}/").status_code == 200

    def test_another_facilitys_stay_its_own(self, facility_a, facility_b, head_a, head_b, as_user):
        as_user(head_b).post(f"/targets/{TODAY.year}/", {"certificates": "77"})
        as_user(head_a).post(f"/targets/{TODAY.year}/", {"certificates": "40"})
        assert Target.objects.get(facility=facility_b).value == 77
        assert "77" not in re.findall(r"Target (\d+)", as_user(head_a).get("/dashboard/").content.decode())


class TestDashboard:
    def test_it_costs_the_same_however_much_there_is(self, year, head_a, as_user, partner_a):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def cost():
            client = as_user(head_a)
            client.get("/dashboard/")
            with CaptureQueriesContext(connection) as statements:
                page = client.get("/dashboard/")
            assert len(page.content) < 60_000
            return len(statements)

        few = cost()
        for n in range(27):
            program = make_program(year, partner=partner_a, state="running", sessions=1, title=f"K{n}")
            make_enrolment(program, make_inmate(year, f"Banyak {n}"))
        assert cost() == few <= 10

    def test_numbers_in_the_charts_tables_are_those_of_their_lists(self, year, head_a, as_user):
        client = as_user(head_a)
        charts = {chart.key: chart for chart in client.get("/dashboard/").context["dashboard"].charts}
        compared = 0
        for key in ("participants", "attendance", "certificates"):
            for _month, [(said, url)] in charts[key].linked_rows[-5:]:
                count, sums = told_by_list(client, url)
                if key == "attendance":
                    rate = re.search(r"([\d.]+) %|–", sums)[0]
                    assert rate.replace(".0", "") == said
                else:
                    assert count == said
                compared += said not in ("0", "–")
        assert compared >= 2

    def test_it_names_nobody(self, year, head_a, as_user):
        page = as_user(head_a).get("/dashboard/").content.decode()
        assert "Orang" not in page
        assert "Tahanan" not in page

    def test_a_cut_off_rate_is_the_lists(self, year, head_a, as_user):
        """79.96 % reads 79.9 % wherever it stands."""
        assert Unit.PERCENT.say(79.96) == "79.9 %"

    def test_the_sessions_list_as_a_file(self, year, operator_a, as_user):
        from openpyxl import load_workbook

        response = as_user(operator_a).get(f"/attendance/sessions/?since={FIRST}&until={TODAY}&export=xlsx")
        rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
        assert sum(1 for row in rows if "Baru" in str(row)) == 2

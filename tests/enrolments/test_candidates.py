"""Filling a class: the ranked candidates, the review, and reasons for who does not meet a rule."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessLog
from core.lifecycle import MoveRefused
from core.models import FormReceipt
from enrolments.models import Enrolment
from enrolments.reviewing import numbers_in
from enrolments.services import decide, leave, propose
from inmates.models import Inmate, RegisterNumber, RiskAssessment
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program

pytestmark = pytest.mark.usefixtures("in_english")
TODAY = timezone.localdate()
LIKES_WOOD = "2" * 24


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def coming(facility_a):
    """A class that begins in a month, for people of 17 to 40."""
    return make_program(facility_a, state="open", sessions=3, days_ago=-30, age_from=17, age_to=40)


def url(program, page="add"):
    return f"/programs/{program.pk}/participants/{page}/"


def names(response):
    return [inmate.full_name for _one, inmate, _checks in response.context["rows"]]


def confirm(client, program, *inmates, **data):
    data = {"confirm": "1", "applied_on": f"{TODAY:%d/%m/%Y}", "asked_by": "inmate", **data}
    return client.post(url(program, "review"), data | {"inmates": ",".join(str(one.pk) for one in inmates)})


class TestList:
    def test_the_best_match_stands_first_and_nothing_is_ticked(
        self, coming, facility_a, facility_b, operator_a, as_user
    ):
        plain = make_inmate(facility_a, "Adi Tanpa Minat", register="B I 901 / 26")
        second = make_inmate(facility_a, "Budi Pilihan Dua")
        first = make_inmate(facility_a, "Candra Pilihan Satu", sentence_end=TODAY + timedelta(days=10))
        make_assessment(first, operator_a)
        make_assessment(second, operator_a, first="las", second_choice=coming.skill_field)
        make_inmate(facility_a, "Dedi Sudah Bebas", custody="released")
        make_inmate(facility_b, "Eko Di Ambon")
        enrolled = make_enrolment(coming, make_inmate(facility_a, "Feri Sudah Ikut"), state="waitlisted")
        response = as_user(operator_a).get(url(coming))
        assert names(response) == [first.full_name, second.full_name, plain.full_name, "Feri Sudah Ikut"]
        percents = [one.percent for one, _inmate, _checks in response.context["rows"]]
        assert percents == [60, 42, 0, 0]
        html, text = response.content.decode(), words(response)
        assert "checked" not in html
        assert f'value="{enrolled.inmate_id}"' not in html
        assert "B I 901 / 26" in text
        assert f"not met Sentence: ends on {first.sentence_end:%d/%m/%Y}" in text
        assert "first choice" in text
        assert "Eko" not in text

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("fit=all", ["Wants"]),
            ("fit=possible", ["Wants", "Plain", "Waits"]),
            ("interest=1", ["Wants"]),
            ("interest=none", ["Plain", "Waits", "Short"]),
            ("interest=second", ["Waits"]),
            ("block=B", ["Short"]),
            ("sentence=short", ["Short"]),
            ("sentence=unknown", ["Waits"]),
            ("waiting=on", ["Waits"]),
            ("q=plain", ["Plain"]),
            ("status=detainee", []),
            ("fit=nonsense", ["Wants", "Plain", "Waits", "Short"]),
        ],
    )
    def test_each_filter_keeps_whom_it_names(self, coming, facility_a, operator_a, as_user, query, expected):
        make_assessment(make_inmate(facility_a, "Wants"), operator_a)
        make_inmate(facility_a, "Plain")
        make_inmate(facility_a, "Short", block="B", sentence_end=TODAY + timedelta(days=5))
        waits = make_inmate(facility_a, "Waits", sentence_end=None)
        other = make_program(facility_a, state="open", title="Las")
        make_enrolment(other, waits, "waitlisted", second_choice=coming)
        assert names(as_user(operator_a).get(f"{url(coming)}?{query}")) == expected

    def test_ticks_survive_searching_and_turning_the_page(
        self, coming, facility_a, people, operator_a, as_user
    ):
        inmates, client = people(30), as_user(operator_a)
        client_page = client.get(url(coming))
        assert len(names(client_page)) == 25
        sent = {"inmates": [inmates[0].pk, inmates[1].pk], "page": "2"}
        turned = client.get(client.post(url(coming), sent).url)
        assert len(names(turned)) == 5
        kept = f"{inmates[0].pk},{inmates[1].pk}"
        assert f'name="inmates" value="{kept}"' in turned.content.decode()
        back = client.get(client.post(url(coming), {"inmates": [kept, inmates[29].pk], "page": "1"}).url)
        assert len(re.findall(r"checked", back.content.decode())) == 2
        assert back.context["ticked_count"] == 3
        assert Enrolment.objects.count() == 0

    def test_three_hundred_cost_as_much_as_three_and_stay_small(
        self, coming, facility_a, people, operator_a, as_user
    ):
        coming.clean_months, coming.maximum_risk, coming.minimum_stage = 6, "low", "half"
        coming.minimum_education, coming.legal_statuses = "junior", ["convict"]
        coming.save()
        for inmate in people(3):
            make_assessment(inmate, operator_a)
        client, counts = as_user(operator_a), []
        for count in (0, 300):
            Inmate.objects.bulk_create(
                Inmate(facility=facility_a, full_name=f"Calon {index:03}", legal_status="detainee")
                for index in range(count)
            )
            client.get(url(coming))
            logged = AccessLog.objects.count()
            with CaptureQueriesContext(connection) as queries:
                response = client.get(url(coming))
            assert AccessLog.objects.count() == logged + 1
            counts.append(len(queries))
        assert response.context["page"].paginator.count == 303
        # One of them is the line of the read log, between two of its context.
        assert counts[0] == counts[1] <= 10
        assert len(response.content) < 60_000

    def test_a_class_that_takes_nobody_says_so(self, facility_a, operator_a, as_user):
        closed = make_program(facility_a, state="closed")
        for page in ("add", "review"):
            response = as_user(operator_a).get(url(closed, page), follow=True)
            assert "takes no participants" in words(response)


class TestOnePerson:
    def test_the_table_says_requirement_person_and_verdict(self, coming, facility_a, operator_a, as_user):
        inmate = make_inmate(facility_a, birth_date=TODAY - timedelta(days=365 * 50))
        response = as_user(operator_a).get(f"{url(coming, 'suitability')}{inmate.pk}/")
        rows = {
            check.rule: (check.requirement, check.value, str(check.verdict))
            for check in response.context["checks"]
        }
        assert rows["age"] == ("17–40 years old", "50 years", "not_met")
        assert rows["clash"] == ("no other class at the same times", "in no other class", "met")
        assert f"/participants/review/?inmates={inmate.pk}" in response.content.decode()

    def test_an_officer_reads_met_where_the_head_reads_the_level(
        self, coming, facility_a, operator_a, supervisor_a, head_a, as_user
    ):
        coming.maximum_risk = "medium"
        coming.save()
        inmate = make_inmate(facility_a)
        RiskAssessment.objects.create(
            facility=facility_a, inmate=inmate, level="high", created_by=supervisor_a
        )
        path = f"{url(coming, 'suitability')}{inmate.pk}/"

        def risk(user):
            checks = as_user(user).get(path).context["checks"]
            return next((c.value, str(c.verdict)) for c in checks if c.rule == "risk")

        assert risk(operator_a) == ("", "not_met")
        assert risk(head_a) == ("High", "not_met")
        assert risk(supervisor_a) == ("High", "not_met")
        listed = words(as_user(operator_a).get(url(coming)))
        assert "not met Risk level" in listed
        assert "Risk level: High" not in listed

    def test_people_of_another_facility_are_not_there(self, coming, facility_b, operator_a, as_user):
        stranger = make_inmate(facility_b, "Orang Ambon")
        assert as_user(operator_a).get(f"{url(coming, 'suitability')}{stranger.pk}/").status_code == 404


class TestReview:
    def test_the_groups_say_who_can_be_added_who_is_there_and_who_does_not_fit(
        self, coming, facility_a, facility_b, operator_a, as_user
    ):
        fits = make_inmate(facility_a, "Adi Cocok")
        old = make_inmate(facility_a, "Budi Tua", birth_date=TODAY - timedelta(days=365 * 60))
        there = make_enrolment(coming, make_inmate(facility_a, "Candra Ada"), "proposed").inmate
        gone = make_inmate(facility_a, "Dedi Bebas", custody="released")
        stranger = make_inmate(facility_b, "Eko Ambon")
        sent = {"inmates": [one.pk for one in (fits, old, there, gone, stranger)]}
        response = as_user(operator_a).post(url(coming, "review"), sent)
        found = response.context["review"]
        groups = [found.fitting, found.unfitting, found.already, found.gone]
        assert [[inmate for _one, inmate in group] for group in groups] == [[fits], [old], [there], [gone]]
        assert response.context["lost"] == 1
        text = words(response)
        assert "Eko" not in text
        assert "1 person you named is not held here" in text
        assert Enrolment.objects.count() == 1

    def test_who_does_not_fit_is_added_only_with_a_reason_and_it_is_kept(
        self, coming, facility_a, operator_a, head_a, as_user
    ):
        fits = make_inmate(facility_a, "Adi Cocok")
        old = make_inmate(facility_a, "Budi Tua", birth_date=TODAY - timedelta(days=365 * 60))
        older = make_inmate(facility_a, "Candra Tua", birth_date=TODAY - timedelta(days=365 * 61))
        client = as_user(operator_a)
        data = {f"reason-{old.pk}": "  Sudah tukang sejak muda. "}
        response = client.get(confirm(client, coming, fits, old, older, **data).url)
        assert "2 added; Candra Tua does not meet: Age on the first day." in words(response)
        row = coming.enrolments.get(inmate=old)
        assert (row.unmet, row.override_reason, row.overridden_by) == (
            ["age"],
            "Sudah tukang sejak muda.",
            operator_a,
        )
        decided = words(as_user(head_a).get(url(coming, "decide")))
        assert f"Why all the same: Sudah tukang sejak muda. ({operator_a})" in decided
        assert "Why all the same" in words(client.get(f"/enrolments/{row.pk}/"))

    def test_only_people_without_a_reason_are_asked_for_it_and_nothing_is_lost(
        self, coming, facility_a, operator_a, as_user
    ):
        old = make_inmate(facility_a, "Budi Tua", birth_date=TODAY - timedelta(days=365 * 60))
        client = as_user(operator_a)
        response = confirm(client, coming, old, asked_by="guardian")
        assert response.status_code == 422
        assert "Nobody was added: write why they are added all the same" in words(response)
        assert '<option value="guardian" selected' in response.content.decode()
        late = confirm(client, coming, old, applied_on="01/01/2999", **{f"reason-{old.pk}": "Perlu"})
        assert late.status_code == 422
        assert 'value="Perlu"' in late.content.decode()
        long = confirm(client, coming, old, **{f"reason-{old.pk}": "x" * 301})
        assert long.status_code == 422
        assert Enrolment.objects.count() == 0

    def test_a_pasted_list_finds_any_spelling_and_says_what_it_did_not_find(
        self, coming, facility_a, facility_b, operator_a, as_user
    ):
        one = make_inmate(facility_a, "Adi Satu", register="B I 905 / 26")
        convicted = make_inmate(facility_a, "Budi Dua", register="B I 906 / 26")
        RegisterNumber.objects.create(
            facility=facility_a,
            inmate=convicted,
            raw="A II 77/25",
            key="AII/77/25",
            valid_to=TODAY,
        )
        make_inmate(facility_b, "Eko Ambon", register="B I 907 / 26")
        pasted = "b.i.905/2026\tAdi Satu\tBlok A\nA.II/77/2025;B I 907/26\r\nNGAWUR 1/26\nBI 905/26"
        response = as_user(operator_a).post(url(coming, "review"), {"numbers": pasted})
        found = response.context["review"]
        assert {inmate for _one, inmate in found.fitting} == {one, convicted}
        assert found.not_found == ["B I 907/26", "NGAWUR 1/26"]
        empty = as_user(operator_a).post(url(coming, "review"), {"numbers": " \n "})
        assert empty.status_code == 422
        assert "Write at least one register number." in words(empty)

    def test_sixty_are_reviewed_in_two_pages(self, coming, people, operator_a, as_user):
        inmates, client = people(60), as_user(operator_a)
        page = client.post(url(coming, "review"), {"inmates": [one.pk for one in inmates]})
        assert len(page.context["review"].fitting) == 50
        assert len(page.content) < 60_000
        first, later = inmates[:50], ",".join(str(one.pk) for one in inmates[50:])
        assert page.context["later"] == later
        following = confirm(client, coming, *first, later=later)
        page = client.get(following.url)
        assert {one for _s, one in page.context["review"].fitting} == set(inmates[50:])
        assert coming.enrolments.count() == 50

    def test_three_hundred_numbers_are_the_most(self):
        assert len(numbers_in("\n".join(f"B I {number}/26" for number in range(400)))) == 300
        assert numbers_in("B I 1/26\n\nB I 1/26") == ["B I 1/26"]

    def test_the_same_form_twice_adds_once(self, coming, people, operator_a, as_user):
        client, inmates = as_user(operator_a), people(3)
        page = client.post(url(coming, "review"), {"inmates": [one.pk for one in inmates]})
        key = re.search(r'name="form_key" value="([^"]+)"', page.content.decode())[1]
        first = confirm(client, coming, *inmates, form_key=key)
        second = confirm(client, coming, *inmates, form_key=key)
        assert first.url == second.url == url(coming, "").replace("//", "/")
        assert (coming.enrolments.count(), FormReceipt.objects.count()) == (3, 1)

    def test_the_persons_page_leads_to_the_class_they_want_and_to_all_others(
        self, coming, facility_a, operator_a, as_user
    ):
        inmate = make_inmate(facility_a, "Adi Cocok")
        make_assessment(inmate, operator_a)
        client = as_user(operator_a)
        review = f"{url(coming, 'review')}?inmates={inmate.pk}"
        assert f'href="{review}"' in client.get(f"/inmates/{inmate.pk}/").content.decode()
        add = f"/inmates/{inmate.pk}/trainings/add/"
        assert f'href="{add}"' in client.get(f"/inmates/{inmate.pk}/trainings/").content.decode()
        assert f'href="{review}"' in client.get(add).content.decode()
        assert [one for one, _inmate in client.get(review).context["review"].fitting][0].percent == 60


class TestExceptions:
    def test_the_service_leaves_out_who_does_not_fit(self, coming, facility_a, operator_a):
        old = make_inmate(facility_a, birth_date=TODAY - timedelta(days=365 * 60))
        report = propose(program=coming, inmates=[old], by=operator_a, exceptions={old.pk: "   "})
        assert report.added == []
        assert [(inmate, one.unmet) for inmate, one in report.unmet] == [(old, ["age"])]

    def test_who_stopped_fitting_since_is_approved_only_with_a_reason(
        self, coming, people, operator_a, head_a, as_user
    ):
        first, second = people(2)
        rows = propose(program=coming, inmates=[first, second], by=operator_a).added
        Inmate.objects.filter(pk=first.pk).update(sentence_end=TODAY)
        with pytest.raises(MoveRefused, match="Does not meet: Sentence. Write why"):
            decide(program=coming, enrolments=rows[:1], move="approve", by=head_a)
        with pytest.raises(MoveRefused, match="Does not meet: Sentence"):
            rows[0].perform("approve", by=head_a)
        decision = decide(program=coming, enrolments=rows, move="approve", by=head_a)
        assert [row.inmate for row in decision.seated] == [second]
        assert [row.inmate for row, _why in decision.refused] == [first]
        page = words(as_user(head_a).get(url(coming, "decide")))
        assert "Approving needs a reason below." in page
        decide(program=coming, enrolments=rows[:1], move="approve", by=head_a, reason="Diperpanjang")
        row = Enrolment.objects.get(pk=rows[0].pk)
        assert (row.state, row.unmet, row.override_reason, row.overridden_by) == (
            "confirmed",
            ["sentence"],
            "Diperpanjang",
            head_a,
        )

    def test_the_database_keeps_no_exception_without_its_reason(self, coming, people):
        row = make_enrolment(coming, people(1)[0], "proposed")
        with pytest.raises(IntegrityError, match="enrolment_exception_has_reason"), transaction.atomic():
            Enrolment.objects.filter(pk=row.pk).update(unmet=["age"])

    def test_partners_read_nothing_of_it(self, facility_a, instructor_a, operator_a, as_user):
        program = make_program(
            facility_a, state="running", sessions=2, instructors=[instructor_a.membership.instructor]
        )
        row = make_enrolment(
            program, unmet=["risk"], override_reason="Rahasia sekali", overridden_by=operator_a
        )
        text = words(as_user(instructor_a).get(f"/enrolments/{row.pk}/"))
        assert row.display_name in text
        assert "Rahasia" not in text
        assert "Risk" not in text


def test_coming_back_keeps_one_history_and_the_roster_goes_by_days(
    running_class, people, operator_a, head_a, as_user
):
    (inmate,) = people(1)
    first = make_enrolment(running_class, inmate)
    day = running_class.starts_on + timedelta(days=1)
    leave(
        enrolment=first,
        move="withdraw",
        by=operator_a,
        reason="Sakit gigi",
        ended_on=day,
        exit_reason="health",
    )
    (again,) = propose(program=running_class, inmates=[inmate], by=operator_a).added
    later = running_class.starts_on + timedelta(days=3)
    decide(program=running_class, enrolments=[again], move="approve", by=head_a, joined_on=later)
    client = as_user(operator_a)
    history = words(client.get(f"/enrolments/{again.pk}/history/"))
    assert "Sakit gigi" in history
    assert "Proposed" in history
    assert "Health" in words(client.get(f"/enrolments/{again.pk}/"))
    listed = f"/programs/{running_class.pk}/participants/?day="
    for offset, expected in ((0, [first.pk]), (1, [first.pk]), (2, []), (3, [again.pk])):
        asked = running_class.starts_on + timedelta(days=offset)
        rows = client.get(f"{listed}{asked:%d/%m/%Y}").context["table"].rows
        assert [row.record.pk for row in rows] == expected

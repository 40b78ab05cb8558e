"""The national data set, tiny: rows as the application would have written them, and pages that open."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.models import AccessLog
from audit.things import tracked
from certificates.models import Certificate, Issuer
from certificates.numbers import certificate_number, next_seq
from core.models import MoveRecord
from enrolments.models import Attendance, Enrolment
from enrolments.results import results_of
from facilities.models import Facility, User
from facilities.services.letters import numberings_of, with_next_numbers
from inmates.models import Inmate, InterestAssessment, RegisterNumber
from production.models import Posting, Stock, StockMovement
from programs.models import Program
from reports.models import FacilityMeasured, MonthlyReport, Summary
from reports.national import Size
from reports.national.build import fill_database
from reports.services.summaries import refresh_all
from tests.demo_copy import copied
from tests.national import checking
from tests.reports.counting import differences

SIZE = Size(facilities=6, held=480, past=1200, programs=60, accesses=3000)


@pytest.fixture(scope="module")
def national_set(django_db_setup, django_db_blocker, shared_folder, tmp_path_factory, worker_id):
    """A tiny set beside the demo; what a test changes is rolled back."""
    with (
        django_db_blocker.unblock(),
        copied(shared_folder, tmp_path_factory.mktemp("national") / "files", f"national-{worker_id}"),
    ):
        fill_database(SIZE, lambda line: None)
        refresh_all()
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_set")]


@pytest.fixture
def place():
    """The facility of the set in which most goes on."""
    counts = Counter(Program.objects.exclude(facility__code="ruteng").values_list("facility", flat=True))
    return Facility.objects.get(pk=counts.most_common(1)[0][0])


def _client(username) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def test_every_row_leads_somewhere():
    assert checking.broken_references() == {}


def test_every_row_keeps_the_rules_of_its_table():
    assert checking.broken_checks() == {}
    assert checking.repeated() == []


def test_history_tells_each_row_as_it_is():
    wrong = {each.label: checking.wrong_history(each.model, each.events) for each in tracked().values()}
    assert {label: count for label, count in wrong.items() if count} == {}


def test_no_life_cycle_took_a_step_that_it_does_not_have():
    living = [each for each in tracked().values() if hasattr(each.model, "lifecycle")]
    wrong = {each.label: checking.wrong_steps(each.model, each.events) for each in living}
    assert {label: count for label, count in wrong.items() if count} == {}
    assert len(living) > 8


def test_it_is_as_large_as_was_asked(place):
    assert Facility.objects.filter(code__contains="-").count() == 6
    people = Inmate.objects.filter(facility__code__contains="-")
    held = people.filter(custody__in=("held", "on_leave")).count()
    assert abs(held - SIZE.held) <= 6
    assert abs(people.count() - held - SIZE.past) <= 6
    assert AccessLog.objects.count() == pytest.approx(SIZE.accesses, abs=6)
    assert place.capacity > 0


def test_everybody_has_a_number_and_days_that_fit():
    people = Inmate.objects.filter(facility__code__contains="-")
    assert not people.filter(register_numbers=None).exists()
    assert not people.filter(custody="held").exclude(register_numbers__valid_to=None).exists()
    assert not RegisterNumber.objects.filter(valid_to=None, inmate__custody="released").exists()
    assert not people.filter(legal_status="detainee", sentence_end__isnull=False).exists()
    # Namesakes at one place are everyday there.
    names = Counter(people.values_list("facility", "full_name"))
    assert names.most_common(1)[0][1] > 1


def test_results_are_those_that_the_marks_and_scores_come_to():
    closed = Program.objects.filter(state="closed", facility__code__contains="-").order_by("-pk")[:12]
    assert closed
    for program in closed:
        live = {line.enrolment.pk: line for line in results_of(program)}
        frozen = {result.enrolment_id: result for result in program.results.all()}
        assert frozen
        for key, result in frozen.items():
            line = live[key]
            told = (line.rate.present, line.rate.counted, line.average, line.grade, line.outcome)
            assert told == (result.present, result.counted, result.average, result.grade, result.outcome)
            assert result.enrolment.state == result.outcome


def test_marks_are_as_classes_are():
    marks = Counter(
        Attendance.objects.filter(facility__code__contains="-")
        .exclude(mark="")
        .values_list("mark", flat=True)
    )
    share = marks["H"] / (marks.total() - marks["D"])
    assert 0.80 < share < 0.97
    seats = Program.objects.filter(facility__code__contains="-").values_list("seats", flat=True)
    assert sum(15 <= one <= 25 for one in seats) > len(seats) / 2
    left = Enrolment.objects.filter(state__in=("dropped", "withdrawn"), facility__code__contains="-")
    assert left.exists()
    assert not left.filter(exit_reason="").exists()


def test_certificates_are_numbered_as_their_issuers_number():
    for issuer in Issuer.objects.filter(facility__code__contains="-", certificates__isnull=False).distinct():
        rows = Certificate.objects.filter(issuer=issuer).order_by("year", "seq")
        years = {row.year for row in rows}
        for year in years:
            seqs = [row.seq for row in rows if row.year == year]
            assert seqs == list(range(1, len(seqs) + 1))
            assert next_seq(issuer, year) == len(seqs) + 1
        for row in rows[:3]:
            assert row.number == certificate_number(issuer, seq=row.seq, day=row.issued_on, class_code="")
            assert len(row.code) == 22


def test_codes_of_assessments_follow_from_their_answers():
    for row in InterestAssessment.objects.filter(facility__code__contains="-")[:40]:
        scores = row.scores
        assert row.code == "".join(
            sorted(scores, key=lambda letter: (-scores[letter], "RIASEC".index(letter)))[:3]
        )


def test_letters_go_on_where_they_stand(place):
    submitted = set(
        MonthlyReport.objects.filter(facility=place)
        .exclude(submissions=None)
        .values_list("submissions__number", flat=True)
    )
    numberings = [each for each in numberings_of(place) if each.pk]
    coming = {number for _numbering, number in with_next_numbers(numberings, timezone.localdate())}
    assert not coming & submitted


def test_stock_and_ledger_add_up():
    for stock in Stock.objects.filter(facility__code__contains="-"):
        moved = StockMovement.objects.filter(product=stock.product_id, place=stock.place_id)
        assert stock.quantity == sum(moved.values_list("quantity", flat=True))
    sums = Counter()
    for entry, amount in Posting.objects.values_list("entry", "amount"):
        sums[entry] += amount
    assert set(sums.values()) <= {0}


def test_figures_are_what_their_lists_count(place):
    today = timezone.localdate()
    client = _client(f"head.{place.code}")
    year = (today.replace(month=1, day=1), today)
    assert differences(client, place, year) == {}


OPERATORS_PAGES = """
    / /dashboard/ /inmates/ /inmates/?custody=all&q=sa /inmates/departures/ /inmates/checks/ /assessments/
    /programs/ /enrolments/ /attendance/ /attendance/sessions/ /results/ /certificates/ /partners/ /after/
    /after/followups/ /after/grants/ /reports/monthly/
"""
PAGES = {
    "operator": OPERATORS_PAGES.split(),
    "supervisor": ("/", "/enrolments/", "/programs/"),
    "head": ("/", "/access/", "/access/acts/", "/access/seen/", "/certificates/issuers/"),
    "instructor": ("/", "/programs/"),
    "coordinator": ("/", "/programs/"),
}


@pytest.mark.parametrize("role", PAGES)
def test_pages_open_as(role, place):
    client = _client(f"{role}.{place.code}")
    answers = {page: client.get(page).status_code for page in PAGES[role]}
    assert {page: status for page, status in answers.items() if status != 200} == {}


def test_objects_open(place):
    client = _client(f"head.{place.code}")
    people = Inmate.objects.filter(facility=place)
    closed = Program.objects.filter(facility=place, state="closed").first()
    wanted = [
        people.filter(custody="held").first(),
        people.filter(custody="released", life__isnull=False).first(),
        closed,
        closed.sessions.filter(state="verified").first(),
        Enrolment.objects.filter(program=closed, state="passed").first(),
        Certificate.objects.filter(facility=place).first(),
        MonthlyReport.objects.filter(facility=place, state="accepted").first(),
        AccessLog.objects.filter(facility=place).first(),
    ]
    for one in filter(None, wanted):
        assert client.get(one.get_absolute_url()).status_code == 200, one._meta.label


@pytest.mark.parametrize("user", ["national", "regional"])
def test_offices_compare(user):
    if user == "regional":
        user = (
            User.objects.filter(username__startswith="regional.")
            .exclude(username="regional.ntt")
            .first()
            .username
        )
    client = _client(user)
    for page in (
        "/",
        "/reports/compare/",
        "/reports/compare/fields/",
        "/reports/compare/leaving/",
        "/reports/monthly/",
    ):
        assert client.get(page).status_code == 200, page


def test_figures_were_read_for_every_facility():
    assert FacilityMeasured.objects.count() == Facility.objects.count()
    held = dict(Summary.objects.filter(key="held", facility__isnull=False).values_list("facility", "value"))
    for facility in Facility.objects.all():
        assert held[facility.pk] == Inmate.objects.filter(facility=facility).held().count()


def test_moves_tell_who_made_them():
    program = Program.objects.filter(state="closed", facility__code__contains="-").first()
    moves = list(MoveRecord.objects.of(program).values_list("move", "by__username"))
    code = program.facility.code
    assert moves == [
        ("submit", f"operator.{code}"),
        ("verify", f"supervisor.{code}"),
        ("approve", f"head.{code}"),
        ("open", f"head.{code}"),
        ("start", f"head.{code}"),
        ("complete", f"supervisor.{code}"),
        ("close", f"head.{code}"),
    ]


def test_new_rows_take_new_keys():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('inmates_inmate', 'id')), max(id) FROM inmates_inmate"
        )
        following, last = cursor.fetchone()
    assert following > last


@pytest.mark.parametrize("name", ["postgres", None])
def test_it_never_goes_into_a_database_that_is_there(name):
    with pytest.raises(CommandError):
        call_command("national", database=name or connection.settings_dict["NAME"])

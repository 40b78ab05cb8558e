"""The figures of reports equal those of the app's own lists, also at the edges of a month."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from certificates.models import Certificate
from core.models import MoveRecord
from core.report_sections import (
    COOPERATION,
    Section,
    add_report_section,
    gather,
    gather_by_month,
    month_of,
    report_sections,
    shown,
    table,
)
from enrolments.grid import attendance_grid
from enrolments.models import Enrolment, Result
from inmates.models import RegisterNumber
from partners.models import AgreementActivity, PartnerContact
from reports.sections.cooperation import Cooperation
from tests.factories import (
    make_agreement,
    make_attendance,
    make_contact,
    make_enrolment,
    make_inmate,
    make_partner,
    make_program,
    make_session,
)

FIRST, LAST = month_of(timezone.localdate().replace(day=1) - relativedelta(months=2))
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("in_english")


def rows_of(sections, key) -> list[list]:
    """Return the rows of a section with its last one, as pages show them."""
    (found,) = [part for part in shown(sections) if part.key == key]
    return [[cell.text for cell in row] for row in [*found.rows, *([found.total] if found.total else [])]]


def of_month(facility, key):
    with timezone.override(facility.zone):
        return rows_of(gather(facility, FIRST, LAST), key)


@pytest.fixture
def program(facility_b):
    """A class at Ambon (WIT) that lasts from before the month until after it."""
    return make_program(facility_b, state="running", starts_on=FIRST - 10 * DAY, ends_on=LAST + 10 * DAY)


def test_sessions_near_midnight_belong_to_the_month_of_the_facilitys_clock(facility_b, program):
    for day, hour in ((FIRST - DAY, 23), (FIRST, 0), (LAST, 23), (LAST + DAY, 0)):
        make_session(program, day, hour=hour, state="verified")
    cancelled = make_session(program, FIRST + DAY, state="cancelled")
    waiting = make_session(program, FIRST + 2 * DAY)
    everybody = make_enrolment(program)
    # Marks in the order of the sessions: the class's own grid is asked for the same days.
    make_attendance(everybody, "AHHDHA")
    left = make_enrolment(program, state="withdrawn", ended_on=FIRST)
    make_attendance(left, "HSHHHH")
    grid = attendance_grid(program)
    days = {FIRST, LAST, waiting.day}
    marks = [
        text
        for line in grid.lines
        for session, (_css, text) in zip(grid.sessions, line.cells, strict=True)
        if session.day in days
    ]
    assert cancelled.state == "cancelled"
    row = of_month(facility_b, "attendance")[0]
    assert row[1:4] == ["3", "2", "8"]
    assert row[4:9] == [str(marks.count(mark)) for mark in "HISAD"]
    assert (row[4:9], row[10]) == (["2", "0", "1", "0", "1"], "66.6 %")


def test_people_count_by_the_dates_of_their_roster(facility_b, program):
    def enrol(state="active", **dates):
        return make_enrolment(program, state=state, **dates)

    long_since = enrol(joined_on=FIRST - 5 * DAY)
    enrol("passed", joined_on=FIRST)
    enrol(joined_on=LAST)
    enrol(joined_on=LAST + DAY)
    enrol("released", joined_on=FIRST - 5 * DAY, ended_on=FIRST - DAY, exit_reason="released")
    enrol("released", joined_on=FIRST - 5 * DAY, ended_on=FIRST, exit_reason="released")
    enrol("withdrawn", joined_on=FIRST - 5 * DAY, ended_on=LAST, exit_reason="own_request")
    enrol("waitlisted")
    again = make_program(facility_b, state="closed", starts_on=FIRST, ends_on=LAST, title="Las")
    make_enrolment(again, long_since.inmate, "passed", joined_on=FIRST)
    planned = make_program(facility_b, state="approved", starts_on=FIRST, ends_on=LAST)
    make_enrolment(planned, state="confirmed")

    here = Enrolment.objects.filter(facility=facility_b).exclude(program__state="approved")
    days = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
    on_lists = {row.inmate_id for day in days for row in here.on_roster(day)}
    people = of_month(facility_b, "participants")
    assert (people[-1], len(on_lists)) == (["Together", "5", "0", "5"], 5)

    assert of_month(facility_b, "movement") == [
        ["Carried over from before", "3"],
        ["Joined", "3"],
        ["Class ended", "1"],
        ["Left early: Own request", "1"],
        ["Left early: Released", "1"],
        ["Carried on after it", "3"],
    ]
    # On the list of the next day are those who were carried on, and who joined on it.
    next_day = here.on_roster(LAST + DAY).filter(program=program)
    assert next_day.exclude(joined_on=LAST + DAY).count() == 3
    assert [row[6] for row in of_month(facility_b, "programs")] == ["5", "1", "6"]


def test_legal_status_is_that_of_the_last_day(facility_b, program):
    detainee = make_inmate(facility_b, "Tahanan", "A III 7 / 26", legal_status="detainee")
    convicted = make_inmate(facility_b, "Divonis", "A III 8 / 26")
    RegisterNumber.objects.filter(inmate=convicted).update(valid_to=LAST + DAY)
    old = RegisterNumber.objects.get(inmate=convicted)
    RegisterNumber.objects.create(
        facility=facility_b,
        inmate=convicted,
        raw="B I 8 / 26",
        key="B18",
        register_class_id="B1",
        valid_from=LAST + DAY,
    )
    woman = make_inmate(facility_b, "Narapidana", sex="F")
    for person in (detainee, convicted, woman):
        make_enrolment(program, person)
    assert old.register_class_id == "A3"
    assert of_month(facility_b, "participants") == [
        ["Detainee", "2", "0", "2"],
        ["Convict", "0", "1", "1"],
        ["Juvenile", "0", "0", "0"],
        ["Together", "2", "1", "3"],
    ]
    with timezone.override(facility_b.zone):
        later = rows_of(gather(facility_b, *month_of(LAST + DAY)), "participants")
    assert [row[1] for row in later[:2]] == ["1", "1"]


def test_a_class_that_was_called_off_counts_until_then(facility_b, program, head_b):
    make_enrolment(program)
    never = make_program(facility_b, state="cancelled", starts_on=FIRST, ends_on=LAST, title="Tidak jadi")
    MoveRecord.objects.record(never, move="cancel", source="approved", by=head_b)
    program.state = "cancelled"
    program.save()
    MoveRecord.objects.record(program, move="cancel", source="running", by=head_b)
    # Called off today, so it lasted over the whole of the month.
    assert [row[0] for row in of_month(facility_b, "programs")] == [str(program), "Together"]


def finished_class(facility, ends_on, partner=None, **fields):
    program = make_program(
        facility, partner=partner, state="completed", starts_on=ends_on - 20 * DAY, ends_on=ends_on, **fields
    )
    for index, outcome in enumerate(("passed", "passed", "attended")):
        person = make_enrolment(program, state=outcome)
        Result.objects.create(
            facility=facility, program=program, enrolment=person, present=9, counted=10, outcome=outcome
        )
        assert index < 3
    make_enrolment(program)
    return program


def test_outcomes_stand_in_the_month_of_the_last_day(facility_b):
    programs = [
        finished_class(facility_b, day, title=title)
        for title, day in (("Dulu", FIRST - DAY), ("Awal", FIRST), ("Akhir", LAST), ("Nanti", LAST + DAY))
    ]
    rows = of_month(facility_b, "outcomes")
    assert [row[0] for row in rows[:-1]] == [str(programs[1]), str(programs[2])]
    assert rows[-1][2:] == ["8", "4", "2", "0", "2"]
    results = Result.objects.filter(program__in=programs[1:3])
    assert results.filter(outcome="passed").count() == 4


def test_contacts_agreements_and_activities_by_their_days(facility_a, partner_a, operator_a):
    days = (FIRST - DAY, FIRST, LAST, LAST + DAY)
    for day in days:
        make_contact(facility_a, partner_a, operator_a, day=day)
    listed = PartnerContact.objects.for_user(operator_a).filter(day__range=(FIRST, LAST))
    assert len(of_month(facility_a, "contacts")) == listed.count() == 2
    agreement = make_agreement(facility_a, partner_a, starts_on=LAST, ends_on=LAST + 400 * DAY, title="Baru")
    make_agreement(facility_a, partner_a, starts_on=LAST + DAY, ends_on=None, title="Nanti")
    make_agreement(facility_a, partner_a, starts_on=FIRST - 400 * DAY, ends_on=FIRST, title="Habis")
    make_agreement(facility_a, partner_a, starts_on=FIRST - 400 * DAY, ends_on=FIRST - DAY, title="Lama")
    make_agreement(facility_a, partner_a, starts_on=FIRST, ends_on=LAST + 60 * DAY, title="Segera")
    make_agreement(facility_a, partner_a, state="drafting", title="Rancangan")
    assert {row[0]: row[-1] for row in of_month(facility_a, "agreements")} == {
        "Habis": "over",
        "Segera": "ending soon",
        "Baru": "in force",
    }
    for day in days:
        AgreementActivity.objects.create(
            facility=facility_a,
            agreement=agreement,
            kind="staff",
            topic="Pameran",
            held_on=day,
            officers_reached=2,
            value=1_250_000,
        )
    assert of_month(facility_a, "activities")[-1][-3:] == ["4", "0", "Rp2.500.000"]


def test_a_years_months_are_those_of_the_monthly_reports(facility_a, partner_a, operator_a):
    year = FIRST.year
    program = finished_class(facility_a, LAST, partner_a)
    for day in (program.starts_on, LAST):
        make_session(program, day, state="verified")
    for person in program.enrolments.all():
        make_attendance(person, "HA")
    make_contact(facility_a, partner_a, operator_a, day=LAST)
    with timezone.override(facility_a.zone):
        yearly = gather_by_month(facility_a, year)
        months = {
            first.month: gather(facility_a, first, last)
            for first, last in (month_of(date(year, number, 1)) for number in range(1, 13))
            if first <= timezone.localdate()
        }
    people, rate = rows_of(yearly, "participants")[0], rows_of(yearly, "attendance")[-1]
    passed, contacts = rows_of(yearly, "outcomes")[1], rows_of(yearly, "contacts")[0]
    for number, sections in months.items():
        assert people[number] == rows_of(sections, "participants")[-1][-1]
        known = rows_of(sections, "attendance")
        assert rate[number] == (known[-1][-1] if known else "—")
        known = rows_of(sections, "outcomes")
        assert passed[number] == (known[-1][3] if known else "0")
        assert contacts[number] == str(len(rows_of(sections, "contacts")))
    later = [people[number] for number in range(1, 13) if number not in months]
    assert set(later) <= {"—"}
    assert (passed[0], passed[FIRST.month], passed[-1]) == ("Passed", "2", "2")


def test_what_a_partner_is_told_is_about_that_partner_and_this_facility(
    facility_a, facility_b, partner_a, operator_a, operator_b
):
    other = make_partner(facility_a.region, "SKB Lain")
    ours = finished_class(facility_a, LAST, partner_a)
    finished_class(facility_a, LAST, other, title="Bukan")
    finished_class(facility_b, LAST, partner_a, title="Di tempat lain")
    make_contact(facility_a, partner_a, operator_a, day=FIRST, summary="Rahasia")
    make_contact(facility_a, other, operator_a, day=FIRST)
    make_contact(facility_b, partner_a, operator_b, day=FIRST)
    make_agreement(facility_a, partner_a, other, title="Bersama", starts_on=FIRST)
    make_agreement(facility_a, other, title="Tanpa mitra ini", starts_on=FIRST)
    told = gather(Cooperation(facility_a, partner_a), FIRST, LAST, COOPERATION)
    assert rows_of(told, "programs")[0] == [
        str(ours),
        *(shown_day(day) for day in (ours.starts_on, ours.ends_on)),
        "8",
        "4",
        "0",
        "2",
        "1",
        "0",
    ]
    assert [row[0] for row in rows_of(told, "agreements")] == ["Bersama"]
    assert len(rows_of(told, "contacts")) == 1
    assert "Rahasia" not in str(told)


def shown_day(day):
    from django.utils.formats import date_format

    return date_format(day, "j F Y")


def test_other_apps_add_sections(facility_a, monkeypatch):
    monkeypatch.setattr("core.report_sections._sections", {"place": report_sections()})
    section = Section(
        "made",
        "Made up",
        5,
        lambda facility, first, last: [Certificate.objects.filter(facility=facility)],
        lambda rows, first, last: table([("What", "text"), ("Sum", "money")], [["x", 5000]], note="Ya."),
    )
    add_report_section(section)
    made = gather(facility_a, FIRST, LAST)[0]
    assert (made["key"], made["rows"]) == ("made", [["x", 5000]])
    assert rows_of([made], "made") == [["x", "Rp5.000"]]
    assert "made" not in [part["key"] for part in gather_by_month(facility_a, FIRST.year)]

"""What can wait for somebody from candidates to competency, one of each, for the tests of the first page."""

from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from certificates.models import CompetencyCertificate, CompetencyTest
from certificates.services.competency import add_candidates
from enrolments.models import CircumstanceChange
from enrolments.services.outings import Escort, write_outing
from facilities.permissions import Role
from partners.models import Instructor
from programs.models import Session
from reports.models import MonthlyReport
from tests.enrolments.panels import hold, make_hearing, make_list, use_panel
from tests.factories import make_attendance, make_enrolment, make_inmate, make_program

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def fill_classes(facility, partner, users, number):
    """Let hearings, lists to the partner, outings, changes, absences and competency wait."""
    operator, supervisor = users[Role.OPERATOR], users[Role.SUPERVISOR]
    here = {"facility": facility}
    teacher = Instructor.objects.get(membership__user=users[Role.INSTRUCTOR])
    class_ = {"partner": partner, "days_ago": 5, "instructors": [teacher]}
    use_panel(facility, "convicted")
    open_class = make_program(facility, state="open", seats=20, **class_)

    def candidate(name, **fields):
        inmate = make_inmate(facility, f"{name} {number}", **fields)
        return make_enrolment(open_class, inmate, state="proposed")

    candidate("Belum disidang")
    candidate("Tahanan", legal_status="detainee")
    make_hearing([candidate("Disidang")], by=operator)
    hold(make_hearing([candidate("Sudah disidang")], by=operator), by=supervisor)

    running = make_program(facility, state="running", sessions=4, seats=30, **class_)
    absent = make_enrolment(running, make_inmate(facility, f"Absen {number}"))
    make_attendance(absent, "AAA")
    make_list([make_enrolment(running, make_inmate(facility, f"Terdaftar {number}"))], by=operator)
    make_list([make_enrolment(running, make_inmate(facility, f"Didaftar {number}"))], by=operator, send=False)
    part = {"program": running, "enrolment": absent, "cause": f"limit:{number}"}
    CircumstanceChange.objects.create(kind="limited", happened_on=YESTERDAY, **part, **here)
    Session.objects.filter(pk=running.sessions.first().pk).update(
        day=TODAY.replace(day=1) - timedelta(days=1), state="submitted"
    )

    noon = timezone.make_aware(datetime.combine(TODAY, time(12)), facility.zone)
    for title, written in (("Di luar", True), ("Akan keluar", False)):
        outside = make_program(
            facility, state="running", sessions=1, title=title, place="outside", **class_ | {"days_ago": 0}
        )
        going = make_enrolment(outside, make_inmate(facility, f"{title} {number}"))
        Session.objects.filter(program=outside).update(
            day=TODAY, starts_at=noon, ends_at=noon + timedelta(minutes=1)
        )
        if written:
            outing = write_outing(
                session=outside.sessions.get(), enrolments=[going], escorts=[Escort("Petugas")], by=operator
            )
            outing.people.update(out_at=timezone.now() - timedelta(days=2))
            Session.objects.filter(program=outside).update(
                starts_at=noon - timedelta(days=2), ends_at=noon - timedelta(days=2, minutes=-1)
            )

    held = make_inmate(facility, f"Asesi {number}")
    CompetencyCertificate.objects.create(
        inmate=held,
        scheme="Jahit",
        lsp="LSP Contoh",
        number=f"14110 {number}",
        recorded_by=operator,
        issued_on=TODAY - timedelta(days=1000),
        expires_on=TODAY + timedelta(days=20),
        **here,
    )
    test = CompetencyTest.objects.create(scheme="Jahit", lsp="LSP Contoh", day=YESTERDAY, place="BLK", **here)
    add_candidates(test=test, inmates=[held], by=operator)


def fill_reports(facility, number):
    """Let monthly reports wait to be written, checked, submitted and answered; last month's is not begun."""
    first = TODAY.replace(day=1)
    for place, state in enumerate(("draft", "checked", "submitted"), start=2):
        month = first - relativedelta(months=place + 3 * number)
        MonthlyReport.objects.create(facility=facility, month=month, state=state)

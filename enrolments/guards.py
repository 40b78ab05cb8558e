"""What must be true before somebody gets into a class, and before a class moves on."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.lifecycle import Refusal
from inmates.choices import Custody


def program_is_joinable(enrolment, user):
    if enrolment.program.state not in ("open", "running"):
        text = _("The programme takes no participants: its state is “%(state)s”.")
        yield Refusal(
            text % {"state": enrolment.program.get_state_display()}, enrolment.program.get_absolute_url()
        )


def is_held_here(enrolment, user):
    inmate = enrolment.inmate
    if inmate.custody != Custody.HELD or inmate.facility_id != enrolment.facility_id:
        yield Refusal(_("This person is no longer held here."))


def seat_is_free(enrolment, user):
    taken = enrolment.program.enrolments.seated().count()
    if taken >= enrolment.program.seats:
        text = _("All %(seats)s seats are taken.")
        yield Refusal(
            text % {"seats": enrolment.program.seats},
            reverse("enrolments:participant-list", args=[enrolment.program_id]),
        )


def has_a_participant(program, user):
    """A programme starts with somebody in it (domain.md, section 5)."""
    if not program.enrolments.seated().exists():
        yield Refusal(
            _("Nobody has a confirmed seat yet."),
            reverse("enrolments:participant-list", args=[program.pk]),
        )


def everybody_is_marked(session, user):
    missing = session.attendances.missing().count()
    if missing:
        yield Refusal(
            _("%(count)s people have no mark yet.") % {"count": missing},
            reverse("enrolments:attendance-mark", args=[session.pk]),
        )


def has_approved_results(program, user):
    from enrolments.models import ResultSheet, SheetState

    sheet = ResultSheet._base_manager.filter(program=program).first()
    if sheet is None or sheet.state != SheetState.APPROVED:
        yield Refusal(
            _("The results have not been approved."), reverse("enrolments:result-sheet", args=[program.pk])
        )

"""What must be true before somebody gets into a class, and before a class moves on."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.lifecycle import Refusal
from inmates.choices import Custody

JOINABLE = ("open", "running")


def participants_url(program):
    return reverse("enrolments:participant-list", args=[program.pk])


def results_url(program):
    return reverse("enrolments:result-sheet", args=[program.pk])


def has_sheet_approved(program) -> bool:
    sheet = getattr(program, "result_sheet", None)
    return sheet is not None and sheet.state == "approved"


def takes_participants(program):
    """Yield why nobody can be added to a programme."""
    if program.state not in JOINABLE:
        text = _("The programme takes no participants: its state is “%(state)s”.")
        yield Refusal(text % {"state": program.get_state_display()}, program.get_absolute_url())
    elif has_sheet_approved(program):
        yield Refusal(_("The results of this class have been approved."), results_url(program))


def program_is_joinable(enrolment, user):
    yield from takes_participants(enrolment.program)


def is_held_here(enrolment, user):
    inmate = enrolment.inmate.merged_into or enrolment.inmate
    if inmate.custody != Custody.HELD or inmate.facility_id != enrolment.facility_id:
        yield Refusal(_("This person is no longer held here."))


def seat_is_free(enrolment, user):
    taken = enrolment.program.enrolments.seated().count()
    if taken >= enrolment.program.seats:
        text = _("All %(seats)s seats are taken.")
        yield Refusal(text % {"seats": enrolment.program.seats}, participants_url(enrolment.program))


def has_first_day(enrolment, user):
    if enrolment.joined_on is None:
        yield Refusal(_("Say from which day this person is in class."))


def has_a_participant(program, user):
    """A programme starts with somebody in it (domain.md, section 5)."""
    if not program.enrolments.seated().exists():
        yield Refusal(_("Nobody has a confirmed seat yet."), participants_url(program))


def everybody_is_marked(session, user):
    marked = session.attendances.recorded().values("enrolment")
    missing = session.program.enrolments.on_roster(session.day).exclude(pk__in=marked).count()
    if missing:
        yield Refusal(
            _("%(count)s people have no mark yet.") % {"count": missing},
            reverse("enrolments:attendance-mark", args=[session.pk]),
        )


def results_are_not_approved(session, user):
    """Approved results stand on verified attendance, so they are reopened first."""
    if has_sheet_approved(session.program):
        yield Refusal(
            _("The results of this class have been approved. Reopen them first."),
            results_url(session.program),
        )


def has_approved_results(program, user):
    if not has_sheet_approved(program):
        yield Refusal(_("The results have not been approved."), results_url(program))


def sessions_are_settled(sheet, user):
    unsettled = sheet.program.sessions.exclude(state__in=("verified", "cancelled")).count()
    if unsettled:
        yield Refusal(
            _("%(count)s sessions have not been verified or cancelled.") % {"count": unsettled},
            reverse("enrolments:attendance-grid", args=[sheet.program_id]),
        )


def nobody_is_unmarked(sheet, user):
    """Somebody added late may lack marks in sessions that were verified before."""
    from enrolments.models import Attendance

    missing = Attendance.objects.filter(program=sheet.program_id).on_roster().missing().count()
    if missing:
        yield Refusal(
            _("%(count)s marks of attendance are missing.") % {"count": missing},
            reverse("enrolments:attendance-grid", args=[sheet.program_id]),
        )


def scores_are_complete(sheet, user):
    """Everybody in class has a score in every module, or was left without one on purpose."""
    from enrolments.columns import columns_of
    from enrolments.models import AspectScore, Score

    columns = columns_of(sheet.program)
    if not any(column.counts for column in columns):
        text = _("With the programme's weights no score counts. Change how scores are counted.")
        yield Refusal(text, results_url(sheet.program))
        return
    in_class = sheet.program.enrolments.filter(state="active")
    modules = [column.key for column in columns if not column.is_aspect]
    aspects = [column.key for column in columns if column.is_aspect]
    missing = len(columns) * in_class.count()
    missing -= Score.objects.filter(enrolment__in=in_class, module__in=modules).count()
    missing -= AspectScore.objects.filter(enrolment__in=in_class, aspect__in=aspects).count()
    if missing:
        text = _("%(count)s scores are missing. Type – where somebody is left without one.")
        yield Refusal(text % {"count": missing}, results_url(sheet.program))


def program_is_not_closed(sheet, user):
    if sheet.program.state == "closed":
        yield Refusal(
            _("The programme is closed; its results stay as they are."), sheet.program.get_absolute_url()
        )

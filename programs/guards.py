"""What must be there before a programme or a session moves on. Each refusal says where it is mended."""

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lifecycle import Refusal, not_by


def edit_url(program):
    return reverse("programs:program-edit", args=[program.pk])


def has_modules_that_add_up(program, user):
    planned = program.modules.aggregate(total=Sum("lesson_hours"))["total"] or 0
    if planned != program.lesson_hours:
        text = _("The modules add up to %(planned)s of %(hours)s JP.")
        yield Refusal(
            text % {"planned": planned, "hours": program.lesson_hours},
            reverse("programs:module-list", args=[program.pk]),
        )


def has_instructor(program, user):
    if not program.assignments.exists():
        yield Refusal(_("No instructor has been named."), reverse("programs:assignment-add", args=[program.pk]))


def has_sessions(program, user):
    if not program.sessions.counted().exists():
        yield Refusal(_("No sessions have been planned."), reverse("programs:session-list", args=[program.pk]))


def has_agreement(program, user):
    """With a partner: an agreement in force today, or an override with its reason (domain.md, section 5)."""
    if program.partner_id is None or program.agreement_override:
        return
    agreement = program.agreement
    if agreement is None or agreement.standing not in ("active", "expiring"):
        yield Refusal(
            _("There is no agreement in force with %(partner)s.") % {"partner": program.partner},
            reverse("programs:program-override", args=[program.pk])
            if user.has_perm("programs.approve")
            else edit_url(program),
        )


def sessions_are_settled(program, user):
    unsettled = program.sessions.exclude(state__in=("verified", "cancelled")).count()
    if unsettled:
        text = _("%(count)s sessions have not been verified or cancelled.")
        yield Refusal(text % {"count": unsettled}, reverse("programs:session-list", args=[program.pk]))


def has_evaluation(program, user):
    if not program.evaluation.strip():
        yield Refusal(
            _("The programme's evaluation has not been written."),
            reverse("programs:program-evaluate", args=[program.pk]),
        )


submitted_by_somebody_else = not_by(
    "submit", gettext_lazy("You submitted this programme, so somebody else decides on it.")
)


def has_begun(session, user):
    if session.starts_at > timezone.now():
        yield Refusal(_("This session has not begun yet."))


def program_takes_attendance(session, user):
    if session.program.state not in ("running", "completed"):
        yield Refusal(
            _("The programme has not been started: its state is “%(state)s”.")
            % {"state": session.program.get_state_display()},
            session.program.get_absolute_url(),
        )

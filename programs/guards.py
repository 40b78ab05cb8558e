"""What must be there before a programme or a session moves on. Each refusal says where it is mended.

Who checks or approves a plan may not edit it: for them the link leads to the programme's page, from where
they return it for correction.
"""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.lifecycle import Refusal, not_by


def mended_at(program, user, url_name):
    """Return the address of the form that mends a plan, for who may use it now."""
    if program.is_arrangeable and user.has_perm("programs.enter"):
        return reverse(f"programs:{url_name}", args=[program.pk])
    return program.get_absolute_url()


def why_plan_stands(program) -> str:
    """Return why the plan of a programme cannot be edited now, or an empty string."""
    if program.is_draft:
        return ""
    if program.is_planning:
        return _("This programme is being checked. To change its plan, have it returned for correction.")
    return _("This programme was approved, so its plan stays as it is.")


def why_arrangement_stands(program) -> str:
    """Return why sessions and instructors cannot be changed now, or an empty string."""
    if program.is_arrangeable:
        return ""
    if program.is_planning:
        return why_plan_stands(program)
    text = _("Nothing is changed in this programme any more: its state is “%(state)s”.")
    return text % {"state": program.get_state_display()}


def has_modules_that_add_up(program, user):
    planned = sum(module.lesson_hours for module in program.modules.all())
    if planned != program.lesson_hours:
        text = _("The modules add up to %(planned)s of %(hours)s JP.")
        yield Refusal(
            text % {"planned": planned, "hours": program.lesson_hours},
            reverse("programs:module-list", args=[program.pk]),
        )


def has_instructor(program, user):
    if not program.assignments.exists():
        yield Refusal(_("No instructor has been named."), mended_at(program, user, "assignment-add"))


def has_sessions(program, user):
    if not program.sessions.counted().exists():
        address = reverse("programs:session-list", args=[program.pk])
        yield Refusal(_("No sessions have been planned."), address)


def sessions_lie_within_dates(program, user):
    outside = (
        program.sessions.counted().filter(Q(day__lt=program.starts_on) | Q(day__gt=program.ends_on)).count()
    )
    if outside:
        text = ngettext(
            "%(count)s session lies before the programme's first day or after its last.",
            "%(count)s sessions lie before the programme's first day or after its last.",
            outside,
        )
        yield Refusal(text % {"count": outside}, reverse("programs:session-list", args=[program.pk]))


def registration_has_closed(program, user):
    """A training starts after its registration closes (domain.md, section 2: Ambon)."""
    closes = program.registration_closes_on
    if closes and timezone.localdate(timezone=program.facility.zone) <= closes:
        text = _("Registration is open until %(day)s; the training starts after it.")
        yield Refusal(text % {"day": date_format(closes, "d/m/Y")}, program.get_absolute_url())


def has_agreement(program, user):
    """With a partner: an agreement in force today, or an override with its reason (domain.md, section 5)."""
    if program.partner_id is None or program.agreement_override:
        return
    agreement = program.agreement
    if agreement is None or not agreement.is_in_force:
        yield Refusal(
            _("There is no agreement in force with %(partner)s.") % {"partner": program.partner},
            reverse("programs:program-override", args=[program.pk])
            if user.has_perm("programs.approve")
            else mended_at(program, user, "program-edit"),
        )


def sessions_are_settled(program, user):
    unsettled = program.sessions.exclude(state__in=("verified", "cancelled")).count()
    if unsettled:
        text = ngettext(
            "%(count)s session has not been verified or cancelled.",
            "%(count)s sessions have not been verified or cancelled.",
            unsettled,
        )
        yield Refusal(text % {"count": unsettled}, reverse("programs:session-list", args=[program.pk]))


def a_session_was_held(program, user):
    """A training of which every session was cancelled did not take place."""
    if not program.sessions.filter(state__in=("scheduled", "submitted", "verified")).exists():
        yield Refusal(
            _("No session was held: cancel the programme instead."),
            reverse("programs:session-list", args=[program.pk]),
        )


def tools_came_back(session, user):
    """Every tool that was counted out is back, or somebody wrote why not."""
    unexplained = session.tool_counts.open_questions().count()
    if unexplained:
        yield Refusal(
            _tools_text(unexplained) % {"count": unexplained},
            reverse("programs:session-tools", args=[session.pk]),
        )


def tools_are_accounted_for(program, user):
    from programs.models import ToolCount

    rows = ToolCount.objects.filter(program=program).open_questions().order_by("session__starts_at")
    counts = list(rows.values_list("session", flat=True))
    if counts:
        yield Refusal(
            _tools_text(len(counts)) % {"count": len(counts)},
            reverse("programs:session-tools", args=[counts[0]]),
        )


def _tools_text(count):
    return ngettext(
        "%(count)s tool did not come back as it was counted out, and nobody has written why.",
        "%(count)s tools did not come back as they were counted out, and nobody has written why.",
        count,
    )


def has_evaluation(program, user):
    if program.evaluation.strip():
        return
    if user.has_perm("programs.enter"):
        address = reverse("programs:program-evaluate", args=[program.pk])
        yield Refusal(_("The programme's evaluation has not been written."), address)
    else:
        text = _("The programme's evaluation has not been written; an officer writes it.")
        yield Refusal(text, program.get_absolute_url())


submitted_by_somebody_else = not_by(
    "submit", gettext_lazy("You submitted this programme, so somebody else decides on it.")
)


def has_begun(session, user):
    if session.starts_at > timezone.now():
        yield Refusal(_("This session has not begun yet."), session.get_absolute_url())


def program_takes_attendance(session, user):
    if session.program.state not in ("running", "completed"):
        yield Refusal(
            _("The programme has not been started: its state is “%(state)s”.")
            % {"state": session.program.get_state_display()},
            session.program.get_absolute_url(),
        )


def program_is_arrangeable(session, user):
    if why := why_arrangement_stands(session.program):
        yield Refusal(why, session.program.get_absolute_url())

"""What a change says, and what it means for the class: the words of the inbox."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolments.models import Attendance, ChangeKind
from enrolments.models.change import RESTRICTED
from enrolments.outcome import Rate, attendance_rate, average
from inmates.models import DisciplineRecord, LifeEvent, RiskAssessment, WorkLimit

CAUSES = {"life": LifeEvent, "discipline": DisciplineRecord, "risk": RiskAssessment, "limit": WorkLimit}


def cause_of(change):
    """Return the row that says what happened, or None when it is not there any more; one statement."""
    kind, _colon, key = change.cause.partition(":")
    rows = CAUSES[kind].objects.filter(pk=key)
    return (rows.select_related("to_facility") if kind == "life" else rows).first()


def facts_of(change, user) -> list[tuple[str, str]]:
    """Return what happened as pairs of a label and words, as far as the user's role may read it."""
    facts = [
        (_("What happened"), change.kind_for(user)),
        (_("Happened on"), date_format(change.happened_on, "l, j F Y")),
    ]
    if change.kind in RESTRICTED and not user.has_perm("risk.view"):
        return [*facts, (_("More about it"), _("The supervisor knows what it is about."))]
    cause = cause_of(change)
    if cause is None:
        return facts
    if change.kind == ChangeKind.TRANSFERRED and cause.whereto:
        facts.append((_("Where to"), cause.whereto))
    elif change.kind == ChangeKind.LEAVE:
        until = date_format(cause.until, "l, j F Y") if cause.until else _("not known")
        facts.append((_("Expected back"), until))
    elif change.kind == ChangeKind.DISCIPLINED:
        until = date_format(cause.ends_on, "j F Y") if cause.ends_on else _("not known")
        facts += [
            (_("Number in Register F"), cause.number),
            (_("Level"), str(cause.get_level_display())),
            (_("Until"), until),
        ]
    elif change.kind == ChangeKind.RISK:
        facts.append((_("Risk level"), str(cause.get_level_display())))
    elif change.kind == ChangeKind.LIMITED and user.has_perm("health.view"):
        until = date_format(cause.valid_until, "j F Y") if cause.valid_until else _("not known")
        facts += [(_("Work limit"), str(cause.get_limit_display())), (_("Until"), until)]
    if getattr(cause, "reason", ""):
        facts.append((_("Reason"), cause.reason))
    return facts


@dataclass(frozen=True)
class Meaning:
    """What it would mean to leave the class now.

    `so_far` counts the sessions that have begun, `at_end` those to the programme's end as well, as the rate
    of somebody who leaves does (domain.md, section 5). `average` is None while a score is missing.
    """

    left: int
    so_far: Rate
    at_end: Rate
    average: object
    attendance_met: bool
    score_met: bool

    @property
    def is_met(self) -> bool:
        """Whether the person has reached attendance and score already, and so still passes."""
        return self.attendance_met and self.score_met


def meaning_of(enrolment) -> Meaning | None:
    """Return what leaving now would mean, None for who never was in class; four statements."""
    if enrolment.joined_on is None:
        return None
    program, now = enrolment.program, timezone.now()
    sessions = [
        session
        for session in program.sessions.all()
        if session.state != "cancelled" and session.day >= enrolment.joined_on
    ]
    rows = Attendance.objects.filter(enrolment=enrolment).on_roster().recorded().order_by()
    marks = dict(rows.values_list("session", "mark"))
    begun = {session.pk for session in sessions if session.starts_at <= now}
    scores = dict(enrolment.scores.values_list("module", "value"))
    mean = average([scores.get(module.pk) for module in program.modules.all()])
    at_end = attendance_rate(marks.values(), len(sessions))
    return Meaning(
        left=len(sessions) - len(begun),
        so_far=attendance_rate([mark for key, mark in marks.items() if key in begun], len(begun)),
        at_end=at_end,
        average=mean,
        attendance_met=at_end.meets(program.minimum_attendance),
        score_met=mean is not None and mean >= program.pass_mark,
    )


def limit_is_barred(change) -> bool:
    """Return whether the class is not for people with the limit that a change is about."""
    if change.kind != ChangeKind.LIMITED:
        return False
    cause = cause_of(change)
    return cause is not None and cause.limit in change.program.barred_limits


def left_sentence(count: int) -> str:
    """Return in words how many sessions the class still holds."""
    return ngettext("%(count)s session is left.", "%(count)s sessions are left.", count) % {"count": count}

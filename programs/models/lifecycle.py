"""The life cycle of a programme (domain.md, section 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, Move
from programs import guards


class ProgramState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    VERIFIED = "verified", _("Verified")
    APPROVED = "approved", _("Approved")
    OPEN = "open", _("Open for registration")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


ARRANGED = [guards.has_instructor, guards.has_sessions, guards.sessions_lie_within_dates]
COMPLETE_PLAN = [guards.has_modules_that_add_up, *ARRANGED]
BEFORE_COMPLETED = ("draft", "submitted", "verified", "approved", "open", "running")
BACK_TO_DRAFT = _("It becomes a draft again; the officer reads the reason and corrects the plan.")

PROGRAM_LIFECYCLE = Lifecycle(
    ProgramState,
    [
        Move(
            "submit",
            _("Submit"),
            ("draft",),
            "submitted",
            "programs.enter",
            guards=[*COMPLETE_PLAN],
            consequence=_("The plan is closed for editing, and the supervisor checks it."),
            past=_("Submitted"),
        ),
        Move(
            "verify",
            _("Verify"),
            ("submitted",),
            "verified",
            "programs.check",
            guards=[*COMPLETE_PLAN, guards.submitted_by_somebody_else],
            consequence=_("The plan goes to the head for approval."),
            past=_("Verified"),
        ),
        Move(
            "return",
            _("Return for correction"),
            ("submitted",),
            "draft",
            "programs.check",
            reason=True,
            color="outline-secondary",
            consequence=BACK_TO_DRAFT,
            past=_("Returned for correction"),
        ),
        Move(
            "approve",
            _("Approve"),
            ("verified",),
            "approved",
            "programs.approve",
            guards=[*COMPLETE_PLAN, guards.has_agreement, guards.submitted_by_somebody_else],
            consequence=_("The plan stands from now on; only sessions and instructors may still change."),
            past=_("Approved"),
        ),
        Move(
            "refuse",
            _("Return for correction"),
            ("verified",),
            "draft",
            "programs.approve",
            reason=True,
            color="outline-secondary",
            consequence=BACK_TO_DRAFT,
            past=_("Returned for correction"),
        ),
        Move(
            "open",
            _("Open registration"),
            ("approved",),
            "open",
            "programs.approve",
            guards=[*ARRANGED],
            consequence=_("From now on officers may add candidates."),
            past=_("Registration opened"),
        ),
        Move(
            "start",
            _("Start"),
            ("open",),
            "running",
            "programs.approve",
            guards=[*ARRANGED, guards.registration_has_closed],
            consequence=_("Who has a seat is in class from now on, and attendance can be recorded."),
            past=_("Started"),
        ),
        Move(
            "complete",
            _("Complete"),
            ("running",),
            "completed",
            "programs.check",
            guards=[guards.sessions_are_settled, guards.a_session_was_held, guards.tools_are_accounted_for],
            consequence=_("No session is added any more; results and the evaluation can still be entered."),
            past=_("Completed"),
        ),
        Move(
            "close",
            _("Close"),
            ("completed",),
            "closed",
            "programs.approve",
            guards=[guards.has_evaluation],
            warning=_("A closed programme stays as it is."),
            consequence=_("Plan, attendance, results and evaluation are kept as they are now."),
            past=_("Closed"),
        ),
        Move(
            "cancel",
            _("Cancel programme"),
            BEFORE_COMPLETED,
            "cancelled",
            "programs.approve",
            reason=True,
            color="outline-danger",
            warning=_("This cannot be taken back."),
            consequence=_("The training does not take place. What was recorded of it stays and can be read."),
            past=_("Cancelled"),
            quiet=True,
        ),
    ],
    steps={"extend": _("Last day moved")},
)

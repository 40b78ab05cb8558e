"""What waits for somebody after the scores: evaluations, minutes, SPPN evidence."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import WorkGroup, WorkItem
from enrolments.models import GraduationMinutes, InstructorReview, SppnEvidence
from enrolments.services.sppn import last_month, month_name, next_month
from programs.models import Program, Session


def reviews_to_write(user):
    """Return classes that are over, about which this instructor has written nothing."""
    mine = InstructorReview.objects.filter(program=OuterRef("pk"), author=user)
    rows = Program.objects.for_user(user).filter(~Exists(mine), state="completed")
    return rows.order_by("ends_on", "pk")


def review_item(program) -> WorkItem:
    return WorkItem(
        title=str(program),
        text="",
        url=reverse("enrolments:evaluation-review", args=[program.pk]),
        action=_("Write what I think"),
    )


def minutes_to_write(user):
    """Return classes with approved results and no minutes of graduation."""
    minutes = GraduationMinutes.objects.filter(program=OuterRef("pk"))
    rows = Program.objects.for_user(user).filter(
        ~Exists(minutes), result_sheet__state="approved", state="completed"
    )
    return rows.order_by("ends_on", "pk")


def minutes_item(program) -> WorkItem:
    return WorkItem(
        title=str(program),
        text="",
        url=reverse("enrolments:graduation-write", args=[program.pk]),
        action=_("Write minutes"),
    )


def evidence_to_enter(user):
    """Return classes that met last month and of which no SPPN evidence was entered for it."""
    month = last_month(timezone.localdate())
    met = Session.objects.filter(
        program=OuterRef("pk"),
        day__gte=month,
        day__lt=next_month(month),
        state__in=("submitted", "verified"),
    )
    known = SppnEvidence.objects.filter(program=OuterRef("pk"), month=month)
    rows = Program.objects.for_user(user).filter(
        Exists(met), ~Exists(known), state__in=("running", "completed")
    )
    return rows.order_by("starts_on", "pk")


def evidence_item(program) -> WorkItem:
    month = last_month(timezone.localdate())
    url = reverse("enrolments:sppn-grid", args=[program.pk])
    return WorkItem(
        title=str(program),
        text=month_name(month),
        url=f"{url}?month={month:%Y-%m}",
        action=_("Enter evidence"),
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("Minutes of graduation to write"),
        "trophy",
        54,
        "certificates.enter",
        minutes_to_write,
        minutes_item,
    ),
    WorkGroup(
        gettext_lazy("Evaluations to write"),
        "mood-smile",
        55,
        "scores.enter",
        reviews_to_write,
        review_item,
    ),
    WorkGroup(
        gettext_lazy("SPPN evidence to enter"),
        "clipboard-list",
        56,
        "attendance.enter",
        evidence_to_enter,
        evidence_item,
    ),
)

"""What of certificates waits for somebody."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import WorkItem
from enrolments.models import Outcome
from programs.models import Program


def classes_to_certify(user):
    """Return the classes with approved results in which somebody is entitled and has no certificate."""
    entitled = ~Q(results__outcome=Outcome.FAILED)
    # Whoever had one that was revoked gets no other by the class's button.
    certified = Q(results__enrolment__certificates__isnull=False)
    return (
        Program.objects.for_user(user)
        .filter(result_sheet__state="approved")
        .annotate(
            entitled=Count("results", filter=entitled, distinct=True),
            certified=Count("results", filter=entitled & certified, distinct=True),
        )
        .filter(entitled__gt=F("certified"))
    )


def class_item(program) -> WorkItem:
    waiting = program.entitled - program.certified
    return WorkItem(
        title=str(program),
        text=ngettext("%(count)s person", "%(count)s people", waiting) % {"count": waiting},
        url=reverse("certificates:program-certificates", args=[program.pk]),
        action=_("Issue certificates"),
    )

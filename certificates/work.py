"""What of certificates waits for somebody."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import CompetencyCertificate, CompetencyTest
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


def expiring_day():
    """Return the last day of what reads "ending soon" today."""
    return timezone.localdate() + timedelta(days=settings.EXPIRING_DAYS)


def competency_ending(user):
    """Return the competency certificates that end soon or have ended, of people who are here."""
    rows = CompetencyCertificate.objects.for_user(user).ending(expiring_day())
    return rows.select_related("inmate").order_by("expires_on", "pk")


def competency_item(row) -> WorkItem:
    day = date_format(row.expires_on, "j F Y")
    return WorkItem(
        title=str(row.inmate),
        text=_("%(scheme)s, valid until %(day)s") % {"scheme": row.scheme, "day": day},
        url=row.get_absolute_url(),
        action=_("Look"),
        overdue=row.expires_on < timezone.localdate(),
        person=row.inmate_id,
    )


def tests_without_results(user):
    """Return the competency tests that have been held and have candidates without a result."""
    return CompetencyTest.objects.for_user(user).without_results(timezone.localdate()).order_by("day", "pk")


def test_item(row) -> WorkItem:
    return WorkItem(
        title=row.scheme,
        text=_("tested on %(day)s by %(lsp)s") % {"day": date_format(row.day, "j F Y"), "lsp": row.lsp},
        url=reverse("certificates:test-results", args=[row.pk]),
        action=_("Enter results"),
        overdue=True,
    )

"""Who sees changed circumstances, outings and proposals: the facility's staff; and what of them is open."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from enrolments.querysets import LIVE_STATES
from facilities.querysets import OwnedQuerySet


class ChangeQuerySet(OwnedQuerySet):
    def open(self):
        """Return what nobody has settled, of people who are still enrolled."""
        return self.filter(act="", enrolment__state__in=LIVE_STATES)

    def settled(self):
        """Return what was settled, and what a class that went on without it has settled."""
        return self.exclude(act="", enrolment__state__in=LIVE_STATES)

    def with_people(self):
        return self.select_related("enrolment__inmate__merged_into", "program")

    def keeps_in_view(self):
        """Return those of leaving for good that wait, or after which staff said that the person stays."""
        from inmates.choices import GONE

        return self.filter(act__in=("", "stay"), kind__in=GONE)


class OutingQuerySet(OwnedQuerySet):
    def valid(self):
        return self.filter(cancelled_at=None)

    def with_numbers(self):
        """Add how many are named, how many left and how many are back."""
        from django.db.models import Count

        return self.annotate(
            named=Count("people"),
            left=Count("people", filter=Q(people__out_at__isnull=False)),
            back=Count("people", filter=Q(people__back_at__isnull=False)),
        )

    def overdue(self, now=None):
        """Return those whose session is over while somebody who left is not back."""
        from enrolments.models import OutingPerson

        away = OutingPerson.objects.filter(outing=OuterRef("pk")).away()
        return self.valid().filter(Exists(away), session__ends_at__lt=now or Now())


class OutingPartQuerySet(OwnedQuerySet):
    def away(self):
        """Return who left and is not back."""
        return self.filter(out_at__isnull=False, back_at=None)

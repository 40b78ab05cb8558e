"""The access log: seen by the head of the facility whose people were shown."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from core.search import within
from facilities.permissions import Role
from facilities.querysets import OwnedQuerySet


class AccessLogQuerySet(OwnedQuerySet):
    def seen_from(self, user):
        """Return the rows that `user` may ask about: a head's own facility, all for the national office.

        The national office sees accounts, times and numbers of them, never a name.
        """
        if user.membership and user.membership.role == Role.NATIONAL:
            return self.all()
        return self.for_user(user)

    def latest_first(self):
        return self.order_by("-at", "-pk")

    def of_person(self, person: int):
        """Return the rows in which a person was shown."""
        return self.filter(persons__contains=[person])

    def of_any(self, people):
        """Return the rows in which at least one of these people was shown."""
        return self.filter(persons__overlap=list(people))

    def by_account(self, text: str):
        """Return what accounts saw in whose name or user name every word of `text` occurs."""
        return self.filter(within(text, "user__full_name", "user__username"))

    def between(self, first=None, last=None):
        """Return the rows from day `first` to day `last`, both included, in the page's time zone."""
        rows = self
        if first:
            rows = rows.filter(at__gte=_midnight(first))
        if last:
            rows = rows.filter(at__lt=_midnight(last + timedelta(days=1)))
        return rows


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))

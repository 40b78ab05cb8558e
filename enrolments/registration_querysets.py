"""Registration lists: a facility's for its staff, those sent to them for a partner's coordinators."""

from django.db.models import Count, DateField, F, Func, Q
from django.db.models.functions import Now

from core.erasing import day_before
from facilities.querysets import OwnedQuerySet
from inmates.models import Inmate

# What a coordinator sees ends with the programme.
LIVE_PROGRAM = ("approved", "open", "running")


def _today_there(prefix):
    """The day it is where the class takes place."""
    zone = F(f"{prefix}facility__time_zone")
    return Func(zone, Now(), template="(timezone(%(expressions)s))::date", output_field=DateField())


def seen_by_coordinator(membership, prefix="") -> Q:
    """Return the condition on lists (reached by `prefix`) that a coordinator sees them."""
    return Q(
        **{
            f"{prefix}partner__accesses__membership": membership,
            f"{prefix}program__state__in": LIVE_PROGRAM,
            f"{prefix}program__ends_on__gte": _today_there(f"{prefix}program__"),
        }
    ) & ~Q(**{f"{prefix}state": "draft"})


class RegistrationQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(seen_by_coordinator(membership))

    def with_counts(self):
        """Add `people`, and of them `confirmed`, `declined` and `unanswered`."""
        return self.annotate(
            people=Count("lines"),
            confirmed=Count("lines", filter=Q(lines__answer="confirmed")),
            declined=Count("lines", filter=Q(lines__answer="declined")),
            unanswered=Count("lines", filter=Q(lines__answer="")),
        )

    def sent(self):
        return self.exclude(state="draft")


class RegistrationLineQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(seen_by_coordinator(membership, "registration_list__"))

    def with_details(self):
        return self.exclude(nik="", address="")

    def run_out(self, moment):
        """Return what is needed no longer: of classes over before `moment`, of people gone since before."""
        over = Q(program__ends_on__lt=day_before(moment)) & ~Q(program__state__in=LIVE_PROGRAM)
        gone = Q(enrolment__inmate__in=Inmate.objects.gone_before(moment))
        return self.with_details().filter(over | gone)

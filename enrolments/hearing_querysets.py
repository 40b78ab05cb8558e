"""Hearings are the facility's own: neither partners nor instructors see who was put before a panel."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from facilities.querysets import OwnedQuerySet
from inmates.models import RegisterNumber

OPEN = ("draft", "held")


class HearingQuerySet(OwnedQuerySet):
    def open(self):
        """Return what is not over: candidates on it wait for it."""
        return self.filter(state__in=OPEN)

    def with_counts(self):
        """Add `heard`, and of them `approved`, `rejected`, `deferred` and `undecided`."""
        outcomes = {name: Q(decisions__outcome=name) for name in ("approved", "rejected", "deferred")}
        counts = {name: Count("decisions", filter=which) for name, which in outcomes.items()}
        undecided = Count("decisions", filter=Q(decisions__outcome=""))
        return self.annotate(heard=Count("decisions"), undecided=undecided, **counts)


class HearingPartQuerySet(OwnedQuerySet):
    """Rows that hang on a hearing and are seen with it."""


class HearingDecisionQuerySet(HearingPartQuerySet):
    def in_order(self):
        """Return the decisions as minutes list them: by class, then by name."""
        name = "enrolment__inmate__full_name"
        return self.order_by("program__title", "program__batch", "program", name, "pk")

    def with_register(self):
        """Load each person's register number, which tells people of one name apart."""
        numbers = RegisterNumber.objects.shown()
        path = "enrolment__inmate__register_numbers"
        return self.prefetch_related(Prefetch(path, numbers, to_attr="valid_numbers"))

    def on_open_hearing(self):
        return self.filter(hearing__state__in=OPEN)


def waits_on_hearing(enrolment_ref="pk"):
    """Return whether somebody is on a hearing that is not over."""
    from enrolments.models import HearingDecision

    return Exists(HearingDecision.objects.on_open_hearing().filter(enrolment=OuterRef(enrolment_ref)))

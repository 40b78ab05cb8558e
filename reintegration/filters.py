import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from inmates.models import Inmate
from partners.models import Partner
from reintegration.choices import STEPS, WORKING
from reintegration.models import FollowUp, Grant
from reintegration.models.plan import PlanState


class GrantFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Recipient, number or partner"))
    partner = django_filters.ModelChoiceFilter(queryset=Partner.objects.none(), label=_("Partner"))

    since = django_filters.DateFilter(
        label=_("Given from"), field_name="given_on", lookup_expr="gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=_("Given until"), field_name="given_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Grant
        fields = ["q", "partner", "kind", "since", "until"]

    def search(self, rows, name, value):
        return rows.search(value)


class LeavingFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Name or register number"))
    plan = django_filters.ChoiceFilter(
        method="by_plan",
        choices=[("none", _("None yet")), *PlanState.choices[:2]],
        label=_("Release plan"),
    )

    class Meta:
        model = Inmate
        fields = ["q", "plan"]

    def search(self, rows, name, value):
        return rows.search(value)

    def by_plan(self, rows, name, value):
        return rows.filter(plan_state=None if value == "none" else value)


class FollowUpFilter(BaseFilterSet):
    q = SearchFilter(field_name="inmate__full_name", lookup_expr="icontains", label=_("Name"))
    show = django_filters.ChoiceFilter(
        method="by_day", choices=[("due", _("Due now")), ("coming", _("Coming"))], label=_("Due")
    )

    days = django_filters.ChoiceFilter(
        choices=[(days, str(days)) for days in STEPS], label=_("Days after release")
    )

    working = django_filters.ChoiceFilter(
        method="by_work", choices=[("yes", _("employed or own business"))], label=_("Work")
    )
    since = django_filters.DateFilter(
        label=_("Reached from"), field_name="reached_on", lookup_expr="gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=_("Reached until"), field_name="reached_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = FollowUp
        fields = ["q", "show", "state", "days", "outcome", "working", "since", "until"]

    def by_work(self, rows, name, value):
        return rows.filter(outcome__in=WORKING)

    def by_day(self, rows, name, value):
        today = timezone.localdate()
        return rows.due(today) if value == "due" else rows.open().filter(due_on__gt=today)

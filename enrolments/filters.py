from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from enrolments.models import Enrolment, SppnEvidence
from enrolments.models.enrolment import EnrolmentState
from programs.models import Program, Session


def classes_of(request):
    """Return the classes in which attendance is taken now."""
    return Program.objects.for_user(request.user).filter(state__in=("running", "completed"))


class ParticipantFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=EnrolmentState)
    day = django_filters.DateFilter(label=_("In class on"), method="in_class")

    class Meta:
        model = Enrolment
        fields = ["q", "state", "day"]

    def in_class(self, rows, name, value):
        """The roster of a day, by dates and never by the present state."""
        return rows.on_roster(value)

    def search(self, rows, name, value):
        return rows.by_name(value)


class NameFilter(BaseFilterSet):
    """For partners: they look for names only."""

    q = SearchFilter(method="search")

    class Meta:
        model = Enrolment
        fields = ["q"]

    def search(self, rows, name, value):
        return rows.by_name(value)


class EnrolmentFilter(ParticipantFilter):
    since = django_filters.DateFilter(label=_("In class from"), method="in_class_then", widget=DateInput)
    until = django_filters.DateFilter(label=_("In class until"), method="in_class_then", widget=DateInput)

    class Meta(ParticipantFilter.Meta):
        fields = ["q", "state", "day", "since", "until"]

    def in_class_then(self, rows, name, value):
        """Either day may be missing; with both it is done once."""
        given = self.form.cleaned_data
        if name == "until" and given.get("since"):
            return rows
        return rows.in_class_between(given.get("since"), given.get("until"))

    def search(self, rows, name, value):
        return rows.filter(Q(pk__in=rows.by_name(value).values("pk")) | Q(program__title__icontains=value))


class SessionFilter(BaseFilterSet):
    program = django_filters.ModelChoiceFilter(label=_("Class"), queryset=classes_of)
    show = django_filters.ChoiceFilter(
        label=_("Show"), choices=[("verified", _("verified"))], method="keep", empty_label=_("to do")
    )

    class Meta:
        model = Session
        fields = ["program", "show"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["program"].queryset = classes_of(self.request)
        self.form.fields["show"].empty_label = _("to do")

    def keep(self, rows, name, value):
        """The page itself chooses, since it also does when nothing is asked for."""
        return rows


class TaughtFilter(BaseFilterSet):
    since = django_filters.DateFilter(label=_("from"), field_name="day", lookup_expr="gte", widget=DateInput)
    until = django_filters.DateFilter(label=_("until"), field_name="day", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = Session
        fields = ["since", "until"]


class ClassFilter(BaseFilterSet):
    q = SearchFilter(field_name="title", lookup_expr="icontains")

    class Meta:
        model = Program
        fields = ["q"]


def recent_months():
    """Return the last two years' months as choices, the latest first."""
    month, found = timezone.localdate().replace(day=1), []
    for _number in range(24):
        found.append((f"{month:%Y-%m}", date_format(month, "F Y")))
        month = (month - timedelta(days=1)).replace(day=1)
    return found


class SppnFilter(BaseFilterSet):
    q = SearchFilter(label=_("Name or guardian"), method="search")
    month = django_filters.ChoiceFilter(label=_("Month"), choices=recent_months, method="of_month")

    class Meta:
        model = SppnEvidence
        fields = ["q", "month"]

    def search(self, rows, name, value):
        return rows.about(value)

    def of_month(self, rows, name, value):
        return rows.filter(month=f"{value}-01")

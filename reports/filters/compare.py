"""Filters of the pages that compare."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.search import anywhere
from facilities.models import Facility, Region
from reports.comparison import quiet
from reports.summaries import years_read
from skills.models import SkillField

SHOWN_CHOICES = (
    ("reach", _("People, hours, attendance")),
    ("results", _("Results")),
    ("cooperation", _("Classes, partners, works, entries")),
)


SHOWN_REGIONS = (("people", _("People and results")), ("reporting", _("Entries and monthly reports")))


def compared_years():
    return [(year, str(year)) for year in years_read(timezone.localdate())]


class _Base(BaseFilterSet):
    # Pages read year and region themselves: their numbers depend on them.
    year = django_filters.ChoiceFilter(
        label=_("year"), choices=compared_years, method="as_it_is", empty_label=None
    )
    region = django_filters.ModelChoiceFilter(
        label=_("region"), queryset=Region.objects.none(), method="of_region"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.membership.region_id:
            self.form.fields.pop("region", None)

    @property
    def active(self) -> bool:
        """Year and columns leave no row out."""
        if not self.form.is_valid():
            return False
        return any(value for name, value in self.form.cleaned_data.items() if name not in ("year", "show"))

    def as_it_is(self, rows, name, value):
        return rows

    def of_region(self, rows, name, value):
        return rows


class CompareFilter(_Base):
    q = SearchFilter(field_name="name", lookup_expr="icontains")
    show = django_filters.ChoiceFilter(
        label=_("show"), choices=SHOWN_CHOICES, method="as_it_is", empty_label=None
    )
    quiet = django_filters.BooleanFilter(
        label=_("Nothing entered for 30 days"), method="only_quiet", widget=forms.CheckboxInput
    )

    class Meta:
        model = Facility
        fields = ["q", "show", "year", "region", "quiet"]

    def of_region(self, rows, name, value):
        return rows.filter(region=value)

    def only_quiet(self, rows, name, value):
        return quiet(rows) if value else rows


class RegionsFilter(_Base):
    q = SearchFilter(field_name="name", lookup_expr="icontains")
    show = django_filters.ChoiceFilter(
        label=_("show"), choices=SHOWN_REGIONS, method="as_it_is", empty_label=None
    )
    region = None

    class Meta:
        model = Region
        fields = ["q", "show", "year"]


class FieldsFilter(_Base):
    class Meta:
        model = SkillField
        fields = ["year", "region"]


class ElsewhereFilter(BaseFilterSet):
    q = SearchFilter(method="named")

    class Meta:
        model = SkillField
        fields = ["q"]

    def named(self, rows, name, value):
        return rows.filter(anywhere(value, "name_id", "name_en"))

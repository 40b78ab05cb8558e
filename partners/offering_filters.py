import django_filters
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from partners.models import Offering, Partner
from skills.choices import Place
from skills.models import Level, SkillField


class OfferingFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    skill_field = django_filters.ModelChoiceFilter(label=_("skill field"), queryset=SkillField.objects.none())
    partner = django_filters.ModelChoiceFilter(label=_("partner"), queryset=Partner.objects.none())
    level = django_filters.ChoiceFilter(label=_("level"), choices=Level)
    place = django_filters.ChoiceFilter(label=_("place"), choices=Place)
    month = django_filters.ChoiceFilter(
        label=_("offered in"), choices=[(str(key), name) for key, name in MONTHS.items()], method="of_month"
    )
    offered = django_filters.ChoiceFilter(
        label=_("offered"), choices=[("yes", _("now")), ("no", _("no longer"))], method="of_standing"
    )

    class Meta:
        model = Offering
        fields = ["q", "skill_field", "partner", "level", "place", "month", "offered"]

    def search(self, rows, name, value):
        return rows.search(value)

    def of_month(self, rows, name, value):
        return rows.in_month(int(value))

    def of_standing(self, rows, name, value):
        return rows.open() if value == "yes" else rows.exclude(ended_on=None)

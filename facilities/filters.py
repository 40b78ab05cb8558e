import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.search import anywhere
from facilities.models import Facility, Region, User
from facilities.permissions import Role


class FacilityFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Facility
        fields = ["q", "region"]


class RegionFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Region
        fields = ["q"]


class UserFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, method="of_role")
    standing = django_filters.ChoiceFilter(
        label=_("Account"),
        choices=[("open", _("active")), ("invited", _("invited")), ("closed", _("closed"))],
        method="of_standing",
    )

    class Meta:
        model = User
        fields = []

    def search(self, rows, name, text):
        return rows.filter(anywhere(text, "full_name", "username"))

    def of_role(self, rows, name, role):
        return rows.now_in_role(role, self.request.user)

    def of_standing(self, rows, name, standing):
        return rows.of_standing(standing)

"""Filters of the lists of works."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from production.models import (
    Consignment,
    GroupMember,
    GroupNote,
    MovementKind,
    Outlet,
    OutletKind,
    Product,
    ProductionGroup,
    ProductionRun,
    ProductKind,
    Stock,
    StockMovement,
    StockPlace,
)
from programs.staff import is_staff
from skills.models import SkillField

OWN_STORE = "store"


class Searching(BaseFilterSet):
    """A search box by the queryset's own `search`."""

    q = SearchFilter(method="search")

    def search(self, rows, name, value):
        return rows.search(value)


def of_field(path):
    return django_filters.ModelChoiceFilter(
        label=_("skill field"), field_name=path, queryset=SkillField.objects.none()
    )


def of_group(path):
    return django_filters.ModelChoiceFilter(
        label=_("creative group"), field_name=path, queryset=ProductionGroup.objects.none()
    )


class GroupFilter(Searching):
    skill_field = of_field("skill_field")
    state = django_filters.ChoiceFilter(
        label=_("state"), choices=[("active", _("At work")), ("closed", _("Ended"))], method="of_state"
    )

    class Meta:
        model = ProductionGroup
        fields = ["q", "skill_field", "state"]

    def of_state(self, rows, name, value):
        return rows.working() if value == "active" else rows.ended()


class MemberFilter(BaseFilterSet):
    q = SearchFilter(field_name="inmate__full_name", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(
        label=_("state"),
        choices=[("present", _("in the group")), ("left", _("left"))],
        method="of_state",
    )

    class Meta:
        model = GroupMember
        fields = ["q", "state"]

    def of_state(self, rows, name, value):
        return rows.present() if value == "present" else rows.exclude(ended_on=None)


class ProductFilter(Searching):
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=ProductKind)
    group = of_group("group")
    on_sale = django_filters.ChoiceFilter(
        label=_("on sale"), choices=[("1", _("yes")), ("0", _("no"))], method="of_sale"
    )

    class Meta:
        model = Product
        fields = ["q", "kind", "group", "on_sale"]

    def of_sale(self, rows, name, value):
        return rows.filter(on_sale=value == "1")


class CatalogueFilter(Searching):
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=ProductKind)
    group = of_group("group")
    field = of_field("group__skill_field")

    class Meta:
        model = Product
        fields = ["q", "kind", "group", "field"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_staff(self.request.user):  # A partner's coordinator opens no group.
            del self.filters["group"], self.form.fields["group"]


class RunFilter(Searching):
    group = of_group("product__group")
    since = django_filters.DateFilter(label=_("from"), field_name="day", lookup_expr="gte", widget=DateInput)
    until = django_filters.DateFilter(label=_("until"), field_name="day", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = ProductionRun
        fields = ["q", "group", "since", "until"]


class StockFilter(Searching):
    place = django_filters.ChoiceFilter(label=_("place"), method="at_place")
    group = of_group("product__group")

    class Meta:
        model = Stock
        fields = ["q", "place", "group"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = StockPlace.objects.for_user(self.request.user).exclude(outlet=None).select_related("outlet")
        chosen = [(OWN_STORE, _("Own store")), *((str(row.pk), str(row)) for row in places)]
        self.form.fields["place"].choices = [("", _("all")), *chosen]

    def at_place(self, rows, name, value):
        return rows.filter(place__outlet=None) if value == OWN_STORE else rows.filter(place=value)


class MovementFilter(Searching):
    kind = django_filters.ChoiceFilter(label=_("what"), choices=MovementKind)
    since = django_filters.DateFilter(label=_("from"), field_name="day", lookup_expr="gte", widget=DateInput)
    until = django_filters.DateFilter(label=_("until"), field_name="day", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = StockMovement
        fields = ["q", "kind", "since", "until"]


class OutletFilter(Searching):
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=OutletKind)

    class Meta:
        model = Outlet
        fields = ["q", "kind"]


class ConsignmentFilter(Searching):
    outlet = django_filters.ModelChoiceFilter(label=_("outlet"), queryset=Outlet.objects.none())
    there = django_filters.ChoiceFilter(
        label=_("still there"), choices=[("1", _("yes")), ("0", _("no"))], method="of_rest"
    )

    class Meta:
        model = Consignment
        fields = ["q", "outlet", "there"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_staff(self.request.user):
            del self.filters["outlet"], self.form.fields["outlet"]

    def of_rest(self, rows, name, value):
        return rows.filter(there__gt=0) if value == "1" else rows.filter(there=0)


class NoteFilter(BaseFilterSet):
    q = SearchFilter(field_name="text", lookup_expr="icontains")

    class Meta:
        model = GroupNote
        fields = ["q"]

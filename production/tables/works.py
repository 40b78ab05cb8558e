"""Lists of works."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn, NumberColumn, StateColumn
from core.templatetags.ui import badge, rupiah
from production.models import (
    Consignment,
    GroupMember,
    GroupNote,
    Outlet,
    Product,
    ProductionGroup,
    ProductionRun,
    Stock,
    StockMovement,
)


class GroupTable(BaseTable):
    coach_name = tables.Column(verbose_name=_("coach"), orderable=False)
    member_count = NumberColumn(verbose_name=_("members"))
    product_count = NumberColumn(verbose_name=_("products"))
    standing = StateColumn(verbose_name=_("state"), orderable=False)

    class Meta(BaseTable.Meta):
        model = ProductionGroup
        fields = [
            "name",
            "skill_field",
            "coach_name",
            "member_count",
            "product_count",
            "started_on",
            "standing",
        ]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)


class MemberTable(BaseTable):
    person = tables.Column(
        verbose_name=_("name"), accessor="display_name", order_by=("inmate__full_name", "pk")
    )
    action = tables.Column(
        verbose_name=_("action"), empty_values=(), orderable=False, exclude_from_export=True
    )

    class Meta(BaseTable.Meta):
        model = GroupMember
        fields = ["person", "joined_on", "ended_on", "end_reason", "action"]

    def __init__(self, *args, editable=False, **kwargs):
        if not editable:
            kwargs["exclude"] = (*kwargs.get("exclude", ()), "action")
        super().__init__(*args, **kwargs)

    def render_action(self, record):
        if record.ended_on:
            return ""
        return format_html(
            '<a class="btn btn-sm" href="{}">{}<span class="visually-hidden">: {}</span></a>',
            reverse("production:member-end", args=[record.pk]),
            _("Leaves the group"),
            record,
        )


class ProductTable(BaseTable):
    price = NumberColumn()
    cost = NumberColumn(verbose_name=_("materials"))
    in_store = NumberColumn(verbose_name=_("in store"))
    outside = NumberColumn(verbose_name=_("at outlets"))
    on_sale = tables.Column(verbose_name=_("on sale"))

    class Meta(BaseTable.Meta):
        model = Product
        fields = ["name", "kind", "group", "price", "cost", "in_store", "outside", "on_sale"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), str(record))

    def render_price(self, record):
        if record.is_under_cost:
            return format_html("{} {}", rupiah(record.price), badge("yellow", _("under cost")))
        return rupiah(record.price)

    def value_price(self, record):
        return record.price

    def render_cost(self, value):
        return rupiah(value)

    def value_cost(self, value):
        return value

    def render_in_store(self, record, value):
        return value if record.is_stocked else "—"

    def render_outside(self, record, value):
        return value if record.is_stocked else "—"

    def render_on_sale(self, value):
        return _("yes") if value else _("no")


class RunTable(BaseTable):
    day = DateColumn(verbose_name=_("day"))
    group = tables.Column(verbose_name=_("creative group"), accessor="product__group__name")
    quantity = NumberColumn()
    rejected = NumberColumn(verbose_name=_("rejected"))
    standing = StateColumn(verbose_name=_("state"), orderable=False)

    class Meta(BaseTable.Meta):
        model = ProductionRun
        fields = ["day", "product", "group", "quantity", "rejected", "quality", "standing"]

    def render_day(self, record, column):
        return self.link(record.get_absolute_url(), f"{record.day:%d/%m/%Y}")

    def value_day(self, record):
        return record.day


class StockTable(BaseTable):
    product = tables.Column(verbose_name=_("product"))
    group = tables.Column(verbose_name=_("creative group"), accessor="product__group__name")
    place = tables.Column(verbose_name=_("place"), order_by=("place__outlet__name", "product__name"))
    quantity = NumberColumn()
    price = NumberColumn(verbose_name=_("price (rupiah)"), accessor="product__price")
    value = NumberColumn(verbose_name=_("value (rupiah)"), accessor="value")
    action = tables.Column(
        verbose_name=_("action"), empty_values=(), orderable=False, exclude_from_export=True
    )

    class Meta(BaseTable.Meta):
        model = Stock
        fields = ["product", "group", "place", "quantity", "price", "value", "action"]

    def __init__(self, *args, editable=False, **kwargs):
        if not editable:
            kwargs["exclude"] = (*kwargs.get("exclude", ()), "action")
        super().__init__(*args, **kwargs)

    def render_product(self, record):
        return self.link(record.product.get_absolute_url(), str(record.product))

    def value_product(self, record):
        return str(record.product)

    def render_price(self, value):
        return rupiah(value)

    def value_price(self, value):
        return value

    def render_value(self, value):
        return rupiah(value)

    def value_value(self, value):
        return value

    def render_action(self, record):
        place = f"?place={record.place_id}" if record.place.outlet_id else ""
        return format_html(
            '<a class="btn btn-sm" href="{}{}">{}<span class="visually-hidden">: {}, {}</span></a>',
            reverse("production:stock-correct", args=[record.product_id]),
            place,
            _("Correct"),
            record.product,
            record.place,
        )


class MovementTable(BaseTable):
    day = DateColumn(verbose_name=_("day"))
    quantity = NumberColumn()

    class Meta(BaseTable.Meta):
        model = StockMovement
        fields = ["day", "product", "place", "kind", "quantity", "reference", "by"]

    def render_quantity(self, value):
        return f"{value:+}"

    def value_quantity(self, value):
        return value


class OutletTable(BaseTable):
    share_percent = NumberColumn(verbose_name=_("share (%)"))
    pieces_there = NumberColumn(verbose_name=_("pieces there"))
    standing = StateColumn(verbose_name=_("state"), orderable=False)

    class Meta(BaseTable.Meta):
        model = Outlet
        fields = ["name", "kind", "address", "contact_person", "share_percent", "pieces_there", "standing"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)


class ConsignmentTable(BaseTable):
    number = tables.Column(verbose_name=_("number"), order_by=("year", "sequence"))
    day = DateColumn(verbose_name=_("brought on"))
    brought = NumberColumn(verbose_name=_("brought"))
    sold = NumberColumn(verbose_name=_("sold"))
    returned = NumberColumn(verbose_name=_("came back"))
    there = NumberColumn(verbose_name=_("still there"))
    value_there = NumberColumn(verbose_name=_("worth (rupiah)"))

    class Meta(BaseTable.Meta):
        model = Consignment
        fields = ["number", "day", "outlet", "brought", "sold", "returned", "there", "value_there"]

    def render_number(self, record):
        return self.link(record.get_absolute_url(), record.number)

    def value_number(self, record):
        return record.number

    def render_value_there(self, value):
        return rupiah(value)

    def value_value_there(self, value):
        return value


class NoteTable(BaseTable):
    class Meta(BaseTable.Meta):
        model = GroupNote
        fields = ["day", "text"]

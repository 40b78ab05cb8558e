"""Outlets, and what is brought there, sold there and brought back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from production.models import Consignment, Outlet
from production.models.outlet import MOST_PIECES
from production.models.product import MOST_RUPIAH
from production.services import Goods


class OutletForm(BaseModelForm):
    groups = (
        (gettext_lazy("Outlet"), ("kind", "name", "address", "contact_person", "phone")),
        (gettext_lazy("Terms"), ("partner", "share_percent", "closed_on")),
    )

    class Meta:
        model = Outlet
        fields = [
            "kind",
            "name",
            "address",
            "contact_person",
            "phone",
            "partner",
            "share_percent",
            "closed_on",
        ]


class ConsignmentForm(BaseModelForm):
    """What is brought to an outlet: a line for each product that lies in the store."""

    class Meta:
        model = Consignment
        fields = ["day", "share_percent", "note"]

    def __init__(self, *args, stocks, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["day"] = self.initial.get("day") or timezone.localdate()
        if self.initial.get("share_percent") is None:
            self.initial["share_percent"] = self.instance.outlet.share_percent
        self.stocks = list(stocks)
        for stock in self.stocks:
            key = stock.product_id
            self.fields[f"pieces-{key}"] = forms.IntegerField(
                label=_("pieces"), required=False, min_value=0, max_value=MOST_PIECES
            )
            self.fields[f"price-{key}"] = forms.IntegerField(
                label=_("price (rupiah)"),
                required=False,
                min_value=0,
                max_value=MOST_RUPIAH,
                initial=stock.product.price,
            )

    @property
    def helper(self):
        helper = super().helper
        helper.layout.fields[:] = [
            name for name in helper.layout.fields if not str(name).startswith(("pieces-", "price-"))
        ]
        return helper

    @property
    def rows(self):
        """The lines: (stock, field of the pieces, field of the price)."""
        return [
            (stock, self[f"pieces-{stock.product_id}"], self[f"price-{stock.product_id}"])
            for stock in self.stocks
        ]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return day

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.goods:
            self.add_error(None, _("Write how many pieces of at least one product are brought."))
        return cleaned

    @property
    def goods(self) -> list[Goods]:
        """What `services.consign` takes."""
        data, brought = self.cleaned_data, []
        for stock in self.stocks:
            key = stock.product_id
            if pieces := data.get(f"pieces-{key}"):
                price = data.get(f"price-{key}")
                brought.append(Goods(stock.product, pieces, stock.product.price if price is None else price))
        return brought


class LineForm(BaseForm):
    """How many pieces of a line came back, and when."""

    quantity = forms.IntegerField(label=gettext_lazy("Pieces"), min_value=1, max_value=MOST_PIECES)
    day = forms.DateField(label=gettext_lazy("Day"), initial=timezone.localdate)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quantity"].initial = line.remaining
        self.fields["quantity"].help_text = _("%(count)s are still there.") % {"count": line.remaining}


class SoldForm(LineForm):
    """How many pieces of a line were sold, when and for how much."""

    price = forms.IntegerField(
        label=gettext_lazy("Price of one (rupiah)"), min_value=0, max_value=MOST_RUPIAH
    )
    field_order = ["quantity", "price", "day", "note"]

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, line=line, **kwargs)
        self.fields["price"].initial = line.price

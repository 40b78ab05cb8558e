"""Forms about sales."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm, BaseModelForm
from core.formsets import BulkFormSet
from production.models import Product, Sale, SaleLine
from production.services.sales import MOST_RUPIAH, Line


class RupiahField(forms.IntegerField):
    """Whole rupiah; 50.000 and Rp50.000 are understood as well."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_value": MOST_RUPIAH, **kwargs})

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().removeprefix("Rp").strip()
            head, *groups = value.split(".")
            if groups and head.isdecimal() and all(len(part) == 3 and part.isdecimal() for part in groups):
                value = "".join([head, *groups])
        return super().to_python(value)


class LineTable(BulkFormSet):
    """What is sold: a product or service in each row."""

    model = SaleLine
    fields = ("product", "quantity", "price", "discount")
    extra = 3
    max_num, absolute_max = 30, 40

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        products = Product.objects.for_user(self.user).on_sale().order_by("name", "pk")
        self._choices["product"] = list(products)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["quantity"].required = False
        form.fields["quantity"].max_value = 100_000
        form.fields["price"] = RupiahField(label=_("price"), required=False)
        form.fields["discount"] = RupiahField(label=_("discount"), required=False)

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        for form in self.kept_forms():
            line = self._line(form)
            if line.amount < 0:
                form.add_error("discount", _("The discount is higher than the price."))

    def _line(self, form) -> Line:
        data = form.cleaned_data
        product, price = data["product"], data["price"]
        return Line(
            product=product,
            quantity=1 if data["quantity"] is None else data["quantity"],
            price=product.price if price is None else price,
            discount=data["discount"] or 0,
        )

    @property
    def lines(self) -> list[Line]:
        return [self._line(form) for form in self.kept_forms()]


class SaleForm(BaseModelForm):
    """A sale with what was sold; `lines` are what the service takes."""

    paid = forms.BooleanField(label=_("Paid on this day"), required=False, initial=True)
    ordered = forms.BooleanField(
        label=_("Ordered in advance: it is handed over later"),
        required=False,
        help_text=_("The pieces leave the stock when they are handed over."),
    )
    costs = RupiahField(
        label=_("Costs"),
        required=False,
        help_text=_("What was spent for this sale: transport, packing, the outlet's share."),
    )
    down_payment = RupiahField(label=_("Down payment"), required=False)
    groups = (
        (_("Sale"), ["day", "outlet", "buyer", "paid"]),
        (_("Costs"), ["costs", "costs_note"]),
        (_("Order in advance"), ["ordered", "deliver_on", "down_payment"]),
    )

    class Meta:
        model = Sale
        fields = ["day", "outlet", "buyer", "costs", "costs_note", "deliver_on", "down_payment"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = LineTable(self.data if self.is_bound else None, rows=[], user=self.user)
        outlet = self.fields["outlet"]
        outlet.queryset = outlet.queryset.open()
        outlet.empty_label = _("sold at the facility")
        self.fields["buyer"].help_text = _("It stands on the receipt. Leave empty when nobody asks for it.")
        self.initial["day"] = timezone.localdate()
        self.initial["costs"] = self.initial["down_payment"] = None

    def clean_costs(self):
        return self.cleaned_data["costs"] or 0

    def clean_down_payment(self):
        return self.cleaned_data["down_payment"] or 0

    def is_valid(self):
        return all([self.table.is_valid(), super().is_valid()])

    @property
    def lines(self) -> list[Line]:
        return self.table.lines


class PayForm(BaseForm):
    """When what is open was paid."""

    day = forms.DateField(label=_("Paid on"), initial=timezone.localdate)


class ReasonForm(BaseForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the history, with your name."),
    )

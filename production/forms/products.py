"""Products, what they are made of, what was made, and what the catalogue says."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from core.formsets import BulkFormSet, TableForm
from production.catalogue import (
    full_names,
    names_somebody,
    validate_contact,
    validate_name,
    validate_words,
)
from production.models import CatalogueSettings, Product, ProductionRun, ProductMaterial, StockPlace
from production.models.outlet import MOST_PIECES


class ProductForm(BaseModelForm):
    groups = (
        (gettext_lazy("Product"), ("name", "kind", "group", "size", "unit", "description")),
        (gettext_lazy("Work and price"), ("hours", "price", "on_sale")),
    )

    class Meta:
        model = Product
        fields = ["name", "kind", "group", "size", "unit", "description", "hours", "price", "on_sale"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = self.fields["group"].queryset
        self.fields["group"].queryset = groups.filter(ended_on=None) | groups.filter(
            pk=self.instance.group_id
        )
        if self.instance.pk and self.instance.runs.exists():
            # Its makers are members of the group.
            self.fields["group"].disabled = True
            self.fields["group"].help_text = _("It has runs, so it stays with its group.")

    def clean_name(self):
        """The name stands on papers that go outside."""
        name = self.cleaned_data["name"]
        validate_name(name)
        if names_somebody(name, full_names(self.instance.facility)):
            raise ValidationError(_("Name no inmate here: the name stands on papers that go outside."))
        return name

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        before = self.initial.get("kind")
        changes = self.instance.pk and kind != before and "service" in (kind, before)
        if changes and (self.instance.movements.exists() or self.instance.runs.exists()):
            raise ValidationError(
                _("It has been made already, so it cannot change between goods and service.")
            )
        return kind


def shortened(amount: Decimal) -> Decimal:
    """Return the same amount without zeros at its end: 2.5 for 2.500, 10 for 10.000."""
    short = amount.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral() else short


class MaterialTable(BulkFormSet):
    model = ProductMaterial
    fields = ("position", "name", "quantity", "unit", "total")
    unique = ("name",)
    position_field = "position"
    max_num, absolute_max = 40, 60

    def _values(self, row):
        # 2.500 would be read as two and a half thousand.
        return super()._values(row) | {"quantity": shortened(row.quantity)}


class MaterialsForm(TableForm):
    table_class = MaterialTable


class RunForm(BaseModelForm):
    """What was made of a product on a day, and a line for each member: pieces and hours."""

    class Meta:
        model = ProductionRun
        fields = ["day", "quantity", "rejected", "quality"]

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["day"] = self.initial.get("day") or timezone.localdate()
        self.members = list(members)
        self.own_names = [name for name in self.fields if not self.fields[name].widget.is_hidden]
        if not self.instance.product.is_stocked:
            self.fields["quantity"].label = _("How often it was done")
            self.fields["quantity"].help_text = ""
            del self.fields["rejected"]
            self.own_names.remove("rejected")
        for member in self.members:
            self.fields[f"pieces-{member.pk}"] = forms.IntegerField(
                label=_("pieces"), required=False, min_value=0, max_value=MOST_PIECES
            )
            self.fields[f"hours-{member.pk}"] = forms.DecimalField(
                label=_("hours of work"),
                required=False,
                min_value=0,
                max_value=999,
                max_digits=6,
                decimal_places=2,
            )

    @property
    def helper(self):
        helper = super().helper
        helper.layout.fields[:] = [
            name for name in helper.layout.fields if not str(name).startswith(("pieces-", "hours-"))
        ]
        return helper

    @property
    def rows(self):
        """The lines of the makers: (member, field of the pieces, field of the hours)."""
        return [(member, self[f"pieces-{member.pk}"], self[f"hours-{member.pk}"]) for member in self.members]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return day

    @property
    def shares(self):
        """What `services.record_run` takes."""
        data = self.cleaned_data
        rows = (
            (member, data.get(f"pieces-{member.pk}") or 0, data.get(f"hours-{member.pk}") or Decimal(0))
            for member in self.members
        )
        return [row for row in rows if row[1] or row[2]]


class WithdrawForm(BaseForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=250,
        help_text=gettext_lazy("It is kept in the history, with your name."),
    )


class StockForm(BaseForm):
    """What was counted at a place, or what was lost there."""

    WHAT = (
        ("count", gettext_lazy("Counted: so many are there")),
        ("write_off", gettext_lazy("Written off: so many are damaged or lost")),
    )
    place = forms.ModelChoiceField(
        StockPlace.objects.none(),
        label=gettext_lazy("Place"),
        required=False,
        empty_label=gettext_lazy("Own store"),
    )
    what = forms.ChoiceField(
        label=gettext_lazy("What happened"), choices=WHAT, initial="count", widget=forms.RadioSelect
    )
    pieces = forms.IntegerField(label=gettext_lazy("Pieces"), min_value=0, max_value=MOST_PIECES)
    day = forms.DateField(label=gettext_lazy("Day"), initial=timezone.localdate)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=250,
        help_text=gettext_lazy("For instance: yearly count, torn by the wind, given as a sample."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = self.fields["place"].queryset
        self.fields["place"].queryset = places.filter(outlet__isnull=False).select_related("outlet")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") == "write_off" and cleaned.get("pieces") == 0:
            self.add_error("pieces", _("Write at least one piece."))
        return cleaned


class CatalogueForm(BaseModelForm):
    groups = (
        (gettext_lazy("What stands in front"), ("title", "introduction")),
        (gettext_lazy("Whom shops and hotels ask"), ("contact_name", "contact_phone", "contact_email")),
        (gettext_lazy("Privacy"), ("names_facility",)),
    )

    class Meta:
        model = CatalogueSettings
        fields = [
            "title",
            "introduction",
            "contact_name",
            "contact_phone",
            "contact_email",
            "names_facility",
        ]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("names_facility"):
            for name in ("title", "introduction", "contact_name", "contact_phone", "contact_email"):
                check = validate_contact if name == "contact_email" else validate_words
                try:
                    check(cleaned.get(name) or "")
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned

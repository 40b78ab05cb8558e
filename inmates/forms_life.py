"""Forms of the life in custody: leaving, leave, arriving, merging."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from inmates.identifiers import visible
from inmates.models import Inmate
from inmates.services import destinations

REASON_HELP = gettext_lazy("In a few words; never what the person was convicted of.")


def _reason(required=False):
    return forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, required=required, help_text=REASON_HELP
    )


class _Life(BaseForm):
    """What happened to `inmate`, on a day that has come."""

    on = forms.DateField(label=gettext_lazy("Day"))

    def __init__(self, *args, inmate, **kwargs):
        self.inmate = inmate
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    @property
    def values(self) -> dict:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in self.base_fields}

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class LeaveFacilityForm(_Life):
    """Release and death."""

    reason = _reason()


class TransferForm(_Life):
    """A transfer, to a facility of Berdaya or to any other place."""

    to = forms.CharField(
        label=gettext_lazy("To which facility"),
        max_length=150,
        help_text=gettext_lazy("Its short name, for instance Rutan Ambon. The list offers those nearby."),
        widget=forms.TextInput(attrs={"list": "facilities", "autocomplete": "off"}),
    )
    outside = forms.BooleanField(
        label=gettext_lazy("It does not work with Berdaya: only its name is kept"), required=False
    )
    reason = _reason()

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("on", "destination", "reason")}

    @property
    def suggested(self) -> list[str]:
        return destinations.suggested(self.inmate.facility)

    def clean(self):
        data = super().clean()
        if not data.get("to"):
            return data
        data["to"] = " ".join(visible(data["to"]).split())
        facility = destinations.find(data["to"], self.inmate.facility)
        data["destination"] = facility or data["to"]
        if facility and data.get("outside"):
            text = _("%(name)s works with Berdaya. Take the tick away.")
            self.add_error("outside", text % {"name": facility.short_name})
        elif not facility and not data.get("outside"):
            text = _("No other facility here is called so. Correct the name, or tick the line below.")
            self.add_error("to", text)
        return data


class OnLeaveForm(_Life):
    until = forms.DateField(label=gettext_lazy("Expected back"), required=False)
    reason = _reason()


class BackForm(_Life):
    reason = _reason()


class NotHereForm(BaseForm):
    reason = _reason(required=True)


class AdmitForm(_Life):
    """A register number and a place, for who arrives or comes back."""

    register = forms.CharField(
        label=gettext_lazy("Register number"),
        max_length=40,
        help_text=gettext_lazy("As it is written in the book here, for instance B I 283 / 26."),
    )
    block = forms.CharField(label=gettext_lazy("Block"), max_length=20, required=False)
    cell = forms.CharField(label=gettext_lazy("Cell"), max_length=20, required=False)

    field_order = ["register", "block", "cell", "on"]


class AdmitAgainForm(AdmitForm):
    reason = _reason()

    field_order = ["register", "block", "cell", "on", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["register"].help_text = _(
            "Their former number if they never left or it goes on; else the new one in the book."
        )
        self.fields["register"].initial = self.inmate.register_number
        self.fields["block"].initial, self.fields["cell"].initial = self.inmate.block, self.inmate.cell


class FindForm(BaseForm):
    """The search for the entry that is kept."""

    q = forms.CharField(label=gettext_lazy("Name or register number"), required=False, max_length=100)


class MergeForm(BaseForm):
    kept = forms.ModelChoiceField(Inmate.objects.none(), widget=forms.HiddenInput)
    reason = _reason()

"""Forms for the details that can be withdrawn. None of them hands out a NIK, not even as a fingerprint."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm, BaseModelForm
from inmates.identifiers import check_nik, mask_nik
from inmates.models import Consent, ContactDetail, Identity, WorkLimit
from inmates.models.details import ConsentManner, ContactKind

REASON = {"min_length": 10, "max_length": 200}


def clean_reason(text: str) -> str:
    """Return a reason for accepting a NIK; it stays when the NIK goes, so it may not hold one."""
    if sum(char.isdigit() for char in text) > 8:
        raise ValidationError(_("Write no numbers of documents here: the reason outlives the NIK."))
    return text


class NikReasonField(forms.CharField):
    """Why a NIK is right although it does not fit."""

    default_error_messages = {
        "required": gettext_lazy("Write why it is right, for instance what you compared it with."),
        "min_length": gettext_lazy("Write why it is right, in at least %(limit_value)d characters."),
    }

    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("Why the NIK is right as it is"),
            help_text=gettext_lazy("For instance: compared with the identity card, which says the same."),
            **REASON,
            **kwargs,
        )

    def clean(self, value):
        return clean_reason(super().clean(value))


class _SealedForm(BaseModelForm):
    """Recognises a change made meanwhile by a keyed hash; with a plain one few digits are soon tried."""

    def _fingerprint(self, row=None) -> str:
        values = model_to_dict(row or self.instance, fields=self.watched)
        return salted_hmac("inmates.details", repr(sorted(values.items()))).hexdigest()[:16]

    @property
    def watched(self):
        return self._meta.fields


class IdentityForm(_SealedForm):
    """NIK and address. The NIK that is there is shown masked; typing another replaces it."""

    nik = forms.CharField(
        label="NIK",
        required=False,
        strip=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    remove_nik = forms.BooleanField(label=gettext_lazy("Remove the NIK that is recorded"), required=False)
    nik_reason = NikReasonField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Identity
        fields = ["address", "city", "province"]

    watched = ("nik", "address", "city", "province")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_reason = False
        known = mask_nik(self.instance.nik)
        if known:
            self.fields["nik"].help_text = _(
                "Recorded: %(nik)s. Leave this empty to keep it; 16 digits typed here replace it."
            ) % {"nik": known}
        else:
            self.fields["nik"].help_text = _("16 digits; leave empty when it is not known.")
            del self.fields["remove_nik"]

    @property
    def groups(self):
        names = ["nik", *(["nik_reason"] if self.asks_reason else [])]
        names += ["remove_nik"] if "remove_nik" in self.fields else []
        return ((_("Identity (restricted)"), [*names, "address", "city", "province"]),)

    @property
    def values(self) -> dict:
        """What `save_identity` takes; without the NIK when it stays."""
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        if self.cleaned_data.get("remove_nik"):
            return values | {"nik": ""}
        return values | ({"nik": self.cleaned_data["nik"]} if self.cleaned_data["nik"] else {})

    def clean(self):
        data = super().clean()
        if not data.get("nik"):
            return data
        if data.get("remove_nik"):
            self.add_error("remove_nik", _("Either type a NIK or remove it."))
            return data
        person = self.instance.inmate
        try:
            data["nik"], warnings = check_nik(data["nik"], person.birth_date, person.sex)
        except ValidationError as error:
            self.add_error("nik", error)
            return data
        if warnings:
            ask_reason(self, warnings)
        return data


def ask_reason(form, warnings, beside="nik"):
    """Show the warnings and ask why the NIK is right all the same, unless that has been said."""
    form.fields["nik_reason"].widget = forms.TextInput()
    form.asks_reason = True
    if form.cleaned_data.get("nik_reason") or "nik_reason" in form.errors:
        return
    for warning in warnings:
        form.add_error(beside, warning)
    form.add_error("nik_reason", _("Correct it, or write why it is right."))


class NikAcceptForm(BaseForm):
    reason = NikReasonField()


class ContactForm(_SealedForm):
    class Meta:
        model = ContactDetail
        fields = ["kind", "value", "whose", "since"]

    def clean(self):
        data = super().clean()
        kind, value = data.get("kind"), data.get("value")
        if not value:
            return data
        if kind == ContactKind.EMAIL:
            try:
                validate_email(value)
            except ValidationError as error:
                self.add_error("value", error)
        elif kind in (ContactKind.PHONE, ContactKind.FAMILY_PHONE):
            digits = sum(char.isdigit() for char in value)
            if not 6 <= digits <= 15 or set(value) - set("0123456789 +-()./"):
                self.add_error("value", _("A phone number has 6 to 15 digits."))
        return data

    def clean_since(self):
        return not_to_come(self.cleaned_data["since"])


class WorkLimitForm(_SealedForm):
    class Meta:
        model = WorkLimit
        fields = ["limit", "valid_from", "valid_until"]

    def clean(self):
        data = super().clean()
        limit, first, last = data.get("limit"), data.get("valid_from"), data.get("valid_until")
        if not limit or not first:
            return data
        others = WorkLimit.objects.for_user(self.user).filter(inmate=self.instance.inmate, limit=limit)
        others = others.exclude(pk=self.instance.pk)
        if any(
            (other.valid_until is None or other.valid_until >= first)
            and (last is None or other.valid_from <= last)
            for other in others
        ):
            self.add_error("limit", _("This limit is recorded already for these days."))
        return data


class ConsentGivenForm(BaseModelForm):
    class Meta:
        model = Consent
        fields = ["purpose", "given_on", "given_how"]

    def clean_given_on(self):
        return not_to_come(self.cleaned_data["given_on"])


class ConsentEditForm(ConsentGivenForm):
    class Meta(ConsentGivenForm.Meta):
        fields = ["given_on", "given_how"]


class ConsentWithdrawForm(BaseForm):
    withdrawn_on = forms.DateField(label=gettext_lazy("Withdrawn on"), initial=timezone.localdate)
    withdrawn_how = forms.ChoiceField(
        label=gettext_lazy("How it was withdrawn"), choices=ConsentManner.choices
    )

    def clean_withdrawn_on(self):
        return not_to_come(self.cleaned_data["withdrawn_on"])


def not_to_come(day):
    """Return a day that is not in the future."""
    if day and day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return day

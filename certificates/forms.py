from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import Issuer
from certificates.neutral import validate_neutral
from core.forms import BaseForm, BaseModelForm


class IssuerForm(BaseModelForm):
    groups = (
        (_("For whom"), ["partner", "agreement", "agreement_override"]),
        (_("On the certificate"), ["name", "letterhead", "place"]),
        (_("Number"), ["code", "number_pattern", "first_number"]),
        (
            _("Who signs"),
            [
                "signatory_position",
                "signatory_titles_before",
                "signatory_name",
                "signatory_titles_after",
                "signatory_nip",
            ],
        ),
        (_("Use"), ["is_active"]),
    )
    neutral_fields = ("name", "letterhead", "place", "code", "number_pattern", "signatory_position")

    class Meta:
        model = Issuer
        fields = [
            "partner",
            "agreement",
            "agreement_override",
            "name",
            "letterhead",
            "place",
            "code",
            "number_pattern",
            "first_number",
            "signatory_position",
            "signatory_titles_before",
            "signatory_name",
            "signatory_titles_after",
            "signatory_nip",
            "is_active",
        ]
        widgets = {"letterhead": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.neutral_fields:
            self.fields[name].validators.append(validate_neutral)
        if self.instance.pk and self.instance.certificates.exists():
            # Numbers that were given out would no longer fit; a new issuer is made instead.
            for name in ("partner", "code", "first_number"):
                self.fields[name].disabled = True

    def clean(self):
        cleaned = super().clean()
        agreement, partner = cleaned.get("agreement"), cleaned.get("partner")
        if agreement and partner and not agreement.parties.filter(partner=partner).exists():
            self.add_error("agreement", _("This partner is not a party to that agreement."))
        if not agreement and not cleaned.get("agreement_override"):
            self.add_error(
                "agreement",
                _("Choose an agreement whose scope has certification, or write why there is none."),
            )
        return cleaned


class IssueForm(BaseForm):
    issuer = forms.ModelChoiceField(label=_("Issuer"), queryset=Issuer.objects.none())
    issued_on = forms.DateField(
        label=_("Date of issue"), help_text=_("Between the last day of the programme and today.")
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.fields["issuer"].queryset.filter(is_active=True)
        self.fields["issuer"].queryset = own
        self.fields["issued_on"].initial = timezone.localdate
        preferred = own.filter(partner=program.partner_id).first() or own.first()
        self.fields["issuer"].initial = preferred
        self.fields["issuer"].empty_label = None if preferred else "---------"


class ReplaceForm(BaseForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: the name was misspelt. The corrected data must be in the system already."),
    )
    issued_on = forms.DateField(label=_("Date of issue"), initial=timezone.localdate)

    def clean_issued_on(self):
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

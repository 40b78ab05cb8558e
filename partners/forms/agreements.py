from django import forms
from django.utils.translation import gettext_lazy

from core.forms import BaseModelForm
from partners.models import Agreement, AgreementParty, Scope


class AgreementForm(BaseModelForm):
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it covers"),
        choices=Scope,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Certificates in the partner's name need “Certification”."),
    )
    groups = (
        (gettext_lazy("Agreement"), ("kind", "title", "number", "scopes")),
        (gettext_lazy("Dates"), ("signed_on", "starts_on", "ends_on")),
    )

    class Meta:
        model = Agreement
        fields = ["kind", "title", "number", "scopes", "signed_on", "starts_on", "ends_on"]


class PartyForm(BaseModelForm):
    class Meta:
        model = AgreementParty
        fields = ["partner", "number", "signatory_name", "signatory_position"]
        help_texts = {"number": gettext_lazy("The number in the partner's own books.")}

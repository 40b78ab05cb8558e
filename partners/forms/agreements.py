from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import DOCUMENTS, JPEG, PNG, UploadField
from core.forms import BaseForm, BaseModelForm
from partners.models import Agreement, AgreementActivity, AgreementContribution, AgreementParty, Scope

SCANS = (*DOCUMENTS, JPEG, PNG)
TERM_GROUPS = (
    (gettext_lazy("Agreement"), ("kind", "title", "number", "framework", "scopes", "seats_agreed")),
    (gettext_lazy("Dates and signature"), ("signed_on", "starts_on", "ends_on", "office")),
)


def office_label(office) -> str:
    days = f"{office.starts_on:%d/%m/%Y} – " + (f"{office.ends_on:%d/%m/%Y}" if office.ends_on else "…")
    return f"{office.signature_name}, {office.signature_position} ({days})"


class AgreementForm(BaseModelForm):
    """The terms of an agreement. Who signs for the facility held the head's office on that day."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it covers"),
        choices=Scope,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Certificates in the partner's name need “Certification”."),
    )
    groups = TERM_GROUPS

    class Meta:
        model = Agreement
        fields = [
            "kind",
            "title",
            "number",
            "framework",
            "scopes",
            "seats_agreed",
            "signed_on",
            "starts_on",
            "ends_on",
            "office",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        memoranda = self.fields["framework"].queryset.filter(kind="mou", state="signed")
        self.fields["framework"].queryset = memoranda.exclude(pk=self.instance.pk)
        self.fields["office"].label_from_instance = office_label

    def clean(self):
        super().clean()
        office, day = self.cleaned_data.get("office"), self.cleaned_data.get("signed_on")
        if office and day and not (office.starts_on <= day and (office.ends_on or day) >= day):
            self.add_error("office", _("This person did not hold the office on the day of signature."))
        if self.cleaned_data.get("framework") and self.cleaned_data.get("kind") == Agreement.Kind.MOU:
            self.add_error("framework", _("Only a cooperation agreement (PKS) rests on a memorandum."))


class PartyForm(BaseModelForm):
    groups = (
        (gettext_lazy("Party"), ("partner", "number")),
        (
            gettext_lazy("Who signs"),
            (
                "signatory_titles_before",
                "signatory_name",
                "signatory_titles_after",
                "signatory_position",
                "signatory_acting",
                "signatory_nip",
            ),
        ),
    )

    class Meta:
        model = AgreementParty
        fields = [
            "partner",
            "number",
            "signatory_titles_before",
            "signatory_name",
            "signatory_titles_after",
            "signatory_position",
            "signatory_acting",
            "signatory_nip",
        ]
        help_texts = {
            "number": gettext_lazy("The number in the partner's own books."),
            "signatory_name": gettext_lazy("Without titles."),
            "signatory_position": gettext_lazy("On the day of signature, for instance: Kepala Dinas."),
        }

    def clean_signatory_nip(self):
        return "".join(filter(str.isdigit, self.cleaned_data["signatory_nip"]))


class ContributionForm(BaseModelForm):
    class Meta:
        model = AgreementContribution
        fields = ["party", "scope", "what", "value"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parties = self.fields["party"]
        of_agreement = parties.queryset.filter(agreement=self.instance.agreement_id)
        parties.queryset = of_agreement.select_related("partner")
        parties.empty_label = _("the facility itself")


class ExtensionForm(BaseForm):
    new_end = forms.DateField(label=gettext_lazy("New last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For instance the number of the addendum."),
    )


class LetEndForm(BaseForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ScanForm(BaseForm):
    file = UploadField(label=gettext_lazy("File"), kinds=SCANS)
    caption = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For instance: signed text, annex, addendum."),
    )


class ActivityForm(BaseModelForm):
    """An activity under a signed agreement, with files when there are some."""

    groups = (
        (gettext_lazy("Activity"), ("kind", "topic", "held_on", "party")),
        (gettext_lazy("Outcome"), ("officers_reached", "inmates_reached", "value", "outcome")),
    )

    class Meta:
        model = AgreementActivity
        fields = [
            "kind",
            "topic",
            "held_on",
            "party",
            "officers_reached",
            "inmates_reached",
            "value",
            "outcome",
        ]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "value": gettext_lazy("What it was worth, in whole rupiah; 0 when it has no price."),
            "outcome": gettext_lazy("What came of it. Name no inmate."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parties = self.fields["party"]
        of_agreement = parties.queryset.filter(agreement=self.instance.agreement_id)
        parties.queryset = of_agreement.select_related("partner")
        parties.empty_label = _("all parties")

    def clean_held_on(self):
        day, agreement = self.cleaned_data["held_on"], self.instance.agreement
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."))
        if agreement.starts_on and day < agreement.starts_on:
            raise ValidationError(_("This day lies before the agreement's first day."))
        return day

"""Forms about issuers: whom they speak for, how certificates look, who signs, how numbers run."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.logos import LOGOS
from certificates.models import Issuer, Naming
from certificates.models.issuer import FirstSignatory, SecondSignatory
from certificates.neutral import telling_word
from core.files.logo_form import LogoForm
from core.forms import BaseModelForm


def _signatory(prefix):
    parts = ("position", "acting", "titles_before", "name", "titles_after", "nip")
    return [f"{prefix}_{part}" for part in parts]


class IssuerForm(BaseModelForm):
    groups = (
        (_("For whom"), ["partner", "agreement", "agreement_override", "names_facility"]),
        (_("On the certificate"), ["name", "letterhead", "place"]),
        (_("Number"), ["code", "number_pattern", "first_number"]),
        (
            _("Design"),
            ["layout", "colour", "shows_logo", "shows_photo", "shows_english", "shows_initials"],
        ),
        (_("Who signs"), ["signs_first", *_signatory("signatory")]),
        (_("Who signs beside"), ["signs_second", *_signatory("second")]),
        (_("Use"), ["is_active"]),
    )
    neutral_fields = (
        "name",
        "letterhead",
        "place",
        "code",
        "number_pattern",
        "signatory_position",
        "second_position",
    )

    class Meta:
        model = Issuer
        fields = [
            "partner",
            "agreement",
            "agreement_override",
            "names_facility",
            "name",
            "letterhead",
            "place",
            "code",
            "number_pattern",
            "first_number",
            "layout",
            "colour",
            "shows_logo",
            "shows_photo",
            "shows_english",
            "shows_initials",
            "signs_first",
            *_signatory("signatory"),
            "signs_second",
            *_signatory("second"),
            "is_active",
        ]
        widgets = {"letterhead": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_name = Naming.is_on_at(self.instance.facility_id)
        self.fields["partner"].empty_label = _("the facility itself")
        if not self.may_name:
            for name in ("partner", "names_facility", "signs_first", "signs_second"):
                self._without_facility(name)
        if self.instance.pk and self.instance.certificates.exists():
            # Numbers that were given out would no longer fit; a new issuer is made instead.
            for name in ("partner", "code", "first_number"):
                self.fields[name].disabled = True

    def _without_facility(self, name):
        """Take out what would name the facility, unless the row has it from before."""
        field = self.fields[name]
        if name == "partner":
            field.required = True
            field.empty_label = "---------"
        elif name == "names_facility":
            field.disabled = not self.instance.names_facility
        elif getattr(self.instance, name) != "head":
            field.choices = [choice for choice in field.choices if choice[0] != "head"]

    def clean(self):
        cleaned = super().clean()
        self._check_agreement(cleaned)
        if not self.may_name:
            for name in ("names_facility", "signs_first", "signs_second"):
                if cleaned.get(name) in (True, "head"):
                    self.add_error(name, _("The head has not allowed certificates to name the facility."))
        tells = self.may_name and (not cleaned.get("partner") or cleaned.get("names_facility"))
        for name in () if tells else self.neutral_fields:
            if word := telling_word(cleaned.get(name) or ""):
                self.add_error(
                    name,
                    forms.ValidationError(
                        _("“%(word)s” tells where the holder was, so it cannot stand on a certificate."),
                        params={"word": word},
                        code="telling",
                    ),
                )
        self._check_signatories(cleaned)
        return cleaned

    def _check_agreement(self, cleaned):
        agreement, partner = cleaned.get("agreement"), cleaned.get("partner")
        if not partner:
            cleaned["agreement"], cleaned["agreement_override"] = None, ""
            return
        if agreement and not agreement.parties.filter(partner=partner).exists():
            self.add_error("agreement", _("This partner is not a party to that agreement."))
        elif cleaned.get("agreement_override"):
            return
        elif not agreement:
            self.add_error(
                "agreement",
                _("Choose an agreement whose scope has certification, or write why there is none."),
            )
        elif "certification" not in agreement.scopes:
            self.add_error(
                "agreement",
                _("Certification is not in the scope of this agreement. Write why it is used nevertheless."),
            )

    def _check_signatories(self, cleaned):
        first, second = cleaned.get("signs_first"), cleaned.get("signs_second")
        if first == FirstSignatory.NAMED:
            self._need(cleaned, "signatory_position", "signatory_name")
        if second == SecondSignatory.NAMED:
            self._need(cleaned, "second_position", "second_name")
        if first == second == "head":
            self.add_error("signs_second", _("The head of the facility signs once."))

    def _need(self, cleaned, *names):
        for name in names:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, forms.ValidationError(_("Write who signs."), code="required"))


class IssuerLogoForm(LogoForm):
    logos = LOGOS

    class Meta:
        model = Issuer
        fields = []


class NamingForm(BaseModelForm):
    class Meta:
        model = Naming
        fields = ["is_on", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

"""Forms about competency certificates and tests."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import CompetencyCertificate, CompetencyResult, CompetencyTest
from core.files import JPEG, PDF, PNG, UploadField
from core.forms import BaseForm, BaseModelForm
from enrolments.forms.participants import KeysField
from inmates.models import Inmate

SCANS = (PDF, JPEG, PNG)
UNIT_LENGTH = 200


class CompetencyForm(BaseModelForm):
    """A competency certificate as its paper says; a scan may come with it."""

    file = UploadField(label=_("Scan"), kinds=SCANS, required=False)
    groups = (
        (_("Certificate"), ["scheme", "lsp", "number", "registration_number", "units"]),
        (_("Validity"), ["issued_on", "expires_on"]),
        (_("Scan"), ["file"]),
    )

    class Meta:
        model = CompetencyCertificate
        fields = ["scheme", "lsp", "number", "registration_number", "units", "issued_on", "expires_on"]
        widgets = {"units": forms.Textarea(attrs={"rows": 6})}

    def clean_issued_on(self):
        day = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return day

    def clean_units(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["units"].splitlines()]
        lines = [line for line in lines if line]
        if any(len(line) > UNIT_LENGTH for line in lines):
            raise forms.ValidationError(
                _("A unit has at most %(count)s characters."), params={"count": UNIT_LENGTH}
            )
        return "\n".join(lines)


class CompetencyScanForm(BaseForm):
    file = UploadField(label=_("Scan"), kinds=SCANS)


class CompetencyTestForm(BaseModelForm):
    groups = (
        (_("Test"), ["scheme", "lsp", "skill_field", "program"]),
        (_("When and where"), ["day", "place", "assessors", "note"]),
    )

    class Meta:
        model = CompetencyTest
        fields = ["scheme", "lsp", "skill_field", "program", "day", "place", "assessors", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programs = self.fields["program"].queryset.filter(facility=self.instance.facility_id)
        self.fields["program"].queryset = programs.exclude(state__in=("draft", "cancelled"))


class CandidatesForm(BaseForm):
    """People ticked in a list."""

    def __init__(self, *args, test, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inmates"] = KeysField(
            Inmate.objects.for_user(self.user).filter(facility=test.facility_id, custody="held"),
            error_messages={
                "required": _("Tick at least one person."),
                "invalid_choice": _("Somebody you ticked is no longer held here. Look at the list again."),
            },
        )


class ResultsForm(BaseForm):
    """What came out for each candidate; a candidate without a word stays as they are."""

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = list(candidates)
        for row in self.candidates:
            self.fields[f"result-{row.pk}"] = forms.ChoiceField(
                label=str(row.inmate),
                choices=[("", _("still to come")), *CompetencyResult.choices],
                initial=row.result,
                required=False,
            )

    def results(self) -> dict[int, str]:
        sent = {row.pk: f"result-{row.pk}" for row in self.candidates}
        return {pk: self.cleaned_data[name] for pk, name in sent.items() if name in self.data}

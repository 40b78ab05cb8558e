from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choosing import Chooser, offer
from core.forms import BaseForm, BaseModelForm
from core.formsets import BulkFormSet, TableForm
from partners.models import Agreement, AgreementParty
from programs.models import Assignment, Competency, Facilitator, Module, Program
from programs.models.competency import MOST_COMPETENCIES
from skills.forms import REQUIREMENTS_GROUP, RequirementsFormMixin
from skills.models.requirements import REQUIREMENTS


def agreement_label(agreement) -> str:
    parts = (agreement.title, agreement.number, agreement.get_standing_display())
    return " · ".join(str(part) for part in parts if part)


def instructor_label(person) -> str:
    return f"{person} ({person.partner})" if person.partner else _("%(name)s (officer)") % {"name": person}


class AgreementSelect(Chooser):
    """Says with each agreement whose it is, so that the page's script shows those of the chosen partner.

    Among so many that they are found by words, the server alone checks that it is the partner's.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.attrs["data-agreements"] = "id_partner"

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if agreement := getattr(value, "instance", None):
            partners = sorted(party.partner_id for party in agreement.parties.all())
            option["attrs"]["data-partners"] = " ".join(map(str, partners))
        return option


class TagsField(SimpleArrayField):
    """Words separated by commas; a comma too many does no harm, and each word is kept once."""

    def to_python(self, value):
        if isinstance(value, str):
            value = ",".join(word for part in value.split(",") if (word := " ".join(part.split())))
        words = {}
        for word in super().to_python(value):
            words.setdefault(word.casefold(), word)
        return list(words.values())


class ProgramForm(RequirementsFormMixin, BaseModelForm):
    """The plan of a programme. Without a title it bears its field's name."""

    groups = (
        (
            gettext_lazy("Training"),
            ("skill_field", "title", "level", "batch", "lesson_hours", "theory_share"),
        ),
        (gettext_lazy("When and where"), ("starts_on", "ends_on", "place", "room", "address")),
        (gettext_lazy("With whom"), ("partner", "agreement")),
        (gettext_lazy("Seats"), ("seats", "reserves", "public_seats")),
        REQUIREMENTS_GROUP,
        (
            gettext_lazy("Passing and certificate"),
            ("pass_mark", "minimum_attendance", "certificates_for_all", "certificate_title"),
        ),
        (gettext_lazy("Funding"), ("funding", "funding_amount", "tags")),
        (gettext_lazy("Method and safety"), ("notes", "safety_notes")),
    )

    class Meta:
        model = Program
        fields = [
            "skill_field",
            "title",
            "level",
            "batch",
            "lesson_hours",
            "theory_share",
            "starts_on",
            "ends_on",
            "place",
            "room",
            "address",
            "partner",
            "agreement",
            "seats",
            "reserves",
            "public_seats",
            *REQUIREMENTS,
            "pass_mark",
            "minimum_attendance",
            "certificates_for_all",
            "certificate_title",
            "funding",
            "funding_amount",
            "tags",
            "notes",
            "safety_notes",
        ]
        field_classes = {"tags": TagsField}
        widgets = {
            "notes": forms.Textarea(attrs={"rows": 4}),
            "safety_notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": gettext_lazy(
                "As it stands on the certificate. Left empty, it is the Indonesian name of the skill field."
            ),
            "agreement": gettext_lazy(
                "Approval needs one in force, or an override by the head. Left empty, the only one in force "
                "with the partner is taken."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        agreements = self.fields["agreement"]
        offer(agreements, AgreementSelect)
        agreements.queryset = (
            agreements.queryset.exclude(state="terminated")
            .select_related("facility")
            .prefetch_related("parties")
        )
        agreements.label_from_instance = agreement_label

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if not data.get("title") and data.get("skill_field"):
            data["title"] = data["skill_field"].name_id
        data["reserves"] = data.get("reserves") or 0
        if data.get("funding") == Program.Funding.NONE and data.get("funding_amount"):
            self.add_error("funding", _("Say where the amount comes from."))
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first day."))
        self._clean_agreement(data.get("partner"), data.get("agreement"))

    def _clean_agreement(self, partner, agreement):
        if agreement and not partner:
            self.add_error("partner", _("Choose the partner with whom the agreement was made."))
        elif agreement and not agreement.parties.filter(partner=partner).exists():
            text = _("%(partner)s is no party of this agreement.")
            self.add_error("agreement", text % {"partner": partner})
        elif partner and not agreement and "agreement" not in self.errors:
            in_force = Agreement.objects.for_user(self.user).active().filter(parties__partner=partner)[:2]
            if len(in_force) == 1:
                self.cleaned_data["agreement"] = in_force[0]

    def save(self, commit=True):
        # The head allowed it with that partner; with another one, the head decides anew.
        if "partner" in self.changed_data:
            self.instance.agreement_override = ""
        offering = self.instance.offering
        if offering and offering.partner_id != self.instance.partner_id:
            self.instance.offering = None
        return super().save(commit)


class OverrideForm(BaseModelForm):
    class Meta:
        model = Program
        fields = ["agreement_override"]
        labels = {"agreement_override": gettext_lazy("Reason")}
        widgets = {"agreement_override": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement_override"].required = True


class EvaluationForm(BaseModelForm):
    class Meta:
        model = Program
        fields = ["evaluation"]
        widgets = {"evaluation": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evaluation"].required = True


class AssignmentForm(BaseModelForm):
    """Offers who teaches for the programme's partner or for a party of its agreement, and own officers."""

    class Meta:
        model = Assignment
        fields = ["instructor", "leads"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        program, people = self.instance.program, self.fields["instructor"]
        people.queryset = people.queryset.at_work().select_related("partner")
        if program.partner_id:
            parties = AgreementParty.objects.for_user(self.user).filter(agreement=program.agreement_id)
            people.queryset = people.queryset.filter(
                Q(partner=None) | Q(partner=program.partner_id) | Q(partner__in=parties.values("partner"))
            )
        people.label_from_instance = instructor_label
        self.initial["leads"] = not any(other.leads for other in program.assignments.all())


class CopyForm(BaseForm):
    """From when on the next batch lasts; everything else comes from the one before."""

    starts_on = forms.DateField(label=gettext_lazy("First day of the next batch"))


class ExtendForm(BaseForm):
    """A later last day, and why."""

    ends_on = forms.DateField(label=gettext_lazy("New last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept in the history, with your name."),
    )


class FacilitatorTable(BulkFormSet):
    model = Facilitator
    fields = ("position", "name", "task")
    unique = ("name",)
    position_field = "position"


class FacilitatorsForm(TableForm):
    table_class = FacilitatorTable


class ModuleTable(BulkFormSet):
    model = Module
    fields = ("position", "title", "kind", "lesson_hours")
    unique = ("title",)
    position_field = "position"


class ModulesForm(TableForm):
    table_class = ModuleTable


class CompetencyTable(BulkFormSet):
    model = Competency
    fields = ("position", "name")
    unique = ("name",)
    position_field = "position"
    max_num, absolute_max = MOST_COMPETENCIES, MOST_COMPETENCIES + 20


class CompetenciesForm(TableForm):
    table_class = CompetencyTable

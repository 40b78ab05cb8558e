import django_filters as filters
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from inmates.choices import Custody, LegalStatus
from inmates.models import Inmate, InterestAssessment, RegisterClass, SdpImport
from inmates.models.assessment import AssessmentState
from inmates.models.instrument import Letter
from inmates.models.sdp_import import ImportState
from skills.models import SkillField

EVERYBODY = "all"
TRAINING = [("yes", _("in a class")), ("no", _("in no class"))]
ENDING = [
    ("30", _("within 30 days")),
    ("90", _("within 90 days")),
    ("180", _("within 180 days")),
    ("365", _("within a year")),
]


class InmateFilter(BaseFilterSet):
    """People held here, unless somebody asks for the others."""

    q = SearchFilter(method="by_text", label=_("Name, alias or register number"))
    legal_status = filters.ChoiceFilter(choices=LegalStatus.choices)
    block = filters.ChoiceFilter(label=_("Block"))
    assessed = filters.ChoiceFilter(
        label=_("Interest assessment"),
        choices=[("yes", _("done")), ("no", _("missing"))],
        method="by_assessed",
    )
    training = filters.ChoiceFilter(
        label=_("Training"),
        choices=TRAINING,
        method="by_training",
    )
    ending = filters.ChoiceFilter(label=_("Sentence ends"), choices=ENDING, method="by_ending")
    custody = filters.ChoiceFilter(
        label=_("Custody"),
        choices=[*Custody.choices, (EVERYBODY, _("all"))],
        empty_label=None,
        method="by_custody",
    )

    class Meta:
        model = Inmate
        fields = ["q", "legal_status", "block", "assessed", "training", "ending", "custody"]

    def __init__(self, data=None, *args, request=None, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("custody", Custody.HELD.value)
        super().__init__(data, *args, request=request, **kwargs)
        blocks = Inmate.objects.for_user(request.user).held().blocks()
        self.form.fields["block"].choices = [("", _("all")), *((block, block) for block in blocks)]

    @property
    def active(self) -> bool:
        if not self.form.is_valid():
            return True
        given = self.form.cleaned_data
        return given["custody"] != Custody.HELD or any(given[name] for name in given if name != "custody")

    def by_text(self, rows, name, value):
        rows = rows.search(value, nik=self.request.user.has_perm("identity.view"))
        return rows.with_found_as(value)

    def by_assessed(self, rows, name, value):
        return rows.assessed(value == "yes")

    def by_training(self, rows, name, value):
        return rows.in_training(value == "yes")

    def by_ending(self, rows, name, value):
        return rows.ending_within(int(value))

    def by_custody(self, rows, name, value):
        return rows if value == EVERYBODY else rows.filter(custody=value)


class _BlockFilterSet(BaseFilterSet):
    """Offers the blocks in which people are held."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        blocks = Inmate.objects.for_user(self.request.user).held().blocks()
        self.form.fields["block"].choices = [("", _("all")), *((block, block) for block in blocks)]


class AssessmentFilter(_BlockFilterSet):
    q = SearchFilter(field_name="inmate__full_name", lookup_expr="icontains", label=_("Name"))
    state = filters.ChoiceFilter(choices=AssessmentState.choices)
    field = filters.ModelChoiceFilter(
        label=_("Interest"),
        queryset=lambda request: SkillField.objects.for_user(request.user),
        method="by_field",
    )
    rank = filters.ChoiceFilter(
        label=_("Chosen as"),
        choices=[("1", _("first choice")), ("2", _("second choice")), ("3", _("third choice"))],
        method="by_rank",
    )
    letter = filters.ChoiceFilter(
        field_name="code",
        lookup_expr="contains",
        label=_("Letter in the code"),
        choices=[(letter.value, f"{letter.value} – {letter.label}") for letter in Letter],
    )
    block = filters.ChoiceFilter(field_name="inmate__block", label=_("Block"))
    custody = filters.ChoiceFilter(field_name="inmate__custody", label=_("Custody"), choices=Custody.choices)

    class Meta:
        model = InterestAssessment
        fields = ["q", "state", "field", "rank", "goal", "letter", "block", "custody"]

    def by_field(self, rows, name, value):
        return rows.of_field(value)

    def by_rank(self, rows, name, value):
        return rows.of_field(self.form.cleaned_data.get("field"), int(value))


class MissingFilter(_BlockFilterSet):
    q = SearchFilter(method="by_text", label=_("Name, alias or register number"))
    block = filters.ChoiceFilter(label=_("Block"))

    class Meta:
        model = Inmate
        fields = ["q", "block"]

    def by_text(self, rows, name, value):
        return rows.search(value)


class ImportFilter(BaseFilterSet):
    state = filters.ChoiceFilter(choices=ImportState.choices)

    class Meta:
        model = SdpImport
        fields = ["state"]


class RegisterClassFilter(BaseFilterSet):
    q = SearchFilter(field_name="spellings", lookup_expr="icontains", label=_("Register class"))
    legal_status = filters.ChoiceFilter(choices=LegalStatus.choices)

    class Meta:
        model = RegisterClass
        fields = ["q", "legal_status"]

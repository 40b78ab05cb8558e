import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from partners.models import STANDINGS, Agreement, ContactPerson, Instructor, Partner, PartnerContact, Stage
from skills.models import SkillField

OFF_THE_MAP = "none"


class PartnerFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Partner.Kind)
    skill_field = django_filters.ModelChoiceFilter(
        label=_("skill field"), field_name="skill_fields", queryset=SkillField.objects.none()
    )

    regency = django_filters.CharFilter(label=_("regency or city"), lookup_expr="icontains")
    stage = django_filters.ChoiceFilter(
        label=_("stage"), choices=[*Stage.choices, (OFF_THE_MAP, _("not on the map"))], method="of_stage"
    )

    class Meta:
        model = Partner
        fields = ["q", "kind", "skill_field", "regency", "stage"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.has_perm("contacts.view"):
            del self.filters["stage"], self.form.fields["stage"]

    def search(self, rows, name, value):
        return rows.search(value, people=self.request.user.has_perm("contacts.view"))

    def of_stage(self, rows, name, value):
        return rows.filter(stage=None if value == OFF_THE_MAP else value)


class ContactPersonFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = ContactPerson
        fields = ["q"]


class ContactFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=PartnerContact.Kind)
    since = django_filters.DateFilter(label=_("from"), field_name="day", lookup_expr="gte", widget=DateInput)
    until = django_filters.DateFilter(label=_("until"), field_name="day", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = PartnerContact
        fields = ["q", "kind", "since", "until"]

    def search(self, rows, name, value):
        return rows.search(value)


class InstructorFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")
    partner = django_filters.ModelChoiceFilter(label=_("partner"), queryset=Partner.objects.none())

    class Meta:
        model = Instructor
        fields = ["q", "partner"]


class AgreementFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    standing = django_filters.ChoiceFilter(
        label=_("standing"), choices=list(STANDINGS.items()), method="of_standing"
    )
    partner = django_filters.ModelChoiceFilter(
        label=_("partner"), field_name="parties__partner", queryset=Partner.objects.none()
    )

    class Meta:
        model = Agreement
        fields = ["q", "standing", "partner"]

    def search(self, rows, name, value):
        return rows.filter(Q(title__icontains=value) | Q(number__icontains=value))

    def of_standing(self, rows, name, value):
        return rows.of_standing(value)

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from partners.models import STANDINGS, Agreement, Instructor, Partner
from skills.models import SkillField


class PartnerFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Partner.Kind)
    skill_field = django_filters.ModelChoiceFilter(
        label=_("skill field"), field_name="skill_fields", queryset=SkillField.objects.none()
    )

    class Meta:
        model = Partner
        fields = ["q", "kind", "skill_field"]

    def search(self, rows, name, value):
        for word in value.split():
            rows = rows.filter(
                Q(name__icontains=word) | Q(regency__icontains=word) | Q(contact_person__icontains=word)
            )
        return rows


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

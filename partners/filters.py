import django_filters
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from partners.models import (
    STANDINGS,
    Agreement,
    AgreementActivity,
    AgreementParty,
    Instructor,
    Partner,
    Scope,
)
from skills.models import SkillField

ENDING_WITHIN = (30, 60, 90, 180, 365)


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

    skill_field = django_filters.ModelChoiceFilter(
        label=_("skill field"), field_name="skill_fields", queryset=SkillField.objects.none()
    )
    here = django_filters.ChoiceFilter(
        label=_("at work"),
        choices=[("yes", _("teach")), ("no", _("have left"))],
        method="of_work",
    )

    class Meta:
        model = Instructor
        fields = ["q", "partner", "skill_field", "here"]

    def of_work(self, rows, name, value):
        return rows.at_work() if value == "yes" else rows.exclude(left_on=None)


class AgreementFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    standing = django_filters.ChoiceFilter(
        label=_("standing"), choices=list(STANDINGS.items()), method="of_standing"
    )
    partner = django_filters.ModelChoiceFilter(
        label=_("partner"), field_name="parties__partner", queryset=Partner.objects.none()
    )

    scope = django_filters.ChoiceFilter(label=_("covers"), choices=Scope, method="of_scope")
    ending = django_filters.ChoiceFilter(
        label=_("ends within"),
        choices=[(str(days), format_lazy(_("{days} days"), days=days)) for days in ENDING_WITHIN],
        method="of_ending",
    )

    class Meta:
        model = Agreement
        fields = ["q", "standing", "partner", "scope", "ending"]

    def of_scope(self, rows, name, value):
        return rows.filter(scopes__contains=[value])

    def of_ending(self, rows, name, value):
        return rows.ending_within(int(value))

    def search(self, rows, name, value):
        number = Q(number__icontains=value)
        parties = AgreementParty.objects.for_user(self.request.user).filter(number)
        theirs = Q(pk__in=parties.values("agreement"))
        return rows.filter(Q(title__icontains=value) | number | theirs)

    def of_standing(self, rows, name, value):
        return rows.of_standing(value)


class ActivityFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Scope)

    class Meta:
        model = AgreementActivity
        fields = ["q", "kind"]

    def search(self, rows, name, value):
        return rows.filter(Q(topic__icontains=value) | Q(outcome__icontains=value))

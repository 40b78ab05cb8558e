import django_filters
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from core.search import anywhere
from partners.models import (
    STANDINGS,
    Agreement,
    AgreementActivity,
    AgreementParty,
    ContactPerson,
    Instructor,
    Partner,
    PartnerContact,
    Scope,
    Stage,
)
from skills.models import SkillField

ENDING_WITHIN = (30, 60, 90, 180, 365)
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

    in_force = django_filters.ChoiceFilter(
        label=_("agreement in force"), choices=[("yes", _("yes")), ("no", _("no"))], method="of_agreement"
    )

    class Meta:
        model = Partner
        fields = ["q", "kind", "skill_field", "regency", "stage", "in_force"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.has_perm("contacts.view"):
            for name in ("stage", "in_force"):
                del self.filters[name], self.form.fields[name]

    def search(self, rows, name, value):
        return rows.search(value, people=self.request.user.has_perm("contacts.view"))

    def of_agreement(self, rows, name, value):
        return rows.with_agreement_in_force(self.request.user.membership.facility, value == "yes")

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
        return rows.filter(anywhere(value, "topic", "outcome"))

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from partners.models import Partner
from programs.models import Program, Session
from programs.querysets import PLANNED
from skills.models import SkillField


def years():
    """Return the years in which programmes begin: from next year back, ten years."""
    now = timezone.localdate().year
    return [(year, str(year)) for year in range(now + 1, now - 10, -1)]


class ProgramFilter(BaseFilterSet):
    q = SearchFilter(method="search")
    skill_field = django_filters.ModelChoiceFilter(label=_("skill field"), queryset=SkillField.objects.none())
    partner = django_filters.ModelChoiceFilter(label=_("partner"), queryset=Partner.objects.none())
    year = django_filters.ChoiceFilter(
        label=_("year"), choices=years, field_name="starts_on", lookup_expr="year"
    )

    tag = django_filters.ChoiceFilter(label=_("initiative"), method="of_initiative")
    on_day = django_filters.DateFilter(label=_("on the day"), method="lasts_over", widget=DateInput())
    stage = django_filters.ChoiceFilter(
        label=_("stage"),
        choices=[("planned", _("not open yet")), ("current", _("open or running")), ("over", _("over"))],
        method="by_stage",
    )

    class Meta:
        model = Program
        fields = ["q", "state", "skill_field", "partner", "funding", "tag", "year", "on_day", "stage"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tags = Program.objects.for_user(self.request.user).tags_used()
        self.form.fields["tag"].choices = [("", _("all")), *((tag, tag) for tag in tags)]
        if not tags:
            del self.form.fields["tag"]
        if not self.request.user.has_perm("partners.view"):
            del self.form.fields["partner"]

    def of_initiative(self, rows, name, tag):
        return rows.filter(tags__contains=[tag])

    def lasts_over(self, rows, name, day):
        return rows.on_day(day)

    def by_stage(self, rows, name, value):
        current = ("open", "running")
        if value == "over":
            return rows.exclude(state__in=(*PLANNED, *current))
        return rows.filter(state__in=PLANNED if value == "planned" else current)

    def search(self, rows, name, value):
        return rows.search(value)


class SessionFilter(BaseFilterSet):
    class Meta:
        model = Session
        fields = ["state"]

"""Tables that compare facilities and skill fields: numbers and shares, no people."""

import django_tables2 as tables
from django.db.models import F
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import BaseTable, NumberColumn
from core.templatetags.ui import percent, rupiah
from facilities.models import Facility, Region
from reports.comparison import share
from skills.models import SkillField


def drawn(rate: float, words: str):
    """Return the words of a share beside a bar, which is hidden from screen readers."""
    return format_html(
        '<span class="share"><svg aria-hidden="true"><rect width="{}%" height="8"/></svg>{}</span>',
        round(100 * min(rate, 1)),
        words,
    )


class ToldColumn(NumberColumn):
    """A number that may not be told; those stand last, whichever way the list is sorted."""

    def __init__(self, by, *args, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)

    def order(self, rows, is_descending):
        by = F(self.by)
        return rows.order_by(
            by.desc(nulls_last=True) if is_descending else by.asc(nulls_last=True), "pk"
        ), True


class ShareColumn(ToldColumn):
    """A share with its whole: "60,0 % of 20", with a bar where `drawn`."""

    def __init__(self, name, *args, drawn=False, **kwargs):
        self.drawn = drawn
        super().__init__(f"{name}_rate", *args, empty_values=(), **kwargs)

    def render(self, record, bound_column):
        name = bound_column.name
        found = share(getattr(record, name), getattr(record, f"{name}_base"))
        if found is None:
            return "—"
        if found.rate is None:
            return "0"
        words = of_whole(found.value / found.base, found.base)
        return drawn(found.rate, words) if self.drawn else words


def of_whole(rate, whole) -> str:
    """Return a rate with that of which it is a part."""
    return _("%(percent)s of %(whole)s") % {
        "percent": percent(rate),
        "whole": number_format(whole, force_grouping=True),
    }


class CompareTable(BaseTable):
    """Facilities beside each other; needs `with_summaries`."""

    name = tables.Column(verbose_name=gettext_lazy("facility"))
    region = tables.Column(verbose_name=gettext_lazy("region"))
    held = ToldColumn("held", verbose_name=gettext_lazy("held"))
    assessed = ShareColumn("assessed", verbose_name=gettext_lazy("assessed"))
    coverage = ShareColumn("coverage", verbose_name=gettext_lazy("trained, of the held"), drawn=True)
    trained = ToldColumn("trained", verbose_name=gettext_lazy("places in class"))
    hours = ToldColumn("hours", verbose_name=gettext_lazy("JP"))
    attendance = ShareColumn("attendance", verbose_name=gettext_lazy("attendance, of marks"))
    passed = ShareColumn("passed", verbose_name=gettext_lazy("passed, of participants"), drawn=True)
    left = ShareColumn("left", verbose_name=gettext_lazy("left early"))
    certificates = ToldColumn("certificates", verbose_name=gettext_lazy("certificates"))
    grants = ToldColumn("grants", verbose_name=gettext_lazy("grants"))
    followups_working = ShareColumn("followups_working", verbose_name=gettext_lazy("working, of answers"))
    running = ToldColumn("running", verbose_name=gettext_lazy("running classes"))
    partners = ToldColumn("partners", verbose_name=gettext_lazy("active partners"))
    agreements_ending = ToldColumn("agreements_ending", verbose_name=gettext_lazy("agreements ending"))
    income = ToldColumn("income", verbose_name=gettext_lazy("works sold"))
    entered_on = tables.DateColumn(verbose_name=gettext_lazy("last entry"), format="d/m/Y")

    class Meta(BaseTable.Meta):
        model = Facility
        fields = ["name", "region"]
        order_by = "name"

    def render_name(self, record):
        return self.link(reverse("reports:compare-facility", args=[record.pk]), record.short_name)

    def render_income(self, value):
        return rupiah(value)


class RegionTable(BaseTable):
    """Regions beside each other; needs `with_region_sums`."""

    name = tables.Column(verbose_name=gettext_lazy("region"))
    places = NumberColumn(verbose_name=gettext_lazy("facilities"))
    quiet = NumberColumn(verbose_name=gettext_lazy("no entries for 30 days"))
    held = ToldColumn("held", verbose_name=gettext_lazy("held"))
    coverage = ShareColumn("coverage", verbose_name=gettext_lazy("trained, of the held"), drawn=True)
    trained = ToldColumn("trained", verbose_name=gettext_lazy("places in class"))
    passed = ShareColumn("passed", verbose_name=gettext_lazy("passed, of participants"))
    certificates = ToldColumn("certificates", verbose_name=gettext_lazy("certificates"))
    followups_working = ShareColumn("followups_working", verbose_name=gettext_lazy("working, of answers"))
    missing = NumberColumn(verbose_name=gettext_lazy("reports missing"))
    returned = NumberColumn(verbose_name=gettext_lazy("reports returned"))
    submitted = NumberColumn(verbose_name=gettext_lazy("reports to accept"))
    accepted = NumberColumn(verbose_name=gettext_lazy("reports accepted"))

    class Meta(BaseTable.Meta):
        model = Region
        fields = ["name"]
        order_by = "name"

    def __init__(self, *args, year, month, **kwargs):
        self.year, self.month = year, month
        super().__init__(*args, **kwargs)

    def _listed(self, address, record, count, **asked):
        """Return a number that opens the facilities it counts."""
        if not count:
            return "0"
        return format_html(
            '<a href="{}?{}">{}</a>', reverse(address), urlencode(asked | {"region": record.pk}), count
        )

    def render_name(self, record):
        url = f"{reverse('reports:compare')}?{urlencode({'region': record.pk, 'year': self.year})}"
        return self.link(url, record.name)

    def render_quiet(self, record, value):
        return self._listed("reports:compare", record, value, quiet="on", show="cooperation")

    def _reports(self, record, value, bound_column):
        month = self.month.isoformat()
        return self._listed(
            "reports:facility-reports", record, value, standing=bound_column.name, month=month
        )

    render_missing = render_returned = render_submitted = render_accepted = _reports


# What stands beside the facility's name, by what the address asks for; a file has everything.
SHOWN = {
    "reach": ("held", "assessed", "coverage", "trained", "hours", "attendance"),
    "results": ("passed", "left", "certificates", "grants", "followups_working"),
    "cooperation": ("running", "partners", "agreements_ending", "income", "entered_on"),
}
SHOWN_OF_REGIONS = {
    "people": ("held", "coverage", "trained", "passed", "certificates", "followups_working"),
    "reporting": ("quiet", "missing", "returned", "submitted", "accepted"),
}


class FieldTable(BaseTable):
    """Skill fields beside each other; needs `with_fields`."""

    name = tables.Column(
        accessor="pk", verbose_name=gettext_lazy("skill field"), order_by=("name_id", "name_en")
    )
    all_demand = ToldColumn("all_demand", verbose_name=gettext_lazy("people who want it"))
    all_seats = ToldColumn("all_seats", verbose_name=gettext_lazy("seats open or running"))
    all_open = ToldColumn("all_open", verbose_name=gettext_lazy("classes open or running"))
    all_programs = ToldColumn("all_programs", verbose_name=gettext_lazy("classes ended"))
    all_people = ToldColumn("all_people", verbose_name=gettext_lazy("participants"))
    all_passed = ToldColumn("all_passed", verbose_name=gettext_lazy("passed"))
    rate = ToldColumn("rate", verbose_name=gettext_lazy("passed, of participants"))
    all_left = ToldColumn("all_left", verbose_name=gettext_lazy("left early"))

    class Meta(BaseTable.Meta):
        model = SkillField
        fields = ["name"]

    def render_name(self, record):
        return str(record)

    def render_rate(self, record):
        return of_whole(record.rate, record.all_people)

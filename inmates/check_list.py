"""The list "data to check": its columns and its filter."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.tables import BaseTable
from core.templatetags.ui import badge
from inmates import checks
from inmates.identifiers import check_nik
from inmates.models import Inmate

# The page that settles a problem, and what its button says. People who stand twice are looked at first.
ACTIONS = {
    "nik": ("inmates:nik-accept", _("Look at the NIK")),
    "missing": ("inmates:inmate-edit", _("Complete")),
    "dates": ("inmates:inmate-edit", _("Correct")),
    "twin": ("inmates:inmate-detail", _("Compare")),
}


class CheckTable(BaseTable):
    full_name = tables.Column(verbose_name=_("Name"))
    register = tables.Column(accessor="register_number", verbose_name=_("Register number"), orderable=False)
    problems = tables.Column(verbose_name=_("What to check"), empty_values=(), orderable=False)
    action = tables.Column(
        verbose_name=_("Action"), empty_values=(), orderable=False, exclude_from_export=True
    )

    class Meta(BaseTable.Meta):
        model = Inmate
        fields = ["full_name", "register", "problems", "action"]

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        if not user.has_perm("inmates.enter"):
            self.columns.hide("action")

    def render_full_name(self, record):
        return self.link(record.get_absolute_url(), record.full_name)

    def render_problems(self, record):
        badges = [badge("yellow", text) for text in self.words(record)]
        return format_html("{} " * len(badges), *badges)

    def value_problems(self, record):
        return "; ".join(self.words(record))

    def words(self, record) -> list[str]:
        words = []
        for name in found_in(record):
            if name == "nik" and self.user.has_perm("identity.view"):
                words += check_nik(record.identity.nik, record.birth_date, record.sex)[1]
            else:
                words.append(str(checks.PROBLEMS[name]))
        return words

    def render_action(self, record):
        name, label = ACTIONS[found_in(record)[0]]
        text = format_html('{}<span class="visually-hidden"> {}</span>', label, record.full_name)
        return format_html('<a class="btn btn-sm" href="{}">{}</a>', reverse(name, args=[record.pk]), text)


def found_in(record) -> list[str]:
    """Return which of the problems a person from `checks.to_check` has."""
    return [name for name in checks.PROBLEMS if getattr(record, f"has_{name}")]


class CheckFilter(BaseFilterSet):
    q = SearchFilter(method="by_text", label=_("Name, alias or register number"))
    problem = filters.ChoiceFilter(
        label=_("What to check"), choices=list(checks.PROBLEMS.items()), method="by_problem"
    )

    class Meta:
        model = Inmate
        fields = ["q", "problem"]

    def by_text(self, rows, name, value):
        return rows.search(value)

    def by_problem(self, rows, name, value):
        return rows.filter(**{f"has_{value}": True})

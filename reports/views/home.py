"""The first page of every role: what waits for me."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core import registry
from core.views import Action, Page, ScopedMixin
from reports.needs import need_analysis

# What comes is shown for a week: today and the six days after it.
COMING_DAYS = 6
# So many lines of a group are shown at once; the others stand behind a link.
LINES = 8
OVERDUE_LINES = 20
OVERDUE = "overdue"


@dataclass(frozen=True)
class Part:
    """A card of the worklist: lines as (group, item), of which the first `most` are shown."""

    key: str
    title: str
    icon: str
    lines: list
    most: int
    color: str = "secondary"

    @property
    def shown(self) -> list:
        return self.lines[: self.most]

    @property
    def is_cut(self) -> bool:
        return len(self.lines) > self.most

    @property
    def whole(self) -> "Part":
        return replace(self, most=len(self.lines))


def _parts(groups) -> list[Part]:
    """Return what is overdue, of all groups together, and then the other lines of each group."""
    overdue = [(group, item) for group, items in groups for item in items if item.overdue]
    parts = [Part(OVERDUE, _("Overdue"), "alert-triangle", overdue, OVERDUE_LINES, "red")]
    for group, items in groups:
        rest = [(group, item) for item in items if not item.overdue]
        parts.append(Part(group.key, group.title, group.icon, rest, LINES))
    return [part for part in parts if part.lines]


class HomePage(Page, TemplateView):
    """The worklist, gathered from all apps through the registry."""

    template_name = "reports/home.html"
    shown_as = gettext_lazy("Home")
    model = None

    def dispatch(self, request, *args, **kwargs):
        # Whoever is signed in has a first page, even when their membership has ended.
        response = super(Page, self).dispatch(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.add_post_render_callback(self._tell_rendered)
        return response

    def get_shown_people(self, context):
        membership = self.request.user.membership
        lines = [item for part in context["parts"] for _group, item in part.shown]
        lines += [item for _kind, item in context["coming"]]
        return {line.person: membership.facility_id for line in lines if line.person}

    def get_title(self):
        return _("Home")

    def get_actions(self):
        if not self.request.user.has_perm("targets.view"):
            return []
        return [Action(_("Figures and charts"), reverse("reports:dashboard"), "chart-bar", main=False)]

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        groups, coming = registry.desk_of(self.request.user, today, today + timedelta(days=COMING_DAYS))
        self.request.waiting = sum(len(items) for _group, items in groups)
        parts = _parts(groups)
        # One part alone with all its lines, as long as it has any.
        only = [part.whole for part in parts if part.key == self.request.GET.get("only")]
        return super().get_context_data(
            groups=groups,
            overdue=next((part.lines for part in parts if part.key == OVERDUE), []),
            parts=only or parts,
            coming=[] if only else coming,
            one_part=bool(only),
            today=today,
            **kwargs,
        )


class SearchPage(Page, ScopedMixin, TemplateView):
    """What the search of the top bar finds among people, programmes, partners and certificates."""

    template_name = "reports/search.html"
    title = gettext_lazy("Search")
    shown_as = gettext_lazy("Search from the top bar")
    model = None
    shortest = 2
    longest = 100

    @property
    def permission(self):
        """Whoever may look through anything may search; what is found follows from the kinds."""
        kinds = registry.search_kinds(self.request.user)
        return kinds[0].permission if kinds else "search.nothing"

    def get_shown_people(self, context):
        membership = self.request.user.membership
        hits = [hit for found in context["found"] for hit in found.hits]
        return {hit.person: membership.facility_id for hit in hits if hit.person}

    def get_context_data(self, **kwargs):
        text = " ".join(self.request.GET.get("q", "").replace("\0", "").split())[: self.longest]
        found = registry.search(self.request.user, text) if len(text) >= self.shortest else []
        return super().get_context_data(text=text, found=found, shortest=self.shortest, **kwargs)


class NeedsPage(Page, ScopedMixin, TemplateView):
    """What people would like to learn, against classes and partners; the gaps first."""

    permission = "needs.view"
    title = gettext_lazy("Need analysis")
    lead = gettext_lazy("What people held now would like to learn, and what there is. The gaps come first.")
    template_name = "reports/needs.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(needs=need_analysis(self.request.user), **kwargs)

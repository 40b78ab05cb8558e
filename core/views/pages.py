"""Lists, objects with their tabs, and histories."""

from django.utils.text import capfirst
from django.views.generic import DetailView
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core import choosing, registry
from core.history import story
from core.views.base import Page, ScopedMixin
from core.views.exports import ExportMixin

PER_PAGE = 25
MOST_PER_PAGE = 100


def paging(request, table, default: int = PER_PAGE) -> dict:
    """Return how `table` is paged: as many rows as the address asks for, never more than MOST_PER_PAGE."""
    # Whatever is longer is no number of rows; Python refuses to read more than 4,300 digits.
    wanted = request.GET.get("per_page", "")[:6]
    # django-tables2 would read the address once more, without the cap.
    table.per_page_field = ""
    rows = int(wanted) if wanted.isdecimal() else 0
    return {"per_page": min(rows, MOST_PER_PAGE) or default}


class ListPage(Page, ScopedMixin, ExportMixin, SingleTableMixin, FilterView):
    """A list with search, filters kept in the address, sorting and paging, to be taken along as a file.

    `live_before` and `live_after` name templates shown around the list that change with its filters.
    """

    template_name = "core/list.html"
    empty = ""
    live_before = ""
    live_after = ""

    def get(self, request, *args, **kwargs):
        if choosing.is_asked(request):
            return choosing.answer(request, self.get_filterset(self.get_filterset_class()).form)
        return super().get(request, *args, **kwargs)

    def get_title(self):
        return self.title or capfirst(self.model._meta.verbose_name_plural)

    def get_sums(self) -> str:
        """Return in words what the filtered rows (`object_list`) come to, beside their count."""
        return ""

    def get_table_pagination(self, table):
        return paging(self.request, table)

    def get_template_names(self):
        return ["core/_list.html"] if self.request.htmx else [self.template_name]

    def get_context_data(self, **kwargs):
        live = {"live_before": self.live_before, "live_after": self.live_after}
        context = super().get_context_data(empty=self.empty, exports=self.exports, **live, **kwargs)
        context["table"].prepare([row.record for row in context["table"].paginated_rows])
        context["sums"] = self.get_sums()
        return context

    def get_shown_rows(self, context):
        return [row.record for row in context["table"].paginated_rows] if "table" in context else []


class TabbedMixin:
    """Shows the heading, the tabs and the next moves of `subject` above the page's own part."""

    def get_title(self):
        return str(self.subject)

    def get_context_data(self, **kwargs):
        user, subject = self.request.user, self.subject
        lifecycle = getattr(subject, "lifecycle", None)
        return super().get_context_data(
            subject=subject,
            tabs=registry.tabs_for(user, subject),
            moves=lifecycle.available(subject, user) if lifecycle else [],
            tab=self.request.resolver_match.view_name,
            **kwargs,
        )


class ObjectPage(TabbedMixin, Page, ScopedMixin):
    """What pages about one object share."""

    def get_object(self, queryset=None):
        return self.in_zone_of(super().get_object(queryset))

    @property
    def subject(self):
        return self.object

    def get_shown_rows(self, context):
        return [self.object]


class DetailPage(ObjectPage, DetailView):
    """A page about one object; each of its tabs is such a page with an address of its own."""


class TabListPage(TabbedMixin, ListPage):
    """A list as a tab of its parent's page."""

    template_name = "core/tab_list.html"

    @property
    def subject(self):
        return self.parent


class HistoryPage(ObjectPage, DetailView):
    """Who did what to an object, in words."""

    template_name = "core/history.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=story(self.object), **kwargs)

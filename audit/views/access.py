"""The access log, for the head: who saw whom, when, how and what for."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import people
from audit.filters import AccessFilter, ErasureFilter
from audit.models import AccessLog
from audit.tables.access import AccessTable, ErasureTable
from core.erasing import due_counts, erasure_kinds
from core.models import Erasure
from core.views import DetailPage, ListPage
from facilities.views.start import settings_crumb


class AccessPages:
    """What lists of accesses share, also those that other apps hang on their pages."""

    model = AccessLog
    permission = "audit.view"
    table_class = AccessTable
    persons = "persons"
    empty = gettext_lazy("Every page, download and print that names people is recorded here.")

    def narrow(self, rows):
        return rows.select_related("user", "membership").latest_first()

    def get_table_kwargs(self):
        return {"reader": self.request.user}

    def get_shown_people(self, context):
        table = context.get("table")
        return table.people_shown([row.record for row in table.paginated_rows]) if table else {}


class AccessList(AccessPages, ListPage):
    filterset_class = AccessFilter
    title = gettext_lazy("Access log")
    lead = gettext_lazy(
        "Who saw which people of this facility. Without a first day, the last 30 days. "
        "Nobody can change or delete these lines."
    )
    shown_as = gettext_lazy("Access log")

    def get_exported_people(self, rows):
        keys = {key for persons in rows.values_list("persons", flat=True) for key in persons}
        facility = self.request.user.membership.facility_id
        return dict.fromkeys(people.named(self.request.user, keys), facility)


class AccessDetail(DetailPage):
    """One line of the log with those it names; of a long list the first ones."""

    most = 100

    model = AccessLog
    permission = "audit.view"
    template_name = "audit/access_detail.html"
    shown_as = gettext_lazy("A line of the access log")

    def narrow(self, rows):
        return rows.select_related("user", "membership__facility", "membership__region", "facility")

    def get_breadcrumbs(self):
        return [(_("Access log"), reverse("audit:access-list"))]

    def get_context_data(self, **kwargs):
        access = self.object
        first = access.persons[: self.most]
        self.named = people.named(self.request.user, first)
        return super().get_context_data(
            access=access,
            people=sorted(self.named.values(), key=str),
            gone=len(first) - len(self.named),
            more=len(access.persons) - len(first),
            **kwargs,
        )

    def get_shown_people(self, context):
        return dict.fromkeys(self.named, self.object.facility_id)


class ErasureList(ListPage):
    """What runs out when, what is due now, and what has been erased; numbers only, nobody's name."""

    model = Erasure
    permission = "audit.view"
    template_name = "audit/erasure_list.html"
    table_class = ErasureTable
    filterset_class = ErasureFilter
    title = gettext_lazy("Erasing")
    lead = gettext_lazy(
        "Personal details that ran out are erased once a day, in history too. "
        "What people withdraw is erased at once."
    )
    empty = gettext_lazy("Nothing has been erased yet.")

    def narrow(self, rows):
        return rows.select_related("by").latest_first()

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_context_data(self, **kwargs):
        counts = {} if self.request.htmx else due_counts(self.request.user.membership.facility_id)
        kinds = [(kind, counts.get(kind.name, 0) if kind.place else None) for kind in erasure_kinds()]
        return super().get_context_data(kinds=kinds, **kwargs)

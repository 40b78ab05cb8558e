"""Competency tests with an LSP: who is named, and what came out."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates import services
from certificates.filters import CompetencyTestFilter
from certificates.forms import CandidatesForm, CompetencyTestForm, ResultsForm
from certificates.models import CompetencyCandidate, CompetencyTest
from certificates.tables import CompetencyTestTable
from certificates.views.competency import crumbs
from core.views import Action, ActionPage, CreatePage, DetailPage, EditPage, HistoryPage, ListPage, RemovePage
from inmates.models import Inmate

MOST_OFFERED = 100


class TestList(ListPage):
    model = CompetencyTest
    permission = "certificates.view"
    table_class = CompetencyTestTable
    filterset_class = CompetencyTestFilter
    empty = gettext_lazy("Tests that are planned with a certification body (LSP) stand here.")

    def narrow(self, rows):
        return rows.with_counts()

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        return [Action(_("Plan a test"), reverse("certificates:test-add"))]


class TestAdd(CreatePage):
    model = CompetencyTest
    permission = "certificates.enter"
    form_class = CompetencyTestForm
    title = gettext_lazy("Plan a competency test")

    def get_breadcrumbs(self):
        return crumbs("test-list")


class TestPart:
    """What the pages of one test share."""

    model = CompetencyTest

    def narrow(self, rows):
        return rows.select_related("program", "skill_field", "facility")

    @cached_property
    def candidates(self):
        test = getattr(self, "object", None) or self.subject
        return list(test.candidates.select_related("inmate", "certificate"))


class TestDetail(TestPart, DetailPage):
    permission = "certificates.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("Candidates of a competency test")
    template_name = "certificates/test_detail.html"

    def get_breadcrumbs(self):
        return crumbs("test-list")

    def get_shown_rows(self, context):
        return self.candidates

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        pk = self.object.pk
        actions = [
            Action(_("Edit"), reverse("certificates:test-edit", args=[pk]), "pencil", main=False),
            Action(_("Remove"), reverse("certificates:test-remove", args=[pk]), "trash", False, menu=True),
        ]
        add = Action(_("Name candidates"), reverse("certificates:test-candidates", args=[pk]), "user-plus")
        if not self.candidates:
            return [add, *actions]
        results = Action(_("Enter results"), reverse("certificates:test-results", args=[pk]), "checklist")
        return [results, Action(add.label, add.url, add.icon, main=False), *actions]

    def get_context_data(self, **kwargs):
        return super().get_context_data(candidates=self.candidates, **kwargs)


class TestEdit(TestPart, EditPage):
    permission = "certificates.enter"
    form_class = CompetencyTestForm


class TestRemove(TestPart, RemovePage):
    permission = "certificates.enter"

    def get_breadcrumbs(self):
        return crumbs("test-list")

    def refusal(self):
        recorded = any(row.result for row in self.candidates)
        return _("Results have been entered, so this test stays.") if recorded else ""


class TestHistory(TestPart, HistoryPage):
    permission = "certificates.view"


class TestCandidates(TestPart, ActionPage):
    """Ticks people: those of the class that the test follows, or those found by name."""

    permission = "certificates.enter"
    persons = "pk"
    shown_as = gettext_lazy("Naming candidates of a competency test")
    form_class = CandidatesForm
    template_name = "certificates/test_candidates.html"
    submit_label = gettext_lazy("Name as candidates")
    title = gettext_lazy("Name candidates")

    def get_breadcrumbs(self):
        return [(str(self.subject), self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"test": self.subject}

    @cached_property
    def search(self):
        return self.request.GET.get("q", "").replace("\0", "").strip()[:100]

    @cached_property
    def offered(self):
        test = self.subject
        rows = Inmate.objects.for_user(self.request.user).held().filter(facility=test.facility_id)
        rows = rows.exclude(competency_tests__test=test)
        if self.search:
            rows = rows.search(self.search)
        elif test.program_id:
            rows = rows.filter(
                enrolments__program=test.program_id, enrolments__state__in=("active", "passed", "attended")
            )
        return list(rows.with_register().distinct().order_by("full_name", "pk")[:MOST_OFFERED])

    def get_shown_rows(self, context):
        return self.offered

    def get_context_data(self, **kwargs):
        form = kwargs.get("form")
        ticked = set(form.data.getlist("inmates")) if form is not None and form.is_bound else set()
        rows = [(person, str(person.pk) in ticked) for person in self.offered]
        return super().get_context_data(rows=rows, search=self.search, most=MOST_OFFERED, **kwargs)

    def accept(self, form):
        test = self.subject
        count = services.add_candidates(test=test, inmates=form.cleaned_data["inmates"], by=self.request.user)
        done = ngettext("%(count)s candidate named.", "%(count)s candidates named.", count)
        messages.success(self.request, done % {"count": count})
        return HttpResponseRedirect(test.get_absolute_url())


class TestResults(TestPart, ActionPage):
    permission = "certificates.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Results of a competency test")
    form_class = ResultsForm
    title = gettext_lazy("Results of the test")
    submit_label = gettext_lazy("Save results")

    def refusal(self):
        return "" if self.candidates else _("No candidate has been named yet.")

    def get_breadcrumbs(self):
        return [(str(self.subject), self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"candidates": self.candidates}

    def get_shown_rows(self, context):
        return self.candidates

    def accept(self, form):
        services.record_results(test=self.subject, results=form.results(), by=self.request.user)
        messages.success(self.request, _("The results have been saved."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class CandidateRemove(RemovePage):
    model = CompetencyCandidate
    permission = "certificates.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Candidates of a competency test")
    owner_field = "test"

    def narrow(self, rows):
        return rows.select_related("test", "inmate")

    def refusal(self):
        return _("A result has been entered, so this candidate stays.") if self.subject.result else ""

    def get_breadcrumbs(self):
        return [(str(self.subject.test), self.subject.test.get_absolute_url())]

"""Competency certificates: recorded as their paper says, with scans; and tests with an LSP."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates import services
from certificates.filters import CompetencyFilter, CompetencyTestFilter
from certificates.forms import (
    CandidatesForm,
    CompetencyForm,
    CompetencyScanForm,
    CompetencyTestForm,
    ResultsForm,
)
from certificates.models import CompetencyCandidate, CompetencyCertificate, CompetencyScan, CompetencyTest
from certificates.tables import CompetencyTable, CompetencyTestTable
from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FilePage,
    HistoryPage,
    ListPage,
    RemovePage,
)
from inmates.models import Inmate

MOST_OFFERED = 100


def crumbs(*names):
    labels = {
        "certificate-list": _("Certificates"),
        "competency-list": _("Competency certificates"),
        "test-list": _("Competency tests"),
    }
    return [(labels[name], reverse(f"certificates:{name}")) for name in ("certificate-list", *names)]


class CompetencyList(ListPage):
    model = CompetencyCertificate
    permission = "certificates.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of competency certificates")
    table_class = CompetencyTable
    filterset_class = CompetencyFilter
    lead = gettext_lazy(
        "Issued by a certification body (LSP) after a test. They are recorded on the person's page."
    )
    empty = gettext_lazy("What people hold of certification bodies stands here; add it on their page.")

    def narrow(self, rows):
        return rows.select_related("inmate")

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return [
            Action(_("Competency tests"), reverse("certificates:test-list"), "clipboard-check", main=False)
        ]


class CompetencyAdd(CreatePage):
    model = CompetencyCertificate
    parent_model = Inmate
    parent_field = "inmate"
    permission = "certificates.enter"
    persons = "pk"
    shown_as = gettext_lazy("Adding a competency certificate")
    form_class = CompetencyForm
    title = gettext_lazy("Add competency certificate")

    def get_breadcrumbs(self):
        url = reverse("certificates:inmate-certificates", args=[self.parent.pk])
        return [(str(self.parent), url)]

    @cached_property
    def candidate(self):
        """The candidate of a test from which the certificate comes, when the address names one."""
        wanted = self.request.GET.get("candidate", "")
        rows = CompetencyCandidate.objects.for_user(self.request.user).filter(
            inmate=self.parent, result="competent", certificate=None
        )
        return rows.select_related("test").filter(pk=wanted).first() if wanted.isdecimal() else None

    def get_initial(self):
        if self.candidate is None:
            return super().get_initial()
        return {"scheme": self.candidate.test.scheme, "lsp": self.candidate.test.lsp}

    def save(self, form):
        form.instance.candidate = self.candidate
        upload = form.cleaned_data["file"]
        return services.save_competency(certificate=form.instance, upload=upload, by=self.request.user)


class CompetencyPart:
    """What the pages of one competency certificate share."""

    model = CompetencyCertificate
    persons = "inmate_id"
    shown_as = gettext_lazy("A competency certificate")

    def narrow(self, rows):
        return rows.select_related("inmate", "candidate__test")


def of_person(certificate):
    """Return the way back to a certificate, over the person whose it is."""
    url = reverse("certificates:inmate-certificates", args=[certificate.inmate_id])
    return [(str(certificate.inmate), url), (str(certificate), certificate.get_absolute_url())]


class OfPerson:
    """Says whose certificate it is, and leads back to it."""

    def get_breadcrumbs(self):
        return of_person(self.object)


class CompetencyDetail(CompetencyPart, DetailPage):
    permission = "certificates.view"
    template_name = "certificates/competency_detail.html"

    def get_breadcrumbs(self):
        return crumbs("competency-list")

    def get_actions(self):
        if not self.request.user.has_perm("certificates.enter"):
            return []
        pk = self.object.pk
        return [
            Action(_("Edit"), reverse("certificates:competency-edit", args=[pk]), "pencil"),
            Action(_("Add scan"), reverse("certificates:competency-scan-add", args=[pk]), "upload", False),
            Action(
                _("Remove"), reverse("certificates:competency-remove", args=[pk]), "trash", False, menu=True
            ),
        ]

    def get_context_data(self, **kwargs):
        scans = self.object.scans.select_related("uploaded_by")
        return super().get_context_data(scans=scans, **kwargs)


class CompetencyEdit(OfPerson, CompetencyPart, EditPage):
    permission = "certificates.enter"
    form_class = CompetencyForm

    def save(self, form):
        upload = form.cleaned_data["file"]
        return services.save_competency(certificate=form.instance, upload=upload, by=self.request.user)


class CompetencyRemove(CompetencyPart, RemovePage):
    permission = "certificates.enter"

    def get_breadcrumbs(self):
        return of_person(self.subject)


class CompetencyHistory(OfPerson, CompetencyPart, HistoryPage):
    permission = "certificates.view"


class CompetencyScanAdd(CompetencyPart, ActionPage):
    permission = "certificates.enter"
    form_class = CompetencyScanForm
    submit_label = gettext_lazy("Add scan")

    def get_title(self):
        return _("Scan of %(name)s") % {"name": self.subject}

    def get_breadcrumbs(self):
        return of_person(self.subject)

    def accept(self, form):
        certificate = self.lock(self.model, self.subject.pk)
        services.save_competency(
            certificate=certificate, upload=form.cleaned_data["file"], by=self.request.user
        )
        messages.success(self.request, _("The scan has been added."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class CompetencyScanShow(FilePage):
    model = CompetencyScan
    permission = "certificates.view"
    persons = "certificate__inmate_id"
    shown_as = gettext_lazy("Scan of a competency certificate")

    def narrow(self, rows):
        return rows.select_related("certificate")


class CompetencyScanRemove(RemovePage):
    model = CompetencyScan
    permission = "certificates.enter"
    persons = "certificate__inmate_id"
    shown_as = gettext_lazy("Scan of a competency certificate")
    owner_field = "certificate"

    def narrow(self, rows):
        return rows.select_related("certificate__inmate")

    def get_title(self):
        return _("Remove a scan of %(name)s") % {"name": self.subject.certificate}

    def get_breadcrumbs(self):
        return of_person(self.subject.certificate)


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

"""People: the list, one person, adding and changing them."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage
from inmates import services
from inmates.choices import Custody
from inmates.filters import InmateFilter
from inmates.forms import InmateForm
from inmates.models import Inmate, InterestAssessment
from inmates.steps import person_actions
from inmates.tables import CUSTODY_COLORS, STATUS_COLORS, InmateTable
from inmates.words import sentence_line, stage


class InmateList(ListPage):
    model = Inmate
    permission = "inmates.view"
    persons = "pk"
    shown_as = gettext_lazy("List of people")
    table_class = InmateTable
    filterset_class = InmateFilter
    title = gettext_lazy("Inmates")
    empty = gettext_lazy("Nobody is recorded here yet. Import the list from SDP, or add people one by one.")

    def narrow(self, rows):
        return rows.with_register()

    def get_shown_rows(self, context):
        rows = list(super().get_shown_rows(context))
        merged = ((row, entry) for row in rows for entry in getattr(row, "found_as", ()))
        return rows + [Inmate(pk=entry["pk"], facility_id=row.facility_id) for row, entry in merged]

    def get_actions(self):
        actions = [
            Action(
                capfirst(_("SDP imports")), reverse("inmates:import-list"), "files", main=False, menu=True
            ),
            Action(
                _("Data to check"), reverse("inmates:check-list"), "alert-triangle", main=False, menu=True
            ),
            Action(_("Who left"), reverse("inmates:departure-list"), "logout", main=False, menu=True),
        ]
        if self.request.user.has_perm("inmates.enter"):
            actions = [
                Action(_("Import SDP list"), reverse("inmates:import-add"), "upload"),
                Action(_("Add inmate"), reverse("inmates:inmate-add"), "plus", main=False),
                *actions,
            ]
        return actions


class _InmatePage:
    model = Inmate
    persons = "pk"

    def get_breadcrumbs(self):
        crumbs = [(_("Inmates"), reverse("inmates:inmate-list"))]
        if "pk" in self.kwargs and not isinstance(self, InmateDetail):
            person = self.row if isinstance(self, EditPage) else self.object
            crumbs.append((str(person), person.get_absolute_url()))
        return crumbs


class InmateDetail(_InmatePage, DetailPage):
    permission = "inmates.view"
    shown_as = gettext_lazy("A person's page")
    template_name = "inmates/inmate_detail.html"

    def narrow(self, rows):
        return rows.select_related("photo", "merged_into")

    def get_shown_rows(self, context):
        kept = self.object.merged_into
        return [self.object, *context.get("merged", ()), *([kept] if kept else [])]

    def get_actions(self):
        return person_actions(self.object, self.request.user)

    def get_context_data(self, **kwargs):
        user, inmate = self.request.user, self.object
        rows = InterestAssessment.objects.for_user(user).of_person(inmate).with_choices()
        rows = list(rows.current_first()[:20]) if user.has_perm("assessments.view") else []
        inmate.draft = next((row for row in rows if row.is_draft), None)
        self.assessments = [row for row in rows if not row.is_draft]
        inmate.is_assessed = bool(self.assessments)
        numbers = list(inmate.all_numbers())
        shown = [number for number in numbers if number.inmate_id == inmate.pk]
        inmate.valid_numbers = [n for n in shown if n.valid_to is None] or (shown if inmate.is_gone else [])
        events = list(inmate.all_events())
        # Only an entry that something happened to can have been merged.
        merged = []
        if any(event.kind == "merged" for event in events):
            merged = list(Inmate.objects.for_user(user).filter(merged_into=inmate))
        return super().get_context_data(
            assessments=self.assessments,
            draft=inmate.draft,
            numbers=numbers,
            events=events,
            merged=merged,
            sentence_line=sentence_line(inmate),
            stage=stage(inmate),
            status_color=STATUS_COLORS[inmate.legal_status],
            custody_color=CUSTODY_COLORS[inmate.custody],
            **kwargs,
        )


class InmateHistory(_InmatePage, HistoryPage):
    permission = "inmates.view"
    shown_as = gettext_lazy("A person's history")

    def get_shown_rows(self, context):
        # It also names those into whom this entry ever was merged.
        into = self.object.events.exclude(merged_into=None).values("merged_into")
        return [self.object, *Inmate.objects.for_user(self.request.user).filter(pk__in=into)]


class _InmateSave(_InmatePage):
    permission = "inmates.enter"
    form_class = InmateForm

    def save(self, form):
        inmate = services.save_inmate(
            inmate=form.instance,
            register=form.cleaned_data["register"],
            identity=form.identity,
            by=self.request.user,
        )
        if reason := form.cleaned_data.get("nik_reason"):
            services.accept_nik(inmate=inmate, reason=reason, by=self.request.user)
        return inmate


class InmateAdd(_InmateSave, CreatePage):
    persons = ""  # nobody yet
    title = gettext_lazy("Add inmate")


class InmateEdit(_InmateSave, EditPage):
    shown_as = gettext_lazy("A person's data, to edit")

    def refusal(self):
        if self.row.custody not in (Custody.ARRIVING, Custody.MERGED):
            return ""
        text = _("This cannot be recorded: this person is now “%(custody)s”.")
        return text % {"custody": self.row.get_custody_display()}

    def accept(self, form):
        # The register first, as everywhere: who is being transferred meanwhile waits for nobody.
        services.lock_register(self.row.facility_id)
        return super().accept(form)

    def narrow(self, rows):
        return rows.select_related("identity").with_register()

"""People: the list, one person, adding and changing them."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage
from inmates import services
from inmates.filters import InmateFilter
from inmates.forms import InmateForm
from inmates.identifiers import mask_nik
from inmates.models import Inmate, InterestAssessment
from inmates.tables import STATUS_COLORS, InmateTable
from inmates.words import sentence_line


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

    def get_actions(self):
        actions = [Action(capfirst(_("SDP imports")), reverse("inmates:import-list"), "files", main=False)]
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
            crumbs.append((str(self.object), self.object.get_absolute_url()))
        return crumbs


class InmateDetail(_InmatePage, DetailPage):
    permission = "inmates.view"
    shown_as = gettext_lazy("A person's page")
    template_name = "inmates/inmate_detail.html"

    def narrow(self, rows):
        return rows.select_related("identity").with_register()

    def get_actions(self):
        user, actions = self.request.user, []
        if user.has_perm("assessments.enter") and self.object.custody == "held":
            add = reverse("inmates:assessment-add", args=[self.object.pk])
            actions.append(Action(_("Assess interest"), add, "clipboard-list", main=not self.assessments))
        if user.has_perm("inmates.enter"):
            edit = reverse("inmates:inmate-edit", args=[self.object.pk])
            actions.append(Action(_("Edit"), edit, "pencil", main=False))
        if user.has_perm("identity.enter"):
            photo = reverse("inmates:photo-edit", args=[self.object.pk])
            actions.append(Action(capfirst(_("photo")), photo, "camera", main=False))
        return actions

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = InterestAssessment.objects.for_user(user).filter(inmate=self.object).with_choices()
        self.assessments = list(rows.latest_first()[:20]) if user.has_perm("assessments.view") else []
        return super().get_context_data(
            assessments=self.assessments,
            numbers=list(self.object.register_numbers.order_by("-pk")),
            sentence_line=sentence_line(self.object),
            nik=mask_nik(self.object.identity.nik if hasattr(self.object, "identity") else ""),
            status_color=STATUS_COLORS[self.object.legal_status],
            **kwargs,
        )


class InmateHistory(_InmatePage, HistoryPage):
    permission = "inmates.view"
    shown_as = gettext_lazy("A person's history")


class _InmateSave(_InmatePage):
    permission = "inmates.enter"
    form_class = InmateForm

    def save(self, form):
        return services.save_inmate(
            inmate=form.instance,
            register=form.cleaned_data["register"],
            identity=form.identity,
            by=self.request.user,
        )


class InmateAdd(_InmateSave, CreatePage):
    persons = ""  # nobody yet
    title = gettext_lazy("Add inmate")


class InmateEdit(_InmateSave, EditPage):
    shown_as = gettext_lazy("A person's data, to edit")

    def narrow(self, rows):
        return rows.select_related("identity").with_register()

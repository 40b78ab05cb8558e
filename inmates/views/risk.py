"""Register F and risk assessments: for the head and the supervisor alone."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, ActionPage, CreatePage, DetailPage, EditPage, HistoryPage
from inmates.forms_risk import DisciplineEndForm, DisciplineForm, RiskForm
from inmates.models import DisciplineRecord, Inmate, RiskAssessment
from inmates.services.changes import tell_recorded


def _crumbs(inmate):
    return [
        (_("Inmates"), reverse("inmates:inmate-list")),
        (str(inmate), reverse("inmates:inmate-risk", args=[inmate.pk])),
    ]


class InmateRisk(DetailPage):
    """Both on one tab of the person's page."""

    model = Inmate
    permission = "risk.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's discipline and risk")
    template_name = "inmates/inmate_risk.html"

    def get_breadcrumbs(self):
        return [(_("Inmates"), reverse("inmates:inmate-list"))]

    def get_actions(self):
        if not self.request.user.has_perm("risk.enter") or self.object.is_gone or self.object.merged_into_id:
            return []
        return [
            Action(_("Add to Register F"), reverse("inmates:discipline-add", args=[self.object.pk]), "plus"),
            Action(_("Assess risk"), reverse("inmates:risk-add", args=[self.object.pk]), "plus", main=False),
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user

        def rows(model):
            return list(model.objects.for_user(user).of_person(self.object).select_related("created_by")[:50])

        return super().get_context_data(
            records=rows(DisciplineRecord),
            risks=rows(RiskAssessment),
            own=user.membership.facility_id if user.has_perm("risk.enter") else None,
            **kwargs,
        )


class _Add(CreatePage):
    permission = "risk.enter"
    persons = "pk"
    parent_model = Inmate
    parent_field = "inmate"

    def narrow_parent(self, rows):
        return rows.present()

    def get_defaults(self):
        return super().get_defaults() | {"created_by": self.request.user}

    def get_title(self):
        return f"{self.title}: {self.parent}"

    def get_breadcrumbs(self):
        return _crumbs(self.parent)

    def save(self, form):
        return tell_recorded(form.save(), by=self.request.user)


class _Row:
    """A row of the user's own facility: what another one wrote is only looked at."""

    permission = "risk.enter"
    persons = "inmate_id"

    def narrow(self, rows):
        return rows.recorded_here(self.request.user).select_related("inmate")

    def get_breadcrumbs(self):
        return _crumbs(self.row.inmate)


class DisciplineAdd(_Add):
    model = DisciplineRecord
    form_class = DisciplineForm
    title = gettext_lazy("Add to Register F")
    shown_as = gettext_lazy("A discipline record")


class DisciplineEdit(_Row, EditPage):
    model = DisciplineRecord
    form_class = DisciplineForm
    title = gettext_lazy("Correct Register F")
    shown_as = gettext_lazy("A discipline record")


class DisciplineEnd(_Row, ActionPage):
    """Says since when a record no longer counts."""

    model = DisciplineRecord
    form_class = DisciplineEndForm
    title = gettext_lazy("End a discipline record")
    shown_as = gettext_lazy("A discipline record")
    submit_label = gettext_lazy("End")

    def refusal(self):
        return "" if self.subject.is_active else _("This record has ended already.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"record": self.subject}

    def get_breadcrumbs(self):
        return _crumbs(self.subject.inmate)

    def accept(self, form):
        record = self.lock(DisciplineRecord, self.subject.pk)
        record.ends_on = form.cleaned_data["ends_on"]
        record.save(update_fields=["ends_on"])
        messages.success(self.request, _("%(name)s has been saved.") % {"name": record})
        return HttpResponseRedirect(record.get_absolute_url())


class DisciplineHistory(_Row, HistoryPage):
    model = DisciplineRecord
    permission = "risk.view"
    shown_as = gettext_lazy("A discipline record's history")

    def narrow(self, rows):
        return rows.select_related("inmate")

    def get_breadcrumbs(self):
        return _crumbs(self.object.inmate)


class RiskAdd(_Add):
    model = RiskAssessment
    form_class = RiskForm
    title = gettext_lazy("Assess risk")
    shown_as = gettext_lazy("A risk assessment")


class RiskEdit(_Row, EditPage):
    model = RiskAssessment
    form_class = RiskForm
    title = gettext_lazy("Correct a risk assessment")
    shown_as = gettext_lazy("A risk assessment")


class RiskHistory(DisciplineHistory):
    model = RiskAssessment
    shown_as = gettext_lazy("A risk assessment's history")

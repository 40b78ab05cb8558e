"""Release plans: who leaves soon, a person's plan, and the sheet to take along."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.querysets import VALID_STATES
from certificates.services import certificates_of
from core.views import Action, CreatePage, DetailPage, EditPage, HistoryPage, ListPage, MovePage, PdfPage
from inmates.choices import GONE
from inmates.models import Inmate, InterestAssessment
from reintegration import paper
from reintegration.filters import LeavingFilter
from reintegration.forms import PlanForm
from reintegration.guards import may_contact
from reintegration.models import ContactRefusal, ReleasePlan
from reintegration.tables import LeavingTable
from reintegration.views.parts import of_person
from reintegration.work import leaving_soon


class PlanList(ListPage):
    """Whose sentence ends in the next 90 days; the first page of the time after release."""

    model = Inmate
    permission = "followups.view"
    persons = "pk"
    shown_as = gettext_lazy("People who leave soon")
    table_class = LeavingTable
    filterset_class = LeavingFilter
    title = gettext_lazy("Release plans")
    lead = gettext_lazy(
        "Whose sentence ends in the next 90 days. A plan is to be ready 30 days before the end; detainees "
        "have no reliable day, so they are asked on the day or later."
    )
    empty = gettext_lazy("Nobody's sentence ends in the next 90 days.")

    def narrow(self, rows):
        return leaving_soon(self.request.user)


class PlanPage(DetailPage):
    """A person's release plan, as a tab of their page."""

    model = Inmate
    permission = "followups.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's release plan")
    template_name = "reintegration/plan.html"

    def get_breadcrumbs(self):
        return of_person(self.object, "plan")[:2]

    def get_plan(self):
        rows = ReleasePlan.objects.for_user(self.request.user).filter(inmate=self.object)
        return rows.select_related("partner", "grant_partner").first()

    def get_actions(self):
        user, plan = self.request.user, self.plan
        enters = user.has_perm("followups.enter")
        actions = []
        if (plan is None or plan.state == "closed") and enters and self.object.custody not in GONE:
            url = reverse("reintegration:plan-add", args=[self.object.pk])
            actions.append(Action(_("Begin a release plan"), url))
        if plan:
            actions += [
                Action(move.label, reverse("reintegration:plan-move", args=[plan.pk, move.name]), "check")
                for move in plan.lifecycle.available(plan, user)
                if not move.quiet
            ]
            if enters and plan.state == "draft":
                edit = reverse("reintegration:plan-edit", args=[plan.pk])
                actions.append(Action(_("Edit"), edit, "pencil", main=False))
            sheet = reverse("reintegration:plan-sheet", args=[plan.pk])
            actions.append(Action(_("Sheet to take along"), sheet, "printer", main=False))
            if enters and plan.state == "ready":
                reopen = reverse("reintegration:plan-move", args=[plan.pk, "reopen"])
                actions.append(Action(_("Change the plan"), reopen, "pencil", menu=True))
            history = reverse("reintegration:plan-history", args=[plan.pk])
            actions.append(Action(_("History of the plan"), history, "history", menu=True))
        return actions

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.object
        self.plan = self.get_plan()
        certificates = certificates_of(person, user).filter(status__state__in=VALID_STATES)
        assessment = InterestAssessment.objects.for_user(user).filter(inmate=person).final().first()
        return super().get_context_data(
            plan=self.plan,
            certificates=list(certificates.select_related("status")),
            assessment=assessment,
            agrees=may_contact(person),
            refusal=ContactRefusal.objects.for_user(user).filter(inmate=person).first(),
            is_here=person.custody not in GONE,
            **kwargs,
        )


class _PlanPart:
    """What pages of one plan share."""

    model = ReleasePlan
    persons = "inmate_id"
    shown_as = gettext_lazy("A person's release plan")

    def narrow(self, rows):
        return rows.select_related("inmate__facility")


class PlanAdd(CreatePage):
    model = ReleasePlan
    parent_model = Inmate
    parent_field = "inmate"
    permission = "followups.enter"
    persons = "pk"
    shown_as = gettext_lazy("A new release plan")
    form_class = PlanForm
    title = gettext_lazy("Begin a release plan")

    def get_breadcrumbs(self):
        return of_person(self.parent, "plan")

    def refusal(self):
        if self.parent.custody in GONE:
            return _("This person is not held here any more.")
        return ""

    def get_message(self):
        return _("The release plan has been saved.")


class PlanEdit(_PlanPart, EditPage):
    permission = "followups.enter"
    form_class = PlanForm
    title = gettext_lazy("Edit the release plan")

    def get_breadcrumbs(self):
        return of_person(self.row.inmate, "plan")

    def refusal(self):
        state = self.get_queryset().values_list("state", flat=True).get(pk=self.row.pk)
        return "" if state == "draft" else _("Only a plan in preparation can be edited.")

    def get_message(self):
        return _("The release plan has been saved.")


class PlanMove(_PlanPart, MovePage):
    permission = "followups.enter"

    def get_title(self):
        return capfirst(str(self.move.label))

    def get_breadcrumbs(self):
        return of_person(self.object.inmate, "plan")


class PlanHistory(_PlanPart, HistoryPage):
    permission = "followups.view"

    def get_breadcrumbs(self):
        return of_person(self.object.inmate, "plan")


class PlanSheet(_PlanPart, PdfPage):
    """The sheet that somebody takes along; nothing on it tells where they were."""

    permission = "followups.view"
    shown_as = gettext_lazy("Sheet to take along")

    def narrow(self, rows):
        return super().narrow(rows).select_related("partner", "grant_partner")

    def get_pdf(self):
        return paper.sheet(self.object, self.request.user)

    def get_file_name(self):
        return f"rencana-{self.object.pk}.pdf"

"""What partners offer: list, tab of the partner, page, form, end."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import registry
from core.forms import BaseForm
from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    HistoryPage,
    ListPage,
    TabListPage,
)
from partners.forms import OfferingEndForm, OfferingForm
from partners.models import Offering, Partner
from partners.offering_filters import OfferingFilter
from partners.offering_tables import OfferingTable
from partners.services import offerings
from partners.views.base import crumbs, partner_crumbs


class _OfferingRows:
    model = Offering
    permission = "partners.view"

    def narrow(self, rows):
        return rows.select_related("partner", "skill_field")


class OfferingList(_OfferingRows, ListPage):
    table_class = OfferingTable
    filterset_class = OfferingFilter
    lead = gettext_lazy("What partners offer to teach. A programme may be started from each.")
    empty = gettext_lazy("Training packages stand here once they are recorded on a partner's page.")

    def get_breadcrumbs(self):
        return crumbs("partner-list")


class PartnerOfferings(_OfferingRows, TabListPage):
    parent_model = Partner
    parent_field = "partner"
    table_class = OfferingTable
    filterset_class = OfferingFilter
    empty = gettext_lazy("Training packages that this partner offers stand here.")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_table_kwargs(self):
        return {"exclude": ["partner"]}

    def get_actions(self):
        if not self.request.user.has_perm("partners.enter"):
            return []
        return [Action(_("Add offering"), reverse("partners:offering-add", args=[self.parent.pk]))]


class OfferingAdd(CreatePage):
    model = Offering
    permission = "partners.enter"
    form_class = OfferingForm
    parent_model = Partner
    parent_field = "partner"

    def get_breadcrumbs(self):
        return partner_crumbs(self.parent)


class OfferingDetail(_OfferingRows, DetailPage):
    template_name = "partners/offering_detail.html"

    def get_breadcrumbs(self):
        return partner_crumbs(self.object.partner)

    def get_actions(self):
        user, row = self.request.user, self.object
        actions = []
        if step := registry.next_step(user, row):
            actions.append(Action(step.label, step.url, step.icon))
        if user.has_perm("partners.enter"):
            pages = [(_("Edit"), "edit", "pencil")]
            pages.append((_("End"), "end", "x") if row.is_active else (_("Offer again"), "again", "refresh"))
            actions += [
                Action(label, reverse(f"partners:offering-{name}", args=[row.pk]), icon, main=False)
                for label, name, icon in pages
            ]
        return actions


class OfferingEdit(_OfferingRows, EditPage):
    permission = "partners.enter"
    form_class = OfferingForm


class OfferingHistory(_OfferingRows, HistoryPage):
    def get_breadcrumbs(self):
        return partner_crumbs(self.object.partner)


class _OfferingAction(_OfferingRows, ActionPage):
    permission = "partners.enter"

    def get_breadcrumbs(self):
        return [*partner_crumbs(self.subject.partner), (str(self.subject), self.subject.get_absolute_url())]


class OfferingEnd(_OfferingAction):
    form_class = OfferingEndForm
    lead = gettext_lazy("No new programme can be started from it. Those made of it stay.")
    submit_label = gettext_lazy("End this offering")

    def get_title(self):
        return _("End %(name)s") % {"name": self.subject}

    def refusal(self):
        return offerings.why_not_ended(self.subject)

    def accept(self, form):
        data = form.cleaned_data
        offerings.end_offering(
            offering=self.subject, ended_on=data["ended_on"], reason=data["reason"], by=self.request.user
        )
        messages.success(self.request, _("%(name)s is no longer offered.") % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class OfferingAgain(_OfferingAction):
    form_class = BaseForm
    lead = gettext_lazy("Programmes can be started from it again.")
    submit_label = gettext_lazy("Offer again")

    def get_title(self):
        return _("%(name)s is offered again") % {"name": self.subject}

    def refusal(self):
        return offerings.why_not_again(self.subject)

    def accept(self, form):
        offerings.offer_again(offering=self.subject, by=self.request.user)
        messages.success(self.request, _("%(name)s is offered again.") % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())

"""Partner mapping: the facility's partners by stage, and beside them what is missing or lies idle."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.views import HistoryPage, MovePage, Page, PostPage, ScopedMixin
from partners import demand
from partners.models import Partner, Partnership, Stage
from partners.services import mapping
from partners.views.base import crumbs, partner_crumbs

MOST_IN_STAGE, MOST_BESIDE = 15, 8


class MappingPage(Page, ScopedMixin, TemplateView):
    model = Partnership
    permission = "contacts.view"
    template_name = "partners/mapping.html"
    title = gettext_lazy("Partner mapping")
    lead = gettext_lazy("How far this facility has come with each partner. A contact moves a partner on.")

    def narrow(self, rows):
        return rows.select_related("partner").with_contacts().with_use().with_offerings()

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_context_data(self, **kwargs):
        user = self.request.user
        by_stage = {stage: [] for stage in Stage}
        for row in self.get_queryset().order_by("next_due_on", "-last_contact_on", "partner__name"):
            by_stage[Stage(row.state)].append(row)
        stages = [(stage, rows[:MOST_IN_STAGE], len(rows)) for stage, rows in by_stage.items()]
        others = Partner.objects.for_user(user).off_the_map(user.membership.facility)
        others = list(others[: MOST_BESIDE + 1])
        return super().get_context_data(
            stages=stages,
            unused=[row for row in by_stage[Stage.AGREED] if not row.used][:MOST_BESIDE],
            others=others[:MOST_BESIDE],
            more_others=len(others) > MOST_BESIDE,
            today=timezone.localdate(),
            needs=demand.fields_without_partner(user),
            needs_page=demand.needs_page(user),
            **kwargs,
        )


class PutOnMap(PostPage):
    """Takes a partner of the region onto the facility's own map."""

    model = Partner
    permission = "contacts.enter"

    def act(self, obj):
        mapping.put_on_map(partner=obj, facility=self.request.user.membership.facility)
        messages.success(self.request, _("%(name)s stands on the map.") % {"name": obj})
        return HttpResponseRedirect(obj.get_absolute_url())


class PartnershipMove(MovePage):
    model = Partnership
    permission = "contacts.view"

    def narrow(self, rows):
        return rows.select_related("partner", "facility")


class PartnershipHistory(HistoryPage):
    """How the stage of a partner changed here."""

    model = Partnership
    permission = "contacts.view"

    def narrow(self, rows):
        return rows.select_related("partner", "facility")

    def get_breadcrumbs(self):
        return [*partner_crumbs(self.object.partner), *crumbs("mapping")]

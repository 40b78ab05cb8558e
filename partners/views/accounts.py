"""Accounts of coordinators: who signs in for a partner."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from core.views import (
    Action,
    ActionPage,
    DetailPage,
)
from facilities.services.partner_accounts import why_no_link
from facilities.views.links import ShowsLink
from partners import services
from partners.forms import (
    CoordinatorInviteForm,
)
from partners.models import Partner, PartnerAccess
from partners.views.base import crumbs, is_invited


class AccessList(DetailPage):
    """Who signs in for a partner: its coordinators, as a tab of its page."""

    model = Partner
    permission = "users.enter"
    template_name = "partners/access_list.html"

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_actions(self):
        url = reverse("partners:access-add", args=[self.object.pk])
        return [Action(_("Invite coordinator"), url, "user-plus")]

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = PartnerAccess.objects.for_user(user).filter(partner=self.object)
        rows = rows.select_related("membership__user").order_by("membership__user__full_name", "pk")
        return super().get_context_data(
            accesses=[(access, is_invited(access.membership)) for access in rows], **kwargs
        )


class AccessAdd(ShowsLink, ActionPage):
    model = PartnerAccess
    parent_model = Partner
    parent_field = "partner"
    permission = "users.enter"
    form_class = CoordinatorInviteForm
    title = gettext_lazy("Invite coordinator")
    lead = gettext_lazy(
        "They will see this partner's agreements and programmes and nothing else. A link is shown once, to "
        "set a password with."
    )
    submit_label = gettext_lazy("Invite")

    def get_link_target(self):
        return self.parent

    def get_breadcrumbs(self):
        return access_crumbs(self.parent)

    def accept(self, form):
        data = form.cleaned_data
        access, link, token = services.invite_coordinator(
            partner=self.parent, by=self.request.user, username=data["username"], full_name=data["full_name"]
        )
        return self.hand_over(access.membership.user, link, token)


def access_crumbs(partner):
    return [
        *crumbs("partner-list"),
        (str(partner), partner.get_absolute_url()),
        (_("Accounts"), reverse("partners:access-list", args=[partner.pk])),
    ]


class AccessPart:
    """What the pages of one coordinator's access share."""

    model = PartnerAccess
    permission = "users.enter"
    form_class = BaseForm

    def narrow(self, rows):
        return rows.select_related("partner", "membership__user")

    def get_breadcrumbs(self):
        return access_crumbs(self.subject.partner)

    def get_link_target(self):
        return self.subject.partner


class AccessLinkNew(AccessPart, ShowsLink, ActionPage):
    lead = gettext_lazy("A new link is shown once; the earlier one ends.")
    submit_label = gettext_lazy("Make a link")

    def get_title(self):
        return _("One-time link for %(name)s") % {"name": self.subject.membership.user}

    def refusal(self):
        return why_no_link(self.subject.membership, self.request.user)

    def accept(self, form):
        member = self.subject.membership
        return self.hand_over(member.user, *services.link_anew(membership=member, by=self.request.user))


class AccessEnd(AccessPart, ActionPage):
    lead = gettext_lazy("They can no longer sign in for this partner, and open sessions end at once.")
    submit_label = gettext_lazy("End access")

    def get_title(self):
        return _("End access of %(name)s") % {"name": self.subject.membership.user}

    def refusal(self):
        return "" if self.subject.membership.is_current else _("This account has ended.")

    def accept(self, form):
        services.end_coordinator(access=self.subject, by=self.request.user)
        text = _("%(name)s no longer signs in for %(partner)s.")
        names = {"name": self.subject.membership.user, "partner": self.subject.partner}
        messages.success(self.request, text % names)
        return HttpResponseRedirect(self.get_cancel_url())

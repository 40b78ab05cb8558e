"""One-time links: shown once to who makes them, opened by whom they are for."""

from allauth.account.signals import password_set
from allauth.core.internal import ratelimit
from crispy_forms.helper import FormHelper
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from facilities.forms.users import PasswordSetForm
from facilities.services import links

RATE = {"access_link": "30/m/ip"}


class ShowsLink:
    """An action whose answer shows a new link, once: the secret is kept nowhere, not even for a redirect.

    The form sent again (double click, reload) leads to the user's page, where a new link can be made.
    """

    handed_over = None

    def hand_over(self, user, link, token):
        target = self.get_link_target() or user
        self.handed_over = {"account": user, "link": link, "token": token, "target": target}
        return HttpResponseRedirect(target.get_absolute_url())

    def get_link_target(self):
        """Return on whose page a new link can be made; without one, on the account's own."""
        return None

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.handed_over is None or response.status_code != 302:
            return response
        path = reverse("facilities:access-link", args=[self.handed_over["token"]])
        account = self.handed_over["account"]
        context = {
            **self.handed_over,
            "address": self.request.build_absolute_uri(path),
            "title": _("One-time link for %(name)s") % {"name": account},
            "breadcrumbs": [
                *self.get_breadcrumbs()[:2],
                (str(self.handed_over["target"]), self.handed_over["target"].get_absolute_url()),
            ],
        }
        response = render(self.request, "facilities/link_shown.html", context)
        add_never_cache_headers(response)
        return response


@method_decorator(login_not_required, name="dispatch")
class AccessLinkPage(FormView):
    """Lets the person behind a one-time link set a password. Needs no sign-in; opening it uses up nothing."""

    form_class = PasswordSetForm
    template_name = "facilities/access_link.html"

    @cached_property
    def link(self):
        return links.find_link(self.kwargs["token"])

    def dispatch(self, request, *args, **kwargs):
        wanted = {"app": "facilities", "action": "access_link", "config": RATE, "limit_get": True}
        if not ratelimit.consume(request, **wanted):
            return render(request, "429.html", status=429)
        why = links.why_link_is_dead(self.link)
        membership = None if why else self.link.user.membership
        if membership and membership.facility:
            timezone.activate(membership.facility.zone)
        response = self.refuse(why) if why else super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def refuse(self, why):
        return render(self.request, "facilities/access_link_dead.html", {"why": why}, status=404)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"account": self.link.user}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.helper = FormHelper(form)
        form.helper.form_tag = False
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(link=self.link, account=self.link.user, **kwargs)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def form_valid(self, form):
        try:
            user = links.use_link(token=self.kwargs["token"], password=form.cleaned_data["password"])
        except ValidationError as error:
            return self.refuse(error.message)
        # On a shared PC somebody else may be signed in here: the person goes on as themselves.
        logout(self.request)
        password_set.send(sender=type(user), request=self.request, user=user)
        messages.success(self.request, _("The password has been set. Sign in with it."))
        return HttpResponseRedirect(reverse("account_login"))

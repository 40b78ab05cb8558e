"""One's own sign-ins and sessions, the sign-ins of one's people, and how long the session still lasts."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, View

from accounts.filters import OwnSignInFilter, SignInFilter
from accounts.forms import EndSessionsForm
from accounts.models import SessionInfo, SignInRecord
from accounts.second_step import required_of
from accounts.services import end_sessions, idle_until, origin, remove_second_step, touch_session
from accounts.tables import OwnSignInTable, SignInTable
from core.templatetags.ui import moment
from core.views import Action, ListPage, Page, TabListPage
from facilities.models import User
from facilities.services.rules import why_account_stands
from facilities.views.start import settings_crumb
from facilities.views.users import AccountAction, user_crumbs


class OwnPage(Page):
    """A page about oneself: open to everybody who is signed in, also without a membership."""

    def dispatch(self, request, *args, **kwargs):
        return super(Page, self).dispatch(request, *args, **kwargs)


class Security(OwnPage, FormView):
    """Password, second step, where one is signed in, and the last sign-ins."""

    form_class = EndSessionsForm
    template_name = "accounts/security.html"
    title = gettext_lazy("Sign-in and security")

    def get_form_kwargs(self):
        current = self.request.session.session_key
        return super().get_form_kwargs() | {"user": self.request.user, "current": current}

    def form_valid(self, form):
        user, chosen = self.request.user, form.cleaned_data["session"]
        sessions = SessionInfo.objects.for_user(user).exclude(session_id=self.request.session.session_key)
        if chosen:
            sessions = sessions.filter(pk=chosen.pk)
        count = end_sessions(sessions, user=user, origin=origin(self.request))
        text = ngettext("Signed out of %(count)d device.", "Signed out of %(count)d devices.", count)
        messages.success(self.request, text % {"count": count})
        return HttpResponseRedirect(reverse("accounts:security"))

    def form_invalid(self, form):
        messages.info(self.request, _("That session had already ended."))
        return HttpResponseRedirect(reverse("accounts:security"))

    def get_context_data(self, **kwargs):
        user = self.request.user
        open_now = SessionInfo.objects.for_user(user).filter(session__expire_date__gt=timezone.now())
        return super().get_context_data(
            sessions=[info for info in open_now if idle_until(info) > timezone.now()],
            current=self.request.session.session_key,
            second_step=is_mfa_enabled(user, [Authenticator.Type.TOTP]),
            second_step_required=required_of(user),
            records=SignInRecord.objects.for_user(user).own(user)[:5],
            **kwargs,
        )


class OwnSignIns(OwnPage, ListPage):
    model = SignInRecord
    table_class = OwnSignInTable
    filterset_class = OwnSignInFilter
    title = gettext_lazy("My sign-ins")
    lead = gettext_lazy(
        "Was something here not you? Change your password and tell the head of your facility."
    )

    def narrow(self, rows):
        return rows.own(self.request.user)

    def get_breadcrumbs(self):
        return [(str(Security.title), reverse("accounts:security"))]

    def get_actions(self):
        return [Action(_("Change password"), reverse("account_change_password"), "key", main=False)]


class RecordList(ListPage):
    model = SignInRecord
    permission = "users.view"
    table_class = SignInTable
    filterset_class = SignInFilter
    title = gettext_lazy("Sign-ins")

    def narrow(self, rows):
        return rows.select_related("user")

    def get_breadcrumbs(self):
        return [settings_crumb()]


class UserRecords(TabListPage):
    """The sign-ins of one user, as a tab of the user's page."""

    model = SignInRecord
    parent_model = User
    parent_field = "user"
    permission = "users.view"
    table_class = OwnSignInTable
    filterset_class = OwnSignInFilter

    def get_breadcrumbs(self):
        return user_crumbs()

    def get_actions(self):
        account, by = self.parent, self.request.user
        known = is_mfa_enabled(account, [Authenticator.Type.TOTP])
        if not known or not by.has_perm("users.enter") or why_account_stands(account, by):
            return []
        url = reverse("accounts:second-step-off", args=[account.pk])
        return [Action(str(SecondStepOff.title), url, "x", main=False)]


class SecondStepOff(AccountAction):
    """For somebody who has lost the phone and the recovery codes."""

    title = gettext_lazy("Remove two-step sign-in")
    what = gettext_lazy(
        "For somebody whose phone and recovery codes are lost. Make sure that it is really this person who "
        "asks. Their sessions end, and the password alone signs them in until they set it up again."
    )
    done = gettext_lazy("%(name)s now signs in with the password alone.")
    submit_label = gettext_lazy("Remove")
    color = "danger"

    def act(self, account):
        remove_second_step(user=account, by=self.request.user)


@method_decorator(login_not_required, name="dispatch")
class Idle(View):
    """Says how long the session still lasts; a POST is the click on "stay signed in"."""

    def get(self, request):
        info = request.session.info if request.user.is_authenticated else None
        if info is None:
            return JsonResponse({"left": 0, "until": ""}, headers={"Cache-Control": "no-store"})
        end = idle_until(info)
        left = max(0, (end - timezone.now()).total_seconds())
        return JsonResponse({"left": left, "until": moment(end, "H.i")})

    def post(self, request):
        if request.user.is_authenticated and request.session.info:
            touch_session(request.session.info, origin=origin(request))
        return self.get(request)

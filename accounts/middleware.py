"""What holds on every page of a signed-in user: idle time, forms that outlive a session, the second step."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import kept_form, second_step
from accounts.models import SignInRecord
from accounts.services import idle_until, origin, remember_session, touch_session

WHO_COOKIE = "who"
WHO_SALT = "accounts.who"

# Pages that somebody may open before the second step is set up; public pages are open anyway.
OPEN_BEFORE_SET_UP = {
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "facilities:membership-use",
}


def who_was_here(request) -> str | None:
    """Return the key of the user who was signed in in this browser last."""
    return request.get_signed_cookie(WHO_COOKIE, default=None, salt=WHO_SALT)


class ActivityMiddleware:
    """Signs out who did nothing for too long, and notes activity.

    What a page asks for by itself carries `X-Background` (static/js/idle.js) and counts as no activity.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            info = request.session.info
            if info and idle_until(info) <= timezone.now():
                request.sign_out_reason = SignInRecord.Reason.IDLE
                logout(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            self.note(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if getattr(request, "sign_out_reason", "") and request.method == "GET":
            text = _("You were signed out because nothing was done for %(minutes)d minutes. Sign in again.")
            messages.warning(request, text % {"minutes": settings.IDLE_MINUTES})

    def note(self, request, response):
        """Keep who sits here and when they were last active; mostly this writes nothing."""
        session, came_from = request.session, origin(request)
        if session.session_key is None:
            return
        if session.info is None or session.info.session_id != session.session_key:
            remember_session(session=session, user=request.user, origin=came_from)
            active = True
        else:
            active = "X-Background" not in request.headers and touch_session(session.info, origin=came_from)
        if active or who_was_here(request) != str(request.user.pk):
            response.set_signed_cookie(
                WHO_COOKIE,
                request.user.pk,
                salt=WHO_SALT,
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )


class KeptFormMiddleware:
    """Keeps what somebody sends after their session has ended, and fills it in when they are back.

    Stands behind the check of the CSRF token and before the redirection to the sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if hasattr(request, "kept_form"):
            response = kept_form.put_back(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated:
            if request.method == "GET" and kept_form.COOKIE in request.COOKIES:
                request.kept_form = kept_form.find(request)
            return None
        if request.method == "POST" and getattr(view, "login_required", True):
            return kept_form.keep(request, view, who_was_here(request))
        return None


class SecondStepMiddleware:
    """Leads those whose role needs the second step to setting it up, before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True):
            return None
        if request.resolver_match.view_name in OPEN_BEFORE_SET_UP or not second_step.missing(request):
            return None
        messages.info(request, _("Your role needs two-step sign-in. Set it up now; it takes two minutes."))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))

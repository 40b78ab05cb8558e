"""All addresses. Everything needs a sign-in except what is named public in tests/contract."""

from allauth.account import views as accounts
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.generic import RedirectView

from core.views.public import health, set_language

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("core.urls")),
    path("language/", set_language, name="set-language"),
    path("health/", health, name="health"),
    path("accounts/login/", accounts.login, name="account_login"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/password/change/", accounts.password_change, name="account_change_password"),
    path("accounts/inactive/", accounts.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("accounts/code/", second_step.authenticate, name="mfa_authenticate"),
    path("accounts/code/again/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/two-step/", RedirectView.as_view(pattern_name="accounts:security"), name="mfa_index"),
    path("accounts/two-step/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/two-step/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("", include("accounts.urls")),
    path("", include("facilities.urls")),
    path("", include("audit.urls")),
    path("", include("inmates.urls")),
    path("", include("partners.urls")),
    path("", include("programs.urls")),
    path("", include("enrolments.urls")),
    path("", include("certificates.urls")),
    path("", include("production.urls")),
    path("", include("reintegration.urls")),
]

handler400 = "core.views.public.bad_request"
handler403 = "core.views.public.forbidden"
handler404 = "core.views.public.not_found"
handler500 = "core.views.public.server_error"

"""All addresses. Everything needs a sign-in except what is named public in tests/contract."""

from allauth.account import views as accounts
from django.urls import include, path

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
    path("settings/", include("facilities.urls")),
    path("", include("inmates.urls")),
    path("", include("partners.urls")),
    path("", include("programs.urls")),
    path("", include("enrolments.urls")),
    path("", include("certificates.urls")),
]

handler400 = "core.views.public.bad_request"
handler403 = "core.views.public.forbidden"
handler404 = "core.views.public.not_found"
handler500 = "core.views.public.server_error"

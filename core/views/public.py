"""Pages that need no sign-in: language, health, and what went wrong."""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.health import health_problems

log = logging.getLogger("berdaya.health")


@login_not_required
@require_POST
def set_language(request):
    """Keep the chosen language in a cookie and go back to the page."""
    wanted, back = request.POST.get("language"), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


@login_not_required
@never_cache
@require_safe
def health(request):
    """Answer "ok" when the database answers and files can be stored, else 503; the log says what is wrong."""
    problems = list(health_problems())
    if problems:
        log.error("unhealthy", extra={"facts": {"problems": problems}})
    said = "unavailable" if problems else "ok"
    return HttpResponse(
        said if request.method == "GET" else "", status=503 if problems else 200, content_type="text/plain"
    )


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Answer without the database, which may be what failed."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)

"""The public page behind the QR code: is this certificate real, and does it say this?

It stands alone: no cookie, no script, no style sheet of the house, nothing that tells what house it is.
"""

import re
from datetime import date

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates.models import Certificate
from certificates.names import initials_of, same_name
from certificates.querysets import VALID_STATES
from core.models import MoveRecord

MISSES_PER_MINUTE = 20
CODE = re.compile(r"[\w-]+", re.ASCII)


@login_not_required
@never_cache
@csrf_exempt  # it changes nothing, and needs no cookie this way
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, code):
    """Show what the certificate with this code says and whether it is valid; never where its holder was.

    Codes have 128 random bits. Somebody who tries addresses that do not exist is slowed down, and so is who
    tries names: where the issuer shows initials only, a POST tells whether the name typed is the one.
    """
    with translation.override(_language(request)):
        # What cannot be a code is not asked of the database, which refuses a NUL.
        rows = Certificate._base_manager.select_related("status", "issuer")
        found = rows.filter(code=code).first() if CODE.fullmatch(code) else None
        if found is None:
            status = 429 if _too_many(request) else 404
            return answer(request, {"found": False, "slow_down": status == 429}, status)
        return _answer_found(request, found)


def nothing_here(request, exception=None):
    """Answer every other address of the check host, with the page for a code that is not known."""
    with translation.override(_language(request)):
        return answer(request, {"found": False, "slow_down": False}, 404)


def _answer_found(request, found):
    snapshot, state = found.snapshot, found.status.state
    hides_name = found.issuer.shows_initials
    context = {
        "found": True,
        "snapshot": snapshot,
        "name": initials_of(snapshot["name"]) if hides_name else snapshot["name"],
        "hides_name": hides_name,
        "starts_on": date.fromisoformat(snapshot["starts_on"]),
        "ends_on": date.fromisoformat(snapshot["ends_on"]),
        "issued_on": date.fromisoformat(snapshot["issued_on"]),
        "is_valid": state in VALID_STATES,
        "state": state,
        "void_on": _void_on(found.status),
    }
    typed = request.POST.get("name", "").strip()[:200]
    if hides_name and typed:
        if _too_many(request):
            return answer(request, context | {"slow_down": True}, 429)
        context |= {"typed": True, "name_fits": same_name(typed, snapshot["name"])}
    return answer(request, context)


def _void_on(status):
    """Return the day on which a certificate was revoked or replaced, or None while it is valid."""
    if status.state in VALID_STATES:
        return None
    record = MoveRecord.objects.of(status).filter(target=status.state).last()
    return timezone.localdate(record.at) if record else None


def answer(request, context, status=200):
    other = "en" if translation.get_language() == "id" else "id"
    response = render(request, "certificates/check.html", context | {"other": other}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Language"] = translation.get_language()
    return response


def _language(request) -> str:
    wanted = request.GET.get("lang")
    return wanted if wanted in dict(settings.LANGUAGES) else translation.get_language()


def _too_many(request) -> bool:
    key = f"check-miss:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > MISSES_PER_MINUTE
    except ValueError:
        return False

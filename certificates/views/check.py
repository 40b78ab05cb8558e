"""The public page behind the QR code: is this certificate real, and does it say this?"""

import re
from datetime import date

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.models import Certificate
from certificates.querysets import VALID_STATES

MISSES_PER_MINUTE = 20
CODE = re.compile(r"[\w-]+", re.ASCII)


@login_not_required
@never_cache
@require_safe
def check(request, code):
    """Show what the certificate with this code says and whether it is valid; never where its holder was.

    Codes have 128 random bits. Somebody who tries addresses that do not exist is slowed down.
    """
    rows = Certificate._base_manager.select_related("status")
    # What cannot be a code is not asked of the database, which refuses a NUL.
    found = rows.filter(code=code).first() if CODE.fullmatch(code) else None
    if found is None:
        status = 429 if _too_many_misses(request) else 404
        return _answer(request, {"found": False, "slow_down": status == 429}, status)
    snapshot = found.snapshot
    return _answer(
        request,
        {
            "found": True,
            "snapshot": snapshot,
            "starts_on": date.fromisoformat(snapshot["starts_on"]),
            "ends_on": date.fromisoformat(snapshot["ends_on"]),
            "issued_on": date.fromisoformat(snapshot["issued_on"]),
            "is_valid": found.status.state in VALID_STATES,
            "state": found.status.state,
        },
    )


def _answer(request, context, status=200):
    response = render(request, "certificates/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _too_many_misses(request) -> bool:
    key = f"check-miss:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > MISSES_PER_MINUTE
    except ValueError:
        return False

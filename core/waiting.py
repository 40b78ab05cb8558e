"""How many things wait for somebody, beside "Home" in the navigation of every page.

Counting them takes the worklist's whole statement, too dear for every page. So the first page counts, and the
browser keeps the number for a few minutes: in a cookie, as for one membership. Whatever its user sends may
settle something, so it is forgotten then; no number is shown rather than one that is known to be old.
"""

from django.conf import settings

COOKIE = "waiting"
SECONDS = 300


def count_of(request) -> int | None:
    """Return how many things wait for who asks, as far as it is known."""
    if hasattr(request, "waiting"):
        return request.waiting
    owner, _dot, count = request.COOKIES.get(COOKIE, "").partition(".")
    membership = getattr(request.user, "membership", None)
    known = membership and owner == str(membership.pk) and count.isdecimal() and len(count) < 5
    return int(count) if known else None


class WaitingMiddleware:
    """Keep the number that a page counted (`request.waiting`); forget it when something is sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
        elif hasattr(request, "waiting") and request.user.membership:
            response.set_cookie(
                COOKIE,
                f"{request.user.membership.pk}.{request.waiting}",
                max_age=SECONDS,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

"""In which membership the user acts, and in which time zone the page speaks."""

from django.conf import settings
from django.utils import timezone

SESSION_KEY = "membership"


class MembershipMiddleware:
    """Set `user.membership` from the session; a membership that has ended is never used."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = settings.TIME_ZONE
        if request.user.is_authenticated:
            chosen = request.session.get(SESSION_KEY)
            if chosen:
                request.user.membership = (
                    request.user.memberships.active().with_places().filter(pk=chosen).first()
                ) or self.first_of(request)
            if request.user.membership and request.user.membership.facility:
                zone = request.user.membership.facility.time_zone
        with timezone.override(zone):
            return self.get_response(request)

    def first_of(self, request):
        request.session.pop(SESSION_KEY)
        return request.user.memberships.active().with_places().first()

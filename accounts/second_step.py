"""The second step of signing in: of whom it is required, and whether they have set it up."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

SESSION_KEY = "second_step"


def required_of(user) -> bool:
    """Return whether any role that `user` holds needs the second step."""
    roles = settings.MFA_REQUIRED_ROLES
    return bool(roles) and user.memberships.active().filter(role__in=roles).exists()


def missing(request) -> bool:
    """Return whether the user must set up the second step before anything else.

    Asked on every page and of the role that is acted in, so that it costs nothing where that role does not
    need it, and one statement until it is set up.
    """
    membership = getattr(request.user, "membership", None)
    if membership is None or membership.role not in settings.MFA_REQUIRED_ROLES:
        return False
    if request.session.get(SESSION_KEY) == request.user.pk:
        return False
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        request.session[SESSION_KEY] = request.user.pk
        return False
    return True

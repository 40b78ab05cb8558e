"""Keeping record of sign-ins, and beginning, refreshing and ending web sessions."""

import hashlib
import hmac
from datetime import timedelta

from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import AGENT_LENGTH, SessionInfo, SignInRecord
from facilities.services.accounts import sign_out_everywhere

# What is done to an account by somebody else tells nothing about where its user is.
NOWHERE = {"address": None, "agent": ""}


def origin(request) -> dict:
    """Return from where a request comes, as both models keep it."""
    # A form of the test client's sign-in has no address.
    return {
        "address": get_client_ip(request),
        "agent": request.META.get("HTTP_USER_AGENT", "")[:AGENT_LENGTH],
    }


def masked(name: str) -> str:
    """Return the beginning of a name that nobody has, and a keyed hash by which attempts can be compared."""
    digest = hmac.new(settings.SECRET_KEY.encode(), name.casefold().encode(), hashlib.sha256).hexdigest()
    return f"{name[:2]}… {digest[:8]}"


def record(event, *, origin, user=None, typed="", reason="", success=True) -> SignInRecord:
    """Keep that something happened to an account; `typed` is a name that nobody has."""
    return SignInRecord.objects.create(
        event=event,
        user=user,
        typed=masked(typed) if typed else "",
        reason=reason,
        success=success,
        **origin,
    )


def remember_session(*, session, user, origin) -> SessionInfo:
    """Begin the row beside a web session, or begin it anew, in one statement."""
    now = timezone.now()
    info = SessionInfo(session_id=session.session_key, user=user, started_at=now, last_seen_at=now, **origin)
    SessionInfo.objects.bulk_create(
        [info],
        update_conflicts=True,
        unique_fields=["session"],
        update_fields=["user", "address", "agent", "started_at", "last_seen_at"],
    )
    session.info = info
    return info


def touch_session(info, *, origin) -> bool:
    """Note that the user did something, at most once a minute; return whether it was written."""
    now = timezone.now()
    if now - info.last_seen_at < min(timedelta(minutes=1), idle_time() / 10):
        return False
    SessionInfo.objects.filter(pk=info.pk).update(last_seen_at=now, **origin)
    info.last_seen_at = now
    return True


def end_sessions(sessions, *, user, origin=NOWHERE, reason=SignInRecord.Reason.ELSEWHERE) -> int:
    """End those of `sessions` that are of `user`; return how many there were."""
    with transaction.atomic():
        keys = list(sessions.for_user(user).select_for_update().values_list("session_id", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        for _key in keys:
            record(SignInRecord.Event.SIGN_OUT, user=user, reason=reason, origin=origin)
    return len(keys)


@transaction.atomic
def remove_second_step(*, user, by) -> None:
    """Let `user` sign in with the password alone: the phone is lost, and so are the recovery codes.

    The open sessions end. Raises PermissionDenied, and ValidationError for an account that is somebody else's
    to look after.
    """
    sign_out_everywhere(user=user, by=by)
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    if removed:
        record(
            SignInRecord.Event.SECOND_STEP_OFF, user=user, reason=SignInRecord.Reason.STAFF, origin=NOWHERE
        )


def idle_time() -> timedelta:
    """Return how long somebody may do nothing before they are signed out."""
    return timedelta(minutes=settings.IDLE_MINUTES)


def idle_until(info):
    """Return the moment at which a session ends when nothing more is done in it."""
    return info.last_seen_at + idle_time()

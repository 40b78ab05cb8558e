"""What allauth and Django announce about accounts, kept as records."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from accounts.models import SessionInfo, SignInRecord
from accounts.services import end_sessions, origin, record, remember_session
from facilities.signals import sessions_ended

Event, Reason = SignInRecord.Event, SignInRecord.Reason


@receiver(auth.user_logged_in)
def signed_in(sender, request, user, **kwargs):
    came_from = origin(request)
    record(Event.SIGN_IN, user=user, origin=came_from)
    if request.session.session_key:
        remember_session(session=request.session, user=user, origin=came_from)


@receiver(auth.user_logged_out)
def signed_out(sender, request, user, **kwargs):
    if user:
        reason = getattr(request, "sign_out_reason", "")
        record(Event.SIGN_OUT, user=user, reason=reason, origin=origin(request))


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(sender, request, user, **kwargs):
    """Keep it, and end the other sessions now: Django would only refuse them when they are used again."""
    came_from = origin(request)
    record(Event.PASSWORD, user=user, origin=came_from)
    # The session that changes it has a new key by now, and no row beside it yet.
    others = SessionInfo.objects.exclude(session_id=request.session.session_key or "")
    end_sessions(others, user=user, origin=came_from)


@receiver(sessions_ended)
def ended_by_staff(sender, user, by, **kwargs):
    """Take the sessions away at once: the new stamp would only refuse them when they are used again."""
    end_sessions(SessionInfo.objects.all(), user=user, reason=Reason.STAFF)


@receiver(mfa.authentication_failed)
def wrong_code(sender, request, user, reauthentication=False, **kwargs):
    event = Event.CONFIRM if reauthentication else Event.SIGN_IN
    record(event, user=user, reason=Reason.CODE, success=False, origin=origin(request))


@receiver(mfa.authenticator_used)
def code_used(sender, request, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record(Event.CODE_USED, user=user, origin=origin(request))


@receiver(mfa.authenticator_added)
def second_step_on(sender, request, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.TOTP:
        record(Event.SECOND_STEP_ON, user=user, origin=origin(request))


@receiver(mfa.authenticator_removed)
def second_step_off(sender, request, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.TOTP:
        record(Event.SECOND_STEP_OFF, user=user, origin=origin(request))


@receiver(mfa.authenticator_reset)
def new_codes(sender, request, user, **kwargs):
    record(Event.CODES, user=user, origin=origin(request))

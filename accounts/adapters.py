"""How allauth behaves here: closed to strangers, everything on record, secrets encrypted."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from accounts.models import SignInRecord
from accounts.sealing import seal, unseal
from accounts.second_step import required_of
from accounts.services import origin, record
from facilities.models import User

Event, Reason = SignInRecord.Event, SignInRecord.Reason
PURPOSE = "second step"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by staff, so nobody signs up; what fails is kept as well as what succeeds."""

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._record_failure(request, credentials, Reason.LIMIT)
            raise

    def authentication_failed(self, request, **credentials):
        self._record_failure(request, credentials, Reason.PASSWORD)

    def respond_user_inactive(self, request, user):
        record(Event.SIGN_IN, user=user, reason=Reason.INACTIVE, success=False, origin=origin(request))
        return super().respond_user_inactive(request, user)

    def _record_failure(self, request, credentials, reason):
        again = request.user.is_authenticated
        name = credentials.get("username", "")
        user = request.user if again else User.objects.filter(username__iexact=name).first()
        if user is None and reason == Reason.PASSWORD:
            reason = Reason.NAME
        record(
            Event.CONFIRM if again else Event.SIGN_IN,
            user=user,
            typed="" if user else name,
            reason=reason,
            success=False,
            origin=origin(request),
        )

    def is_reauthentication_required(self, *, app, **kwargs):
        """Ask again only when the sign-in itself is older than the time for which an answer counts."""
        request = context.request
        done = get_authentication_records(request, request.user)
        if done and time.time() - done[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text, PURPOSE) or ""

    def can_delete_authenticator(self, authenticator):
        """Roles that must have the second step cannot switch it off."""
        return authenticator.type != Authenticator.Type.TOTP or not required_of(authenticator.user)

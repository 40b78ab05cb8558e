"""Helpers of the tests about signing in."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(user, password=PASSWORD, client=None, **extra):
    """Return the client that sent name and password, and the response."""
    client = client or Client(**extra)
    name = user if isinstance(user, str) else user.username
    return client, client.post(LOGIN, {"login": name, "password": password})


def code_for(secret: str, steps: int = 0) -> str:
    """Return what the app shows now, or some steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wait_for_next_code():
    """Forget which codes were used, as after the minutes in which they could be used again."""
    cache.clear()


@pytest.fixture
def with_second_step():
    """Return a function that sets up the second step for a user; it returns the secret and the codes."""

    def set_up(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret, RecoveryCodes.activate(user).get_unused_codes()

    return set_up

"""One-time links: made by who looks after the account, opened by the person, used once within 72 hours."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import AccessLink, User
from facilities.services.rules import why_account_stands

VALID_FOR = timedelta(hours=72)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(*, user: User, by: User) -> tuple[AccessLink, str]:
    """Return a new link and its secret, which is kept nowhere; earlier links of the user end.

    An account without a password is invited, any other gets a new password. Raises PermissionDenied, and
    ValidationError when the account is closed or not `by`'s to change.
    """
    if not by.has_perm("users.enter"):
        raise PermissionDenied
    user = User._base_manager.select_for_update(no_key=True).get(pk=user.pk)
    if why := why_account_stands(user, by):
        raise ValidationError(why)
    return _made(user, by)


def make_partner_link(*, user: User, by: User) -> tuple[AccessLink, str]:
    """Return a new link for a partner's account and its secret; `partner_accounts` says who may ask for one.

    Raises ValidationError when the account is closed.
    """
    return _made(user, by)


@transaction.atomic
def make_link_at_the_server(*, username: str) -> tuple[User, str]:
    """Return an account and the secret of a new link for it: for who runs the server and nobody else.

    It lets an administrator in again who is the only one. Raises User.DoesNotExist, and ValidationError when
    the account is closed.
    """
    user = User._base_manager.select_for_update(no_key=True).get(username=username)
    _link, token = _made(user, user)
    return user, token


def _made(user: User, by: User) -> tuple[AccessLink, str]:
    if not user.is_active:
        raise ValidationError(_("This account is closed. Open it again first."))
    withdraw_links(user)
    token = secrets.token_urlsafe(32)
    purpose = AccessLink.Purpose.RESET if user.has_usable_password() else AccessLink.Purpose.INVITE
    link = AccessLink._base_manager.create(
        user=user,
        purpose=purpose,
        token_sha256=_hash(token),
        made_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    return link, token


def address_of(token: str) -> str:
    """Return the whole address of a link's secret, for a terminal: a page knows its own host."""
    site = next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
    return f"{site}{reverse('facilities:access-link', args=[token])}"


def withdraw_links(user: User) -> None:
    """End the links of a user that wait to be used."""
    AccessLink.objects.filter(user=user).live().update(voided_at=timezone.now())


def find_link(token: str) -> AccessLink | None:
    """Return the link of a secret, whatever has become of it, or None."""
    return AccessLink._base_manager.select_related("user").filter(token_sha256=_hash(token)).first()


def why_link_is_dead(link: AccessLink | None) -> str:
    """Return in a sentence why a link opens nothing, or an empty string."""
    if link is None:
        return _("This link is not known. Check that it was copied in full.")
    if link.used_at:
        return _("This link has been used. Sign in with the password that was set, or ask for a new link.")
    if link.voided_at:
        return _("This link has been withdrawn, because a newer one was made or the account changed.")
    if link.expires_at <= timezone.now():
        return _("This link has expired: it is valid for 72 hours. Ask for a new one.")
    return "" if link.user.is_active else _("This account is not active.")


@transaction.atomic
def use_link(*, token: str, password: str) -> User:
    """Set the password of the link's user, once; whoever was signed in as them is signed out.

    Raises ValidationError with the sentence of `why_link_is_dead`.
    """
    link = (
        AccessLink._base_manager.select_for_update(of=("self", "user"), no_key=True)
        .select_related("user")
        .filter(token_sha256=_hash(token))
        .first()
    )
    if why := why_link_is_dead(link):
        raise ValidationError(why, code="dead")
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    return link.user

"""Accounts of partners' people: invited and ended on the partner's page, by the head of a facility.

An instructor teaches at several facilities, so whoever holds the password sees classes of all of them. A head
therefore makes a link only for an account that the own facility invited and that has no password yet; a lost
password is the administrator's.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import AccessLink, Membership, User
from facilities.permissions import PARTNER_ROLES
from facilities.services import links
from facilities.services.accounts import end_sessions


def _may(by: User) -> None:
    if not by.has_perm("users.enter"):
        raise PermissionDenied


@transaction.atomic
def invite(*, role: str, by: User, username: str, full_name: str) -> tuple[Membership, AccessLink, str]:
    """Add an account with a partner's role and return (membership, link, secret).

    Nobody can sign in with it until the link has been used. Raises PermissionDenied, and ValidationError when
    the user name is taken.
    """
    _may(by)
    if role not in PARTNER_ROLES:
        raise PermissionDenied
    if User._base_manager.filter(username__iexact=username).exists():
        text = _("Somebody has this user name already. Choose another one.")
        raise ValidationError({"username": [text]})
    user = User.objects.create_user(username, full_name=full_name)
    membership = Membership.objects.create(user=user, role=role, starts_on=timezone.localdate())
    return membership, *links.make_partner_link(user=user, by=by)


@transaction.atomic
def add_role(*, role: str, user: User, by: User) -> Membership:
    """Give somebody who has an account a partner's role beside the others, from today on.

    Raises PermissionDenied, and ValidationError for one's own account.
    """
    _may(by)
    if role not in PARTNER_ROLES:
        raise PermissionDenied
    if user.pk == by.pk:
        raise ValidationError(_("These are your own rights: somebody else has to change them."))
    return Membership.objects.create(user=user, role=role, starts_on=timezone.localdate())


def why_no_link(membership: Membership, by: User) -> str:
    """Return why `by` may make no new link for a partner's account, or an empty string."""
    user = membership.user
    if not membership.is_current or not user.is_active:
        return _("This account has ended.")
    if user.has_usable_password():
        return _("This person has set a password. A lost one is replaced by the administrator.")
    if user.memberships.not_over().exclude(pk=membership.pk).exists():
        return _("This person also works elsewhere, so the administrator looks after the account.")
    last = AccessLink._base_manager.filter(user=user).select_related("made_by").order_by("-pk").first()
    here = by.membership.facility_id
    if last and not last.made_by.memberships.filter(facility_id=here).exists():
        return _("Another facility invited this person and hands over the link.")
    return ""


@transaction.atomic
def make_link_anew(*, membership: Membership, by: User) -> tuple[AccessLink, str]:
    """Return a new link for an invitation that was not used, and its secret; the earlier one ends.

    Raises PermissionDenied, and ValidationError with the sentence of `why_no_link`.
    """
    _may(by)
    User._base_manager.select_for_update(no_key=True).get(pk=membership.user_id)
    membership = Membership._base_manager.select_related("user").get(pk=membership.pk)
    if why := why_no_link(membership, by):
        raise ValidationError(why)
    return links.make_partner_link(user=membership.user, by=by)


@transaction.atomic
def end_role(*, membership: Membership, by: User) -> bool:
    """End a partner's role at once and sign the person out; return whether the account was closed.

    It is closed when this was its only role, and links that wait are withdrawn. The caller has checked that
    `by` may end it. Raises PermissionDenied for other roles.
    """
    if membership.role not in PARTNER_ROLES:
        raise PermissionDenied
    user = User._base_manager.select_for_update(no_key=True).get(pk=membership.user_id)
    membership = Membership._base_manager.get(pk=membership.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.ends_on is None or membership.ends_on > yesterday:
        # Given and ended on one day, it has never been in force: a role ends with its last day.
        membership.starts_on = min(membership.starts_on, yesterday)
        membership.ends_on = yesterday
        membership.save(update_fields=["starts_on", "ends_on"])
    closes = user.is_active and not user.memberships.not_over().exists()
    if closes:
        user.is_active = False
    end_sessions(user, by)
    user.save(update_fields=["is_active", "session_stamp"])
    if closes:
        links.withdraw_links(user)
    return closes

"""Accounts and memberships: added, changed, closed and opened again, each by somebody else."""

import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from facilities.models import Membership, User
from facilities.permissions import FACILITY_ROLES, Role
from facilities.services.links import make_link, withdraw_links
from facilities.services.rules import (
    has_lasting_administrator,
    last_administrator,
    lock_administrators,
    why_account_stands,
    why_membership_stands,
    why_not_given,
)
from facilities.signals import sessions_ended


def _may(by: User) -> None:
    if not by.has_perm("users.enter"):
        raise PermissionDenied


def _locked(user: User) -> User:
    return User._base_manager.select_for_update(no_key=True).get(pk=user.pk)


@transaction.atomic
def add_user(*, username: str, full_name: str, by: User, **wanted):
    """Add an account with its memberships (see `add_memberships`) and return (user, link, secret).

    Nobody can sign in as the user until the link has been used. Raises PermissionDenied and ValidationError.
    """
    _may(by)
    if User._base_manager.filter(username__iexact=username).exists():
        text = _("Somebody has this user name already. Choose another one.")
        raise ValidationError({"username": [text]})
    user = User.objects.create_user(username, full_name=full_name)
    add_memberships(user=user, by=by, **wanted)
    return user, *make_link(user=user, by=by)


@transaction.atomic
def add_memberships(
    *, user: User, roles, facility=None, region=None, is_acting=False, starts_on, ends_on=None, by: User
) -> list[Membership]:
    """Give a user roles between two days: in `facility`, in `region`, or in neither, as each role needs.

    Raises PermissionDenied, and ValidationError when `by` may not give one of them or the user has it.
    """
    _may(by)
    user = _locked(user)
    if user.pk == by.pk:
        raise ValidationError(_("These are your own rights: somebody else has to change them."))
    made = []
    for role in roles:
        membership = Membership(
            user=user,
            role=role,
            facility=facility if role in FACILITY_ROLES else None,
            region=region if role == Role.REGIONAL else None,
            is_acting=is_acting and role == acting_role(roles),
            starts_on=starts_on,
            ends_on=ends_on,
        )
        given = {"role": role, "facility": membership.facility, "ends_on": ends_on}
        if why := why_not_given(by, is_acting=membership.is_acting, **given):
            raise ValidationError(why)
        _refuse_twice(membership)
        membership.full_clean(exclude=["user"])
        membership.save()
        made.append(membership)
    return made


def acting_role(roles) -> Role | None:
    """Return which of several roles is meant when they are given to somebody acting (Plt.)."""
    return next((role for role in (Role.HEAD, Role.SUPERVISOR) if role in roles), None)


def _refuse_twice(membership: Membership) -> None:
    """Raise ValidationError when the user holds the same role there in the same time."""
    same = Membership._base_manager.filter(
        Q(ends_on=None) | Q(ends_on__gte=membership.starts_on),
        user_id=membership.user_id,
        role=membership.role,
        facility_id=membership.facility_id,
        region_id=membership.region_id,
    ).exclude(pk=membership.pk)
    if membership.ends_on:
        same = same.filter(starts_on__lte=membership.ends_on)
    if same.exists():
        text = _("%(name)s already has the role “%(role)s” there in this time.")
        raise ValidationError(text % {"name": membership.user, "role": membership.get_role_display()})


@transaction.atomic
def change_membership(*, membership: Membership, starts_on, ends_on, is_acting, by: User) -> Membership:
    """Change when somebody holds a role, and whether acting. Raises PermissionDenied and ValidationError."""
    _may(by)
    lock_administrators()
    _locked(membership.user)
    membership = Membership._base_manager.select_related("user", "facility").get(pk=membership.pk)
    if why := why_membership_stands(membership, by):
        raise ValidationError(why)
    membership.starts_on, membership.ends_on, membership.is_acting = starts_on, ends_on, is_acting
    if by.membership.role != Role.ADMIN:
        given = {"role": membership.role, "facility": membership.facility, "ends_on": ends_on}
        if why := why_not_given(by, is_acting=is_acting, **given):
            raise ValidationError(why)
    _refuse_twice(membership)
    membership.full_clean(exclude=["user"])
    membership.save()
    if membership.role == Role.ADMIN and not has_lasting_administrator():
        raise ValidationError(last_administrator())
    return membership


@transaction.atomic
def close_account(*, user: User, by: User) -> User:
    """Let nobody sign in as the user any more; open sessions end and links are withdrawn.

    Raises PermissionDenied, and ValidationError for one's own account, somebody else's to look after, and the
    last administrator.
    """
    user = _own_to_change(user, by)
    user.is_active = False
    end_sessions(user, by)
    user.save(update_fields=["is_active", "session_stamp"])
    withdraw_links(user)
    if user.memberships.not_over().filter(role=Role.ADMIN).exists() and not has_lasting_administrator():
        raise ValidationError(last_administrator())
    return user


@transaction.atomic
def open_account(*, user: User, by: User) -> User:
    """Let the user sign in again, with the password as it was. Raises PermissionDenied, ValidationError."""
    user = _own_to_change(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def sign_out_everywhere(*, user: User, by: User) -> User:
    """End the user's web sessions at once, on every device; links that wait are withdrawn.

    Raises PermissionDenied and ValidationError.
    """
    user = _own_to_change(user, by)
    end_sessions(user, by)
    user.save(update_fields=["session_stamp"])
    withdraw_links(user)
    return user


def _own_to_change(user: User, by: User) -> User:
    _may(by)
    lock_administrators()
    user = _locked(user)
    if why := why_account_stands(user, by):
        raise ValidationError(why)
    return user


def end_sessions(user: User, by: User) -> None:
    """Give the account, which the caller saves, a new stamp: its web sessions lean on it and end."""
    user.session_stamp = secrets.token_urlsafe(16)
    sessions_ended.send(sender=User, user=user, by=by)

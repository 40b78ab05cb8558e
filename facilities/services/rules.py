"""Who may look after which account, and which roles somebody may give. Sentences, empty when nothing stands
in the way.

A head looks after the officers, supervisors and acting heads of the own facility, an administrator after all.
Nobody changes what they may do themselves.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from facilities.models import Membership, User
from facilities.permissions import FACILITY_ROLES, PARTNER_ROLES, Role


def given_by(user) -> tuple[Role, ...]:
    """Return the roles that `user` may give; those of partners are given on the partner's page."""
    if user.membership.role == Role.ADMIN:
        return tuple(role for role in Role if role not in PARTNER_ROLES)
    return FACILITY_ROLES


def why_account_stands(account: User, by: User) -> str:
    """Return why `by` may not close this account, hand out its password or end its sessions."""
    if account.pk == by.pk:
        return _("This is your own account: somebody else has to change it.")
    if by.membership.role == Role.ADMIN:
        return ""
    for membership in account.memberships.not_over():
        if membership.facility_id != by.membership.facility_id:
            return _("This person also works elsewhere, so the administrator looks after the account.")
        if why := _beyond_a_head(membership):
            return why
    return ""


def why_membership_stands(membership: Membership, by: User) -> str:
    """Return why `by` may not change a membership."""
    if membership.user_id == by.pk:
        return _("These are your own rights: somebody else has to change them.")
    if by.membership.role == Role.ADMIN:
        return ""
    if membership.facility_id != by.membership.facility_id:
        return _("This role is held outside your facility.")
    return _beyond_a_head(membership)


def _beyond_a_head(membership) -> str:
    if membership.role not in FACILITY_ROLES or (membership.role == Role.HEAD and not membership.is_acting):
        return _("The administrator looks after the account of a head.")
    return ""


def why_not_given(by: User, *, role, facility, is_acting, ends_on) -> str:
    """Return why `by` may not give a role of these dates."""
    mine = by.membership
    if role not in given_by(by):
        return _("You cannot give this role.")
    if mine.role == Role.ADMIN:
        return ""
    if facility is None or facility.pk != mine.facility_id:
        return _("You give roles in your own facility only.")
    if role != Role.HEAD:
        return ""
    if not is_acting or ends_on is None:
        return _("A head appoints acting heads only, until a given day.")
    if mine.is_acting and mine.ends_on and ends_on > mine.ends_on:
        return _("You act as head until %(day)s yourself, so an acting head ends by then.") % {
            "day": date_format(mine.ends_on, "j F Y")
        }
    return ""


def lock_administrators() -> list[Membership]:
    """Lock the memberships of administrators, so that of two changes at once each sees the other."""
    rows = Membership._base_manager.filter(role=Role.ADMIN).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def has_lasting_administrator() -> bool:
    """Return whether an active user is administrator today without a last day."""
    today = timezone.localdate()
    rows = Membership._base_manager.filter(role=Role.ADMIN, ends_on=None, starts_on__lte=today)
    return rows.filter(user__is_active=True).exists()


def last_administrator() -> str:
    return _("This is the last administrator. Give somebody else the role, without a last day, first.")

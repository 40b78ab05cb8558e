"""Instructors and coordinators: invited to an account, and seen off when they leave."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from facilities.permissions import Role
from facilities.services import partner_accounts
from partners.models import CertificateScan, Instructor, PartnerAccess


def _locked(instructor: Instructor) -> Instructor:
    rows = Instructor._base_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related("membership__user").get(pk=instructor.pk)


def why_not_invited(instructor: Instructor) -> str:
    """Return why somebody cannot be given an account, or an empty string."""
    if instructor.left_on:
        return _("This person has left.")
    if instructor.membership and instructor.membership.is_current:
        return _("This person has an account.")
    return ""


@transaction.atomic
def invite_instructor(*, instructor: Instructor, by, username: str = "", account=None):
    """Give somebody who teaches an account, and return (membership, link, secret).

    An officer who has an account (`account`) gets the role beside the others; then link and secret are None.
    Raises PermissionDenied and ValidationError.
    """
    instructor = _locked(instructor)
    if why := why_not_invited(instructor):
        raise ValidationError(why)
    if account:
        membership = partner_accounts.add_role(role=Role.INSTRUCTOR, user=account, by=by)
        link = token = None
    else:
        membership, link, token = partner_accounts.invite(
            role=Role.INSTRUCTOR, by=by, username=username, full_name=instructor.name
        )
    instructor.membership = membership
    instructor.save(update_fields=["membership"])
    return membership, link, token


@transaction.atomic
def invite_coordinator(*, partner, by, username: str, full_name: str):
    """Give somebody at a partner an account that sees what the partner takes part in.

    Returns (access, link, secret). Raises PermissionDenied and ValidationError.
    """
    membership, link, token = partner_accounts.invite(
        role=Role.COORDINATOR, by=by, username=username, full_name=full_name
    )
    return PartnerAccess.objects.create(membership=membership, partner=partner), link, token


def link_anew(*, membership, by):
    """Return a new one-time link and its secret for an invitation that was not used."""
    return partner_accounts.make_link_anew(membership=membership, by=by)


@transaction.atomic
def end_coordinator(*, access: PartnerAccess, by) -> bool:
    """End a coordinator's role at once; return whether the account was closed. Raises PermissionDenied."""
    if not by.has_perm("users.enter"):
        raise PermissionDenied
    return partner_accounts.end_role(membership=access.membership, by=by)


@transaction.atomic
def leave(*, instructor: Instructor, left_on, reason: str, by) -> Instructor:
    """Record that somebody teaches no more: no new classes, no sign-in; what they taught keeps their name.

    Raises PermissionDenied, and ValidationError when they have left already or the account is `by`'s own.
    """
    if not by.has_perm("partners.enter"):
        raise PermissionDenied
    instructor = _locked(instructor)
    if instructor.left_on:
        raise ValidationError(_("This person has left already."))
    membership = instructor.membership
    if membership and membership.user_id == by.pk:
        raise ValidationError(_("These are your own rights: somebody else has to change them."))
    instructor.left_on, instructor.left_reason = left_on, reason
    instructor.save(update_fields=["left_on", "left_reason"])
    if membership:
        partner_accounts.end_role(membership=membership, by=by)
    return instructor


@transaction.atomic
def come_back(*, instructor: Instructor, by) -> Instructor:
    """Let somebody who left be chosen for classes again; an account is a new invitation.

    Raises PermissionDenied.
    """
    if not by.has_perm("partners.enter"):
        raise PermissionDenied
    instructor = _locked(instructor)
    instructor.left_on, instructor.left_reason = None, ""
    instructor.save(update_fields=["left_on", "left_reason"])
    return instructor


@transaction.atomic
def save_certificate(*, certificate, upload, by):
    """Save a certificate that an instructor holds, with its scan when one was uploaded; return it."""
    certificate.save()
    if upload:
        scan = CertificateScan._base_manager.filter(certificate=certificate).first()
        scan = scan or CertificateScan(certificate=certificate)
        scan.take(upload, by=by)
        scan.save()
    return certificate

"""The verbs of agreements that touch several rows."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners.models import (
    Agreement,
    AgreementContribution,
    AgreementExtension,
    AgreementParty,
)

# What a renewal takes over from the agreement before; numbers and dates are new.
TAKEN_OVER = ("kind", "title", "scopes", "framework_id", "seats_agreed")
PARTY_TAKEN_OVER = (
    "partner_id",
    "signatory_titles_before",
    "signatory_name",
    "signatory_titles_after",
    "signatory_position",
    "signatory_acting",
    "signatory_nip",
)


def locked(agreement: Agreement) -> Agreement:
    """Return the agreement freshly read, locked until the transaction ends."""
    rows = Agreement._base_manager.select_for_update(of=("self",), no_key=True).select_related("facility")
    return rows.get(pk=agreement.pk)


def why_not_extended(agreement: Agreement) -> str:
    """Return why the last day of an agreement cannot be moved, or an empty string."""
    if agreement.state != "signed":
        return _("Only a signed agreement is extended.")
    if agreement.ends_on is None:
        return _("This agreement has no end, so there is nothing to extend.")
    if renewal := getattr(agreement, "renewal", None):
        return _("This agreement was renewed by “%(title)s”.") % {"title": renewal}
    return ""


def why_not_renewed(agreement: Agreement) -> str:
    """Return why an agreement cannot be renewed, or an empty string."""
    if agreement.state != "signed":
        return _("Only a signed agreement is renewed.")
    if renewal := getattr(agreement, "renewal", None):
        return _("This agreement was renewed by “%(title)s”.") % {"title": renewal}
    return ""


@transaction.atomic
def extend(*, agreement: Agreement, new_end, reason: str, by) -> AgreementExtension:
    """Move the last day of a signed agreement and keep from when, why and by whom; return that record.

    Raises PermissionDenied, and ValidationError when it cannot be extended or the day is not a later one.
    """
    if not by.has_perm("agreements.approve"):
        raise PermissionDenied
    agreement = locked(agreement)
    if why := why_not_extended(agreement):
        raise ValidationError(why)
    if new_end <= agreement.ends_on:
        text = _("The new last day lies after the present one, %(day)s.")
        raise ValidationError({"new_end": [text % {"day": date_format(agreement.ends_on, "j F Y")}]})
    extension = AgreementExtension.objects.create(
        facility=agreement.facility,
        agreement=agreement,
        old_end=agreement.ends_on,
        new_end=new_end,
        reason=reason,
        by=by,
    )
    agreement.ends_on, agreement.let_end_reason = new_end, ""
    agreement.save(update_fields=["ends_on", "let_end_reason"])
    return extension


@transaction.atomic
def renew(*, agreement: Agreement, by) -> Agreement:
    """Return a new agreement in drafting that goes on where a signed one ends, with its parties and terms.

    Raises PermissionDenied, and ValidationError when it was renewed already or is not signed.
    """
    if not by.has_perm("agreements.enter"):
        raise PermissionDenied
    agreement = locked(agreement)
    if why := why_not_renewed(agreement):
        raise ValidationError(why)
    renewal = Agreement.objects.create(
        facility=agreement.facility,
        state="drafting",
        renews=agreement,
        starts_on=agreement.ends_on + timedelta(days=1) if agreement.ends_on else None,
        **{name: getattr(agreement, name) for name in TAKEN_OVER},
    )
    parties = {}
    for party in agreement.parties.all():
        parties[party.pk] = AgreementParty.objects.create(
            facility=agreement.facility,
            agreement=renewal,
            **{name: getattr(party, name) for name in PARTY_TAKEN_OVER},
        )
    AgreementContribution.objects.bulk_create(
        AgreementContribution(
            facility=agreement.facility,
            agreement=renewal,
            party=parties.get(row.party_id),
            scope=row.scope,
            what=row.what,
            value=row.value,
        )
        for row in agreement.contributions.all()
    )
    return renewal


@transaction.atomic
def let_end(*, agreement: Agreement, reason: str, by) -> Agreement:
    """Keep the decision that an agreement is not gone on with, so that the worklist asks no more.

    Raises PermissionDenied, and ValidationError when it is not signed or has no end.
    """
    if not by.has_perm("agreements.approve"):
        raise PermissionDenied
    agreement = locked(agreement)
    if why := why_not_extended(agreement):
        raise ValidationError(why)
    agreement.let_end_reason = reason
    agreement.save(update_fields=["let_end_reason"])
    return agreement


@transaction.atomic
def add_files(*, model, uploads, caption: str, by, **owner) -> list:
    """Keep uploads (core.files.Upload) as rows of `model`; `owner` says what they hang on."""
    rows = []
    for upload in uploads:
        row = model(caption=caption, **owner)
        row.take(upload, by=by)
        row.save()
        rows.append(row)
    return rows

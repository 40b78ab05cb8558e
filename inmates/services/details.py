"""Details that can be withdrawn: kept, withdrawn, erased; and a NIK that is right although it looks wrong."""

from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Value
from django.utils.translation import gettext as _

from core import erasing
from core.models import Erasure
from facilities.models import User
from inmates.models import Consent, ContactDetail, Identity, Inmate, NikAcceptance, WorkLimit
from inmates.models.details import ConsentPurpose
from inmates.services.people import lock_register, nik_is_taken
from inmates.signals import consent_changed


def lock_person(key: int) -> Inmate:
    """Return somebody, freshly read and locked: whoever writes or erases their details does so alone."""
    return Inmate._base_manager.select_for_update(no_key=True).get(pk=key)


def refuses_details(inmate: Inmate) -> bool:
    """Return whether the person withdrew the consent to data for training and gave it no more."""
    mine = Consent.objects.filter(inmate=inmate, purpose=ConsentPurpose.TRAINING)
    return mine.exists() and not mine.given().exists()


@transaction.atomic
def save_identity(*, inmate: Inmate, values: dict, reason: str = "", by) -> Identity:
    """Save what `values` gives of nik, address, city, province; with a reason, accept the NIK's warnings.

    Raises ValidationError, by field, when the NIK belongs to somebody else here, and without one when the
    person has withdrawn their consent.
    """
    lock_register(inmate.facility_id)
    inmate = lock_person(inmate.pk)
    if refuses_details(inmate) and any(values.values()):
        raise ValidationError(withdrawn_sentence())
    if nik_is_taken(inmate, values.get("nik", "")):
        raise ValidationError({"nik": _("Somebody here already has this NIK.")})
    identity = Identity._base_manager.filter(inmate=inmate).first() or Identity(inmate=inmate)
    with pghistory.context(user=by.pk):
        if any(getattr(identity, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(identity, name, value)
            identity.save()
        if reason:
            accept_nik(inmate=inmate, reason=reason, by=by)
    return identity


def withdrawn_sentence() -> str:
    return _("Consent to personal data for training has been withdrawn, so they are not kept.")


@transaction.atomic
def accept_nik(*, inmate: Inmate, reason: str, by) -> NikAcceptance:
    """Keep why the NIK is right although it does not fit; it counts until NIK, birth date or sex change."""
    inmate = lock_person(inmate.pk)
    with pghistory.context(user=by.pk):
        NikAcceptance._base_manager.filter(inmate=inmate, is_valid=True).update(is_valid=False)
        return NikAcceptance._base_manager.create(inmate=inmate, reason=reason, accepted_by=by)


@transaction.atomic
def withdraw_consent(*, consent: Consent, withdrawn_on: date, withdrawn_how: str, by) -> list[Erasure]:
    """Record that a consent was withdrawn and erase at once, in history too, what was kept by it.

    Returns what was erased. Raises ValidationError when it has been withdrawn before.
    """
    inmate = lock_person(consent.inmate_id)
    consent = Consent._base_manager.select_for_update().get(pk=consent.pk)
    if not consent.is_given:
        raise ValidationError(_("This consent has been withdrawn already."))
    # The erasing first: the database keeps no contact whose consent is withdrawn.
    erased = erasing.erase_withdrawn(leans_on=consent.purpose, subject=inmate.pk, by=by)
    with pghistory.context(user=by.pk):
        consent.withdrawn_on, consent.withdrawn_how = withdrawn_on, withdrawn_how
        consent.full_clean()
        consent.save()
        tell_consent(consent, by=by)
    return erased


def tell_consent(consent: Consent, *, by) -> Consent:
    """Tell the apps above that a consent was given or withdrawn, inside the transaction, and return it."""
    consent_changed.send(
        sender=Consent, inmate=consent.inmate, purpose=consent.purpose, is_given=consent.is_given, by=by
    )
    return consent


@transaction.atomic
def remove_detail(*, row: ContactDetail | WorkLimit, by) -> list[Erasure]:
    """Erase one contact detail or work limit, in history too. Returns nothing when it is gone already."""
    lock_person(row.inmate_id)
    kind = "contacts" if isinstance(row, ContactDetail) else "work_limits"
    rows = type(row)._base_manager.filter(pk=row.pk)
    return erasing.erase_rows(kind, rows, by=by, reason=Erasure.Reason.REMOVED)


def detail_changes(inmate: Inmate, most: int = 20) -> list[tuple]:
    """Return the last changes of somebody's details: when, by whom, what and how; never the values."""
    tables = []
    for model in (Identity, ContactDetail, WorkLimit, Consent):
        what = Value(model._meta.label_lower, CharField())
        events = erasing.event_model(model)._base_manager.filter(inmate=inmate.pk).annotate(what=what)
        tables.append(events.values_list("pgh_created_at", "pgh_label", "what", "pgh_context__metadata"))
    found = tables[0].union(*tables[1:], all=True).order_by("-pgh_created_at")[:most]
    users = User._base_manager.in_bulk({row[3].get("user") for row in found if row[3]} - {None})
    return [
        (at, users.get(facts.get("user")) if facts else None, what, how) for at, how, what, facts in found
    ]

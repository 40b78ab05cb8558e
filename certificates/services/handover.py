"""Handing certificates to their holders, with minutes that bear a number of the facility's."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, CertificateState, CertificateStatus, Handover, HandoverLine
from core.lifecycle import take_step
from facilities.models import LetterKind, Office
from facilities.services.letters import take_letter_number


def waiting_for_handover(program, user):
    """Return the certificates of a class that are printed and not handed over, by name."""
    rows = Certificate.objects.for_user(user).filter(program=program, status__state=CertificateState.PRINTED)
    return rows.select_related("status", "enrolment__inmate").order_by("enrolment__inmate__full_name", "pk")


@transaction.atomic
def hand_over(*, handover: Handover, certificates, by) -> Handover:
    """Record that certificates of one class were handed to their holders, and return the minutes.

    `handover` is unsaved, with the class and what the form asks for. The minutes take the next number of
    their kind; what they say is kept in them. Raises PermissionDenied, and ValidationError when nothing was
    chosen, one of them is not printed or was handed over meanwhile, or the day lies before the issue.
    """
    if not by.has_perm("certificates.enter"):
        raise PermissionDenied
    program = handover.program
    rows = Certificate._base_manager.filter(pk__in=[row.pk for row in certificates], program=program)
    rows = list(rows.select_related("enrolment__inmate").order_by("enrolment__inmate__full_name", "pk"))
    if not rows:
        raise ValidationError(_("Tick at least one person."))
    statuses = list(
        CertificateStatus._base_manager.select_for_update(no_key=True).filter(certificate__in=rows)
    )
    if any(status.state != CertificateState.PRINTED for status in statuses):
        raise ValidationError(_("One of them is not printed, or was handed over meanwhile. Look again."))
    if handover.day > timezone.localdate():
        raise ValidationError({"day": _("This day has not come yet.")})
    if handover.day < max(row.issued_on for row in rows):
        raise ValidationError({"day": _("One of them was issued after this day.")})
    handover.facility_id = program.facility_id
    handover.made_by = by
    handover.content = _content(handover, rows)
    handover.number = take_letter_number(
        facility=program.facility, kind=LetterKind.HANDOVER, day=handover.day
    )
    handover.save(force_insert=True)
    HandoverLine._base_manager.bulk_create(
        HandoverLine(facility_id=program.facility_id, handover=handover, certificate=row) for row in rows
    )
    take_step(statuses, "hand_over", CertificateState.HANDED, by=by)
    return handover


def _content(handover, rows) -> dict:
    """Return what the minutes say, as plain JSON."""
    program = handover.program
    head = Office.objects.filter(facility=program.facility_id).on(handover.day).first()
    return {
        "training": str(program),
        "title": program.certificate_title,
        "people": [{"name": row.snapshot["name"], "number": row.number} for row in rows],
        "head": {"position": head.signature_position, "name": head.signature_name, "nip": head.nip}
        if head
        else None,
    }

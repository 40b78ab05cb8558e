"""Printing what was issued: the stored PDFs, never drawn anew."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from certificates import files
from certificates.models import CertificateState, CertificateStatus, PrintRecord
from core.lifecycle import take_step
from core.pdf import merge_pdfs


def print_certificates(*, certificates, by, fronts_first: bool = False) -> bytes:
    """Return the stored PDFs as one file, in the order given, and log the print of each.

    For printers that turn the paper the two pages of each follow each other; with `fronts_first` all first
    pages come before all second ones, so that the stack is laid in again for the backs.

    Raises PermissionDenied, and FileDamaged when a stored file is not what was issued.
    """
    if not by.has_perm("certificates.approve"):
        raise PermissionDenied
    certificates = list(certificates)
    content = merge_pdfs(
        [files.load(certificate.pdf_sha256) for certificate in certificates], fronts_first=fronts_first
    )
    with transaction.atomic():
        PrintRecord._base_manager.bulk_create(
            [
                PrintRecord(facility_id=certificate.facility_id, certificate=certificate, printed_by=by)
                for certificate in certificates
            ]
        )
        fresh = list(
            CertificateStatus._base_manager.select_for_update().filter(
                certificate__in=certificates, state=CertificateState.ISSUED
            )
        )
        take_step(fresh, "print", CertificateState.PRINTED, by=by)
    return content

"""Scans for tests."""

from io import BytesIO

from pypdf import PdfWriter

from core.files import PDF, Upload
from partners.models import ActivityFile, AgreementFile, CertificateScan


def _scan() -> bytes:
    output, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(210, 297)
    writer.write(output)
    return output.getvalue()


SCAN = _scan()


def _kept(row, by):
    row.take(Upload(SCAN, PDF, "naskah.pdf"), by=by)
    row.save()
    return row


def agreement_file(agreement, *, by) -> AgreementFile:
    return _kept(AgreementFile(facility=agreement.facility, agreement=agreement), by)


def activity_file(activity, *, by) -> ActivityFile:
    return _kept(ActivityFile(facility=activity.facility, activity=activity), by)


def certificate_scan(certificate, *, by) -> CertificateScan:
    return _kept(CertificateScan(certificate=certificate), by)

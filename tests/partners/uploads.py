"""Scans for tests."""

from core.files import PDF, Upload
from partners.models import ActivityFile, AgreementFile, CertificateScan

SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


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

from certificates.models.certificate import Certificate, CertificateState, CertificateStatus, PrintRecord
from certificates.models.competency import (
    CompetencyCandidate,
    CompetencyCertificate,
    CompetencyResult,
    CompetencyScan,
    CompetencyTest,
)
from certificates.models.handover import Handover, HandoverLine
from certificates.models.issuer import Issuer, Naming, NumberCounter

__all__ = [
    "Certificate",
    "CertificateState",
    "CertificateStatus",
    "CompetencyCertificate",
    "CompetencyScan",
    "CompetencyTest",
    "Handover",
    "HandoverLine",
    "Issuer",
    "Naming",
    "NumberCounter",
    "PrintRecord",
    "CompetencyCandidate",
    "CompetencyResult",
]

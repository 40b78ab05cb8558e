from certificates.models.certificate import Certificate, CertificateState, CertificateStatus, PrintRecord
from certificates.models.issuer import Issuer, NumberCounter

__all__ = [
    "Certificate",
    "CertificateState",
    "CertificateStatus",
    "Issuer",
    "NumberCounter",
    "PrintRecord",
]

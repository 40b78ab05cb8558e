from partners.models.activity import ActivityFile, AgreementActivity
from partners.models.agreement import (
    STANDINGS,
    Agreement,
    AgreementContribution,
    AgreementExtension,
    AgreementFile,
    AgreementParty,
    Scope,
)
from partners.models.instructor import CertificateScan, Instructor, InstructorCertificate, PartnerAccess
from partners.models.partner import Partner

__all__ = [
    "STANDINGS",
    "ActivityFile",
    "Agreement",
    "AgreementActivity",
    "AgreementContribution",
    "AgreementExtension",
    "AgreementFile",
    "AgreementParty",
    "CertificateScan",
    "Instructor",
    "InstructorCertificate",
    "Partner",
    "PartnerAccess",
    "Scope",
]

from partners.models.activity import ActivityFile, AgreementActivity
from partners.models.agreement import STANDINGS, Agreement, Scope
from partners.models.agreement_parts import (
    AgreementContribution,
    AgreementExtension,
    AgreementFile,
    AgreementParty,
)
from partners.models.contact import ContactFile, ContactParticipant, NextStep, PartnerContact
from partners.models.instructor import CertificateScan, Instructor, InstructorCertificate, PartnerAccess
from partners.models.offering import Offering
from partners.models.partner import Partner
from partners.models.partnership import Partnership, Stage
from partners.models.people import ContactPerson

__all__ = [
    "ActivityFile",
    "Agreement",
    "AgreementActivity",
    "AgreementContribution",
    "AgreementExtension",
    "AgreementFile",
    "AgreementParty",
    "CertificateScan",
    "ContactFile",
    "ContactParticipant",
    "ContactPerson",
    "Instructor",
    "InstructorCertificate",
    "NextStep",
    "Offering",
    "Partner",
    "PartnerAccess",
    "PartnerContact",
    "Partnership",
    "STANDINGS",
    "Scope",
    "Stage",
]

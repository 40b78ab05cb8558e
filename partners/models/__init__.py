from partners.models.agreement import STANDINGS, Agreement, AgreementParty, Scope
from partners.models.contact import ContactFile, ContactParticipant, NextStep, PartnerContact
from partners.models.partner import Instructor, Partner, PartnerAccess
from partners.models.partnership import Partnership, Stage
from partners.models.people import ContactPerson

__all__ = [
    "STANDINGS",
    "Agreement",
    "AgreementParty",
    "ContactFile",
    "ContactParticipant",
    "ContactPerson",
    "Instructor",
    "NextStep",
    "Partner",
    "PartnerAccess",
    "PartnerContact",
    "Partnership",
    "Scope",
    "Stage",
]

from partners.models.agreement import Agreement, AgreementParty, Scope
from partners.models.partner import Instructor, Partner, PartnerAccess

__all__ = ["Agreement", "AgreementParty", "Instructor", "Partner", "PartnerAccess", "Scope"]

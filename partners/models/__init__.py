from partners.models.agreement import STANDINGS, Agreement, AgreementParty, Scope
from partners.models.partner import Instructor, Partner, PartnerAccess

__all__ = ["STANDINGS", "Agreement", "AgreementParty", "Instructor", "Partner", "PartnerAccess", "Scope"]

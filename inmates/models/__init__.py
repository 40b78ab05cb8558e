from inmates.models.assessment import InterestAssessment
from inmates.models.details import Consent, ContactDetail, NikAcceptance, WorkLimit
from inmates.models.inmate import Custody, Identity, Inmate, LegalStatus, RegisterNumber
from inmates.models.photo import InmatePhoto
from inmates.models.sdp_import import SdpImport

__all__ = [
    "Consent",
    "ContactDetail",
    "Custody",
    "Identity",
    "Inmate",
    "InmatePhoto",
    "InterestAssessment",
    "LegalStatus",
    "NikAcceptance",
    "RegisterNumber",
    "SdpImport",
    "WorkLimit",
]

from inmates.models.assessment import InterestAssessment
from inmates.models.inmate import Custody, Identity, Inmate, LegalStatus, RegisterNumber
from inmates.models.photo import InmatePhoto
from inmates.models.sdp_import import SdpImport

__all__ = [
    "Custody",
    "Identity",
    "Inmate",
    "InmatePhoto",
    "InterestAssessment",
    "LegalStatus",
    "RegisterNumber",
    "SdpImport",
]

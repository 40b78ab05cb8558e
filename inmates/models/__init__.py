from inmates.models.assessment import InterestAssessment
from inmates.models.details import Consent, ContactDetail, NikAcceptance, WorkLimit
from inmates.models.inmate import Custody, Identity, Inmate, LegalStatus, RegisterNumber
from inmates.models.life import LifeEvent
from inmates.models.photo import InmatePhoto
from inmates.models.risk import DisciplineRecord, RiskAssessment
from inmates.models.sdp_import import SdpImport

__all__ = [
    "Consent",
    "ContactDetail",
    "Custody",
    "DisciplineRecord",
    "Identity",
    "Inmate",
    "InmatePhoto",
    "InterestAssessment",
    "LegalStatus",
    "NikAcceptance",
    "LifeEvent",
    "RegisterNumber",
    "RiskAssessment",
    "SdpImport",
    "WorkLimit",
]

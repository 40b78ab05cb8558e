from inmates.models.assessment import InterestAssessment
from inmates.models.inmate import Custody, Identity, Inmate, LegalStatus, RegisterNumber
from inmates.models.life import LifeEvent
from inmates.models.risk import DisciplineRecord, RiskAssessment
from inmates.models.sdp_import import SdpImport

__all__ = [
    "Custody",
    "DisciplineRecord",
    "Identity",
    "Inmate",
    "InterestAssessment",
    "LegalStatus",
    "LifeEvent",
    "RegisterNumber",
    "RiskAssessment",
    "SdpImport",
]

from inmates.models.assessment import AssessmentRefusal, InterestAssessment
from inmates.models.details import Consent, ContactDetail, NikAcceptance, WorkLimit
from inmates.models.inmate import Custody, Identity, Inmate, LegalStatus, RegisterNumber
from inmates.models.instrument import Instrument, InstrumentField, Statement
from inmates.models.life import LifeEvent
from inmates.models.photo import InmatePhoto
from inmates.models.register_class import RegisterClass
from inmates.models.risk import DisciplineRecord, RiskAssessment
from inmates.models.sdp_import import SdpImport

__all__ = [
    "AssessmentRefusal",
    "Consent",
    "ContactDetail",
    "Custody",
    "DisciplineRecord",
    "Identity",
    "Inmate",
    "InmatePhoto",
    "Instrument",
    "InstrumentField",
    "InterestAssessment",
    "LegalStatus",
    "LifeEvent",
    "NikAcceptance",
    "RegisterClass",
    "RegisterNumber",
    "RiskAssessment",
    "SdpImport",
    "Statement",
    "WorkLimit",
]

from inmates.models.assessment import AssessmentRefusal, InterestAssessment
from inmates.models.inmate import Custody, Identity, Inmate, LegalStatus, RegisterNumber
from inmates.models.instrument import Instrument, InstrumentField, Statement
from inmates.models.sdp_import import SdpImport

__all__ = [
    "AssessmentRefusal",
    "Custody",
    "Identity",
    "Inmate",
    "Instrument",
    "InstrumentField",
    "InterestAssessment",
    "LegalStatus",
    "RegisterNumber",
    "SdpImport",
    "Statement",
]

from inmates.views.access import InmateAccess
from inmates.views.assessments import AssessmentAdd, AssessmentList
from inmates.views.imports import ImportAdd, ImportDetail, ImportList, ImportMove
from inmates.views.life import (
    DepartureList,
    DepartureTakeBack,
    InmateAdmit,
    InmateBack,
    InmateDied,
    InmateNotHere,
    InmateOnLeave,
    InmateReceive,
    InmateRelease,
    InmateTransfer,
)
from inmates.views.merging import InmateMerge, InmateUnmerge
from inmates.views.people import InmateAdd, InmateDetail, InmateEdit, InmateHistory, InmateList
from inmates.views.risk import (
    DisciplineAdd,
    DisciplineEdit,
    DisciplineEnd,
    DisciplineHistory,
    InmateRisk,
    RiskAdd,
    RiskEdit,
    RiskHistory,
)

__all__ = [
    "InmateUnmerge",
    "InmateMerge",
    "RiskHistory",
    "RiskEdit",
    "RiskAdd",
    "InmateRisk",
    "DisciplineHistory",
    "DisciplineEnd",
    "DisciplineEdit",
    "DisciplineAdd",
    "InmateTransfer",
    "InmateRelease",
    "InmateReceive",
    "InmateOnLeave",
    "InmateNotHere",
    "InmateDied",
    "InmateBack",
    "InmateAdmit",
    "DepartureTakeBack",
    "DepartureList",
    "AssessmentAdd",
    "AssessmentList",
    "ImportAdd",
    "ImportDetail",
    "ImportList",
    "ImportMove",
    "InmateAccess",
    "InmateAdd",
    "InmateDetail",
    "InmateEdit",
    "InmateHistory",
    "InmateList",
]

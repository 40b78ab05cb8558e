from inmates.views.access import InmateAccess
from inmates.views.assessments import AssessmentAdd, AssessmentList
from inmates.views.imports import (
    ImportAdd,
    ImportCompare,
    ImportDetail,
    ImportList,
    ImportMove,
    ImportRejected,
)
from inmates.views.people import InmateAdd, InmateDetail, InmateEdit, InmateHistory, InmateList

__all__ = [
    "AssessmentAdd",
    "AssessmentList",
    "ImportAdd",
    "ImportCompare",
    "ImportDetail",
    "ImportList",
    "ImportMove",
    "ImportRejected",
    "InmateAccess",
    "InmateAdd",
    "InmateDetail",
    "InmateEdit",
    "InmateHistory",
    "InmateList",
]

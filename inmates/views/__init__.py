from inmates.views.access import InmateAccess
from inmates.views.assessments import AssessmentAdd, AssessmentList
from inmates.views.imports import ImportAdd, ImportDetail, ImportList, ImportMove
from inmates.views.people import InmateAdd, InmateDetail, InmateEdit, InmateHistory, InmateList
from inmates.views.photos import PhotoEdit, PhotoImage

__all__ = [
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
    "PhotoEdit",
    "PhotoImage",
]

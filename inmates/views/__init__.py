from inmates.views.access import InmateAccess
from inmates.views.assessments import AssessmentDetail, AssessmentHistory, AssessmentList, MissingList
from inmates.views.imports import ImportAdd, ImportDetail, ImportList, ImportMove
from inmates.views.paper import PaperForms
from inmates.views.people import InmateAdd, InmateDetail, InmateEdit, InmateHistory, InmateList
from inmates.views.taking import (
    AssessmentAdd,
    AssessmentAnswer,
    AssessmentChoices,
    AssessmentDiscard,
    AssessmentReview,
    AssessmentStatements,
)

__all__ = [
    "AssessmentAdd",
    "AssessmentAnswer",
    "AssessmentChoices",
    "AssessmentDetail",
    "AssessmentDiscard",
    "AssessmentHistory",
    "AssessmentList",
    "AssessmentReview",
    "AssessmentStatements",
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
    "MissingList",
    "PaperForms",
]

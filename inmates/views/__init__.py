from inmates.views.access import InmateAccess
from inmates.views.assessments import AssessmentAdd, AssessmentList
from inmates.views.checks import CheckList
from inmates.views.details import (
    ConsentAdd,
    ConsentEdit,
    ConsentWithdraw,
    ContactAdd,
    ContactEdit,
    ContactRemove,
    IdentityEdit,
    InmateDetails,
    LimitAdd,
    LimitEdit,
    LimitRemove,
    NikAccept,
    NikShow,
)
from inmates.views.imports import ImportAdd, ImportDetail, ImportList, ImportMove
from inmates.views.people import InmateAdd, InmateDetail, InmateEdit, InmateHistory, InmateList
from inmates.views.photos import PhotoEdit, PhotoImage

__all__ = [
    "AssessmentAdd",
    "AssessmentList",
    "CheckList",
    "ConsentAdd",
    "ConsentEdit",
    "ConsentWithdraw",
    "ContactAdd",
    "ContactEdit",
    "ContactRemove",
    "IdentityEdit",
    "ImportAdd",
    "ImportDetail",
    "ImportList",
    "ImportMove",
    "InmateAccess",
    "InmateAdd",
    "InmateDetail",
    "InmateDetails",
    "InmateEdit",
    "InmateHistory",
    "InmateList",
    "PhotoEdit",
    "PhotoImage",
    "LimitAdd",
    "LimitEdit",
    "LimitRemove",
    "NikAccept",
    "NikShow",
]

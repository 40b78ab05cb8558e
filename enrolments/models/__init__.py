from enrolments.models.allocation import Allocation
from enrolments.models.attendance import Attendance, Mark
from enrolments.models.change import ChangeAct, ChangeKind, CircumstanceChange
from enrolments.models.enrolment import Enrolment, EnrolmentState
from enrolments.models.hearing import Hearing, HearingDecision, HearingMember, HearingState
from enrolments.models.outing import Outing, OutingPerson
from enrolments.models.photo import SessionPhoto
from enrolments.models.registration import RegistrationLine, RegistrationList, RegistrationState
from enrolments.models.result import Grade, Outcome, Result, ResultSheet, Score, SheetState

__all__ = [
    "Allocation",
    "Attendance",
    "ChangeAct",
    "ChangeKind",
    "CircumstanceChange",
    "Enrolment",
    "EnrolmentState",
    "Grade",
    "Hearing",
    "HearingDecision",
    "HearingMember",
    "HearingState",
    "Mark",
    "Outcome",
    "RegistrationLine",
    "RegistrationList",
    "RegistrationState",
    "Outing",
    "OutingPerson",
    "Result",
    "ResultSheet",
    "Score",
    "SessionPhoto",
    "SheetState",
]

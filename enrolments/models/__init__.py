from enrolments.models.attendance import Attendance, Mark
from enrolments.models.enrolment import Enrolment, EnrolmentState
from enrolments.models.hearing import Hearing, HearingDecision, HearingMember, HearingState
from enrolments.models.registration import RegistrationLine, RegistrationList, RegistrationState
from enrolments.models.result import Grade, Outcome, Result, ResultSheet, Score, SheetState

__all__ = [
    "Attendance",
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
    "Result",
    "ResultSheet",
    "Score",
    "SheetState",
]

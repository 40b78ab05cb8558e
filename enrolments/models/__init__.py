from enrolments.models.attendance import Attendance, Mark
from enrolments.models.enrolment import Enrolment, EnrolmentState
from enrolments.models.photo import SessionPhoto
from enrolments.models.result import Grade, Outcome, Result, ResultSheet, Score, SheetState

__all__ = [
    "Attendance",
    "Enrolment",
    "EnrolmentState",
    "Grade",
    "Mark",
    "Outcome",
    "Result",
    "ResultSheet",
    "Score",
    "SessionPhoto",
    "SheetState",
]

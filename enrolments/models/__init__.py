from enrolments.models.allocation import Allocation
from enrolments.models.aspect import Aspect, AspectScore
from enrolments.models.attendance import Attendance, Mark
from enrolments.models.change import ChangeAct, ChangeKind, CircumstanceChange
from enrolments.models.competency import CompetencyMark
from enrolments.models.enrolment import Enrolment, EnrolmentState
from enrolments.models.evaluation import EvaluationAction, Face, InstructorReview, Question, Rating
from enrolments.models.graduation import GraduationMinutes
from enrolments.models.hearing import Hearing, HearingDecision, HearingMember, HearingState
from enrolments.models.outing import Outing, OutingPerson
from enrolments.models.photo import SessionPhoto
from enrolments.models.registration import RegistrationLine, RegistrationList, RegistrationState
from enrolments.models.result import Grade, Outcome, Result, ResultSheet, Score, SheetState
from enrolments.models.sppn import SppnEvidence

__all__ = [
    "Allocation",
    "Aspect",
    "AspectScore",
    "Attendance",
    "ChangeAct",
    "ChangeKind",
    "CircumstanceChange",
    "CompetencyMark",
    "Enrolment",
    "EnrolmentState",
    "EvaluationAction",
    "Face",
    "Grade",
    "GraduationMinutes",
    "Hearing",
    "HearingDecision",
    "HearingMember",
    "HearingState",
    "InstructorReview",
    "Mark",
    "Outcome",
    "Outing",
    "OutingPerson",
    "Question",
    "Rating",
    "RegistrationLine",
    "RegistrationList",
    "RegistrationState",
    "Result",
    "ResultSheet",
    "Score",
    "SessionPhoto",
    "SheetState",
    "SppnEvidence",
]

from enrolments.models.aspect import Aspect, AspectScore
from enrolments.models.attendance import Attendance, Mark
from enrolments.models.competency import CompetencyMark
from enrolments.models.enrolment import Enrolment, EnrolmentState
from enrolments.models.evaluation import EvaluationAction, Face, InstructorReview, Question, Rating
from enrolments.models.graduation import GraduationMinutes
from enrolments.models.result import Grade, Outcome, Result, ResultSheet, Score, SheetState
from enrolments.models.sppn import SppnEvidence

__all__ = [
    "Aspect",
    "AspectScore",
    "Attendance",
    "CompetencyMark",
    "Enrolment",
    "EnrolmentState",
    "EvaluationAction",
    "Face",
    "Grade",
    "GraduationMinutes",
    "InstructorReview",
    "Mark",
    "Outcome",
    "Question",
    "Rating",
    "Result",
    "ResultSheet",
    "Score",
    "SheetState",
    "SppnEvidence",
]

from programs.models.competency import Competency
from programs.models.letter import AssignmentLetter
from programs.models.lifecycle import ProgramState
from programs.models.people import Facilitator
from programs.models.preparation import PreparationStep, UsualStep
from programs.models.program import Assignment, Module, Program
from programs.models.session import Session, SessionState
from programs.models.tools import Tool, ToolCount

__all__ = [
    "Assignment",
    "AssignmentLetter",
    "Competency",
    "Facilitator",
    "Module",
    "PreparationStep",
    "Program",
    "ProgramState",
    "Session",
    "SessionState",
    "Tool",
    "ToolCount",
    "UsualStep",
]

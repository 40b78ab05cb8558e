from programs.models.letter import AssignmentLetter
from programs.models.program import Assignment, Module, Program, ProgramState
from programs.models.session import Session, SessionState

__all__ = ["Assignment", "AssignmentLetter", "Module", "Program", "ProgramState", "Session", "SessionState"]

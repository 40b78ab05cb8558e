from programs.forms.program import AssignmentForm, EvaluationForm, ModulesForm, OverrideForm, ProgramForm
from programs.forms.session import GenerateForm, SessionForm

__all__ = [
    "AssignmentForm",
    "EvaluationForm",
    "GenerateForm",
    "ModulesForm",
    "OverrideForm",
    "ProgramForm",
    "SessionForm",
]

from programs.forms.preparation import StepForm, StepsForm
from programs.forms.program import (
    AssignmentForm,
    CompetenciesForm,
    CopyForm,
    EvaluationForm,
    ExtendForm,
    FacilitatorsForm,
    ModulesForm,
    OverrideForm,
    ProgramForm,
)
from programs.forms.session import GenerateForm, SessionForm
from programs.forms.tools import CountsForm, ToolsForm

__all__ = [
    "AssignmentForm",
    "CompetenciesForm",
    "CopyForm",
    "CountsForm",
    "EvaluationForm",
    "ExtendForm",
    "FacilitatorsForm",
    "GenerateForm",
    "ModulesForm",
    "OverrideForm",
    "ProgramForm",
    "SessionForm",
    "StepForm",
    "StepsForm",
    "ToolsForm",
]

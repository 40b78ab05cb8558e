from inmates.services.assessments import (
    NotADraft,
    StaleDraft,
    begin_assessment,
    decline_assessment,
    finish_assessment,
    next_without_assessment,
    profile_of,
    save_answers,
)
from inmates.services.comparison import Change, ImportComparison, compare
from inmates.services.imports import (
    confirm_import,
    discard_import,
    discard_overdue_imports,
    forget_old_imports,
    preview_import,
)
from inmates.services.people import save_inmate

__all__ = [
    "Change",
    "ImportComparison",
    "NotADraft",
    "StaleDraft",
    "begin_assessment",
    "compare",
    "confirm_import",
    "decline_assessment",
    "discard_import",
    "discard_overdue_imports",
    "finish_assessment",
    "forget_old_imports",
    "next_without_assessment",
    "preview_import",
    "profile_of",
    "save_answers",
    "save_inmate",
]

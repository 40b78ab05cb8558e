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
    "compare",
    "confirm_import",
    "discard_import",
    "discard_overdue_imports",
    "forget_old_imports",
    "preview_import",
    "save_inmate",
]

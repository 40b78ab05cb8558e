from inmates.services.choices import (
    Choices,
    Difference,
    Leaving,
    choose_group,
    choose_rows,
    decide_missing,
    differences,
    does_something,
)
from inmates.services.comparison import Change, ImportComparison, compare
from inmates.services.imports import (
    AT_ONCE,
    check_revision,
    compare_import,
    compare_part,
    confirm_import,
    discard_import,
    discard_overdue_imports,
    forget_old_imports,
    preview_import,
    refused_cells,
)
from inmates.services.people import save_inmate

__all__ = [
    "AT_ONCE",
    "Change",
    "Choices",
    "Difference",
    "ImportComparison",
    "Leaving",
    "check_revision",
    "choose_group",
    "choose_rows",
    "compare",
    "compare_import",
    "compare_part",
    "confirm_import",
    "decide_missing",
    "differences",
    "discard_import",
    "discard_overdue_imports",
    "does_something",
    "forget_old_imports",
    "preview_import",
    "refused_cells",
    "save_inmate",
]

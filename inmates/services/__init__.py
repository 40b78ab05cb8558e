from inmates.services.comparison import Change, ImportComparison, compare
from inmates.services.details import (
    accept_nik,
    refuses_details,
    remove_detail,
    save_identity,
    withdraw_consent,
)
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
    "accept_nik",
    "compare",
    "confirm_import",
    "discard_import",
    "discard_overdue_imports",
    "forget_old_imports",
    "preview_import",
    "refuses_details",
    "remove_detail",
    "save_identity",
    "save_inmate",
    "withdraw_consent",
]

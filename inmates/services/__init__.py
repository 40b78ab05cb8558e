from inmates.services.comparison import Change, ImportComparison, compare
from inmates.services.imports import (
    confirm_import,
    discard_import,
    discard_overdue_imports,
    forget_old_imports,
    preview_import,
)
from inmates.services.life import (
    LeaveReport,
    admit_again,
    arrival,
    come_back,
    go_on_leave,
    leave_facility,
    receive,
    send_back,
    take_back,
)
from inmates.services.merging import merge, unmerge
from inmates.services.people import lock_register, save_inmate

__all__ = [
    "Change",
    "ImportComparison",
    "LeaveReport",
    "admit_again",
    "arrival",
    "come_back",
    "compare",
    "confirm_import",
    "discard_import",
    "discard_overdue_imports",
    "forget_old_imports",
    "go_on_leave",
    "leave_facility",
    "lock_register",
    "merge",
    "preview_import",
    "receive",
    "save_inmate",
    "send_back",
    "take_back",
    "unmerge",
]

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
from inmates.services.photos import photo_story, remove_photo, save_photo

__all__ = [
    "Change",
    "ImportComparison",
    "accept_nik",
    "LeaveReport",
    "admit_again",
    "arrival",
    "come_back",
    "compare",
    "confirm_import",
    "discard_import",
    "discard_overdue_imports",
    "forget_old_imports",
    "photo_story",
    "preview_import",
    "remove_photo",
    "save_inmate",
    "save_photo",
    "refuses_details",
    "remove_detail",
    "save_identity",
    "withdraw_consent",
    "go_on_leave",
    "leave_facility",
    "lock_register",
    "merge",
    "receive",
    "send_back",
    "take_back",
    "unmerge",
]

from inmates.services.comparison import Change, ImportComparison, compare
from inmates.services.imports import (
    confirm_import,
    discard_import,
    discard_overdue_imports,
    forget_old_imports,
    preview_import,
)
from inmates.services.people import save_inmate
from inmates.services.photos import photo_story, remove_photo, save_photo

__all__ = [
    "Change",
    "ImportComparison",
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
]

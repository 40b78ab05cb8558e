"""A person's photo, taken in and removed."""

import pghistory
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from core.history import Entry
from inmates.models import Inmate, InmatePhoto


def _locked(inmate: Inmate) -> InmatePhoto | None:
    """Lock the person, so that one changes the photo at a time, and return the photo there is."""
    Inmate._base_manager.select_for_update(no_key=True).get(pk=inmate.pk)
    return InmatePhoto._base_manager.filter(inmate=inmate).first()


@transaction.atomic
def save_photo(*, inmate: Inmate, upload, by) -> InmatePhoto:
    """Give somebody the photo in `upload` (core.files.Upload) in place of the one there is; return its row.

    The same picture again changes nothing.
    """
    photo = _locked(inmate) or InmatePhoto(inmate=inmate)
    if photo.sha256 != upload.sha256:
        photo.take(upload, by=by)
        with pghistory.context(user=by.pk):
            photo.save()
    return photo


@transaction.atomic
def remove_photo(*, inmate: Inmate, by) -> bool:
    """Remove somebody's photo, the file too; return whether there was one."""
    photo = _locked(inmate)
    if photo:
        with pghistory.context(user=by.pk):
            photo.delete()
    return photo is not None


def photo_story(inmate: Inmate, limit: int = 20) -> list[Entry]:
    """Return who changed somebody's photo when, newest first; two statements."""
    words = {"insert": _("photo added"), "update": _("photo replaced"), "delete": _("photo removed")}
    rows = InmatePhoto.pgh_event_models["insert"]._base_manager.filter(inmate=inmate)
    events = list(rows.select_related("pgh_context").order_by("-pgh_id")[:limit])
    keys = [event.pgh_context.metadata.get("user") if event.pgh_context else None for event in events]
    users = get_user_model()._base_manager.in_bulk(set(keys) - {None})
    return [
        Entry(event.pgh_created_at, str(users.get(key) or _("the system")), words[event.pgh_label])
        for event, key in zip(events, keys, strict=True)
    ]

"""A person's photo, taken in and removed."""

import pghistory
from django.db import transaction

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

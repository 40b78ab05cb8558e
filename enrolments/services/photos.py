"""Photos of the work of a session."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused
from enrolments.models import SessionPhoto
from enrolments.services.attendance import refusals_of_marks
from programs.models import Session

MOST_PHOTOS = 6


@transaction.atomic
def add_photos(*, session, uploads, by) -> list[SessionPhoto]:
    """Keep photos (core.files.Upload) of a session that is open to `by`; what is there already is left out.

    Raises PermissionDenied, MoveRefused when nothing can be entered, and ValidationError when there would be
    more than MOST_PHOTOS.
    """
    if not by.has_perm("attendance.enter"):
        raise PermissionDenied
    rows = Session._base_manager.select_for_update(of=("self",), no_key=True)
    session = rows.select_related("program__facility__defaults").get(pk=session.pk)
    if refusals := list(refusals_of_marks(session, by)):
        raise MoveRefused(refusals)
    known = set(session.photos.values_list("sha256", flat=True))
    added = []
    for upload in uploads:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        if len(known) > MOST_PHOTOS:
            text = _("A session keeps at most %(count)s photos.")
            raise ValidationError({"photos": text % {"count": MOST_PHOTOS}})
        photo = SessionPhoto(facility_id=session.facility_id, program_id=session.program_id, session=session)
        photo.take(upload, by=by)
        photo.save()
        added.append(photo)
    return added

"""A sheet as it was sent: marks, texts, photos and perhaps its handing in, all of it or nothing, and once."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from core.lifecycle import MoveRefused
from core.models import FormReceipt
from enrolments.services.attendance import Recorded, record_marks_within
from enrolments.services.photos import add_photos


@dataclass(frozen=True)
class HandedIn:
    """What came of a sheet; `refused` says why it was not submitted, None when nobody asked for that.

    `is_again` tells that the same form had come before, and that nothing was done now.
    """

    recorded: Recorded = Recorded(0)
    refused: MoveRefused | None = None
    is_again: bool = False


def hand_in(*, session, key, url, by, photos=(), submit=False, **marks) -> HandedIn:
    """Record a sheet that was sent as the form `key`; `marks` are those of `record_marks`.

    Marks stay recorded when the sheet cannot be submitted. Raises what `record_marks` and `add_photos` raise.
    """
    refused = None
    try:
        with transaction.atomic():
            FormReceipt.objects.create(key=key, user=by, url=url)
            recorded = record_marks_within(session=session, by=by, **marks)
            if photos:
                add_photos(session=session, uploads=photos, by=by)
            if submit:
                try:
                    session.perform("submit", by=by)
                except MoveRefused as error:
                    refused = error
    except IntegrityError:
        if not FormReceipt.objects.filter(key=key, user=by).exists():
            raise
        return HandedIn(is_again=True)
    return HandedIn(recorded, refused)

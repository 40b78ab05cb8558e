"""Keeping record of what was shown."""

import logging
from collections import defaultdict

from allauth.core.internal.httpkit import get_client_ip

from audit.models import AccessLog
from core.shown import Shown

logger = logging.getLogger("berdaya.audit")


def keep(shown: Shown) -> bool:
    """Keep record of a response that names people, in one INSERT, and return whether that worked.

    Whatever goes wrong, the page is shown: what failed is logged without anything about people.
    """
    try:
        rows = _rows(shown)
        if len(rows) == 1:
            rows[0].save(force_insert=True)
        else:
            AccessLog.objects.bulk_create(rows)
    except Exception as error:
        # The database's message quotes the row, so neither it nor a traceback is passed on.
        facts = {
            "user": getattr(shown.request.user, "pk", None),
            "view": shown.page,
            "kind": shown.kind,
            "people": len(shown.people),
            "error": type(error).__name__,
            "code": getattr(error.__cause__, "pgcode", None),
        }
        logger.error("ACCESS NOT RECORDED", extra={"facts": facts})
        return False
    return True


def _rows(shown: Shown) -> list[AccessLog]:
    """Return a row for each facility whose people were shown: for staff, their own."""
    user = shown.request.user
    membership = user.membership
    own = membership.facility_id if membership else None
    people = defaultdict(list)
    for person, facility in shown.people.items():
        people[own or facility].append(person)
    if not people:
        people[own] = []
    alone = len(people) == 1
    return [
        AccessLog(
            user=user,
            membership=membership,
            facility_id=facility,
            kind=shown.kind,
            page=shown.page,
            model=shown.model,
            object_id=shown.object_id,
            persons=sorted(persons),
            rows=shown.rows if alone else len(persons),
            purpose=shown.purpose,
            address=get_client_ip(shown.request),
        )
        for facility, persons in sorted(people.items(), key=lambda item: item[0] or 0)
    ]

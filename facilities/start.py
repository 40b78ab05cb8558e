"""A fresh installation becomes a real one: the first region, facility, head and administrator."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import Role

# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class OtherData(Exception):
    """The database holds facilities or users already."""


@dataclass(frozen=True)
class Started:
    """What was made, and the password of each user, which is kept nowhere."""

    facility: Facility
    passwords: dict[str, str]


@transaction.atomic
def start_installation(*, region: dict, facility: dict, office: dict, head: dict, admin: dict, today: date):
    """Make the first region, facility, office holder, head and administrator; return a `Started`.

    Each is given by the fields of its model, `head` and `admin` by user name and full name. Raises OtherData
    when anything is there already, the demo too, and ValidationError by the models' own rules.
    """
    if Facility._base_manager.exists() or User._base_manager.exists():
        raise OtherData
    place = Facility(region=_saved(Region(**region)), **facility)
    _saved(place)
    _saved(Office(facility=place, starts_on=today, **office))
    passwords = {}
    for fields, role, where in ((admin, Role.ADMIN, None), (head, Role.HEAD, place)):
        password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
        user = User(**fields)
        user.set_password(password)
        _saved(user)
        acting = role == Role.HEAD and office.get("is_acting", False)
        _saved(Membership(user=user, role=role, facility=where, is_acting=acting, starts_on=today))
        passwords[user.username] = password
    return Started(place, passwords)


def _saved(row):
    row.full_clean()
    row.save()
    return row

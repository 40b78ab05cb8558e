"""A fresh installation becomes a real one: the first region, facility, head and administrator."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import Role
from facilities.services.links import make_link

# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class OtherData(Exception):
    """The database holds facilities or users already."""


@dataclass(frozen=True)
class Started:
    """What was made; the password and the secret of the link are kept nowhere."""

    facility: Facility
    admin: User
    password: str
    head: User
    secret: str


@transaction.atomic
def start_installation(*, region: dict, facility: dict, office: dict, head: dict, admin: dict, today: date):
    """Make the first region, facility, office holder, head and administrator; return a `Started`.

    The administrator has a password, the head sets one with a one-time link. Each is given by the fields of
    its model, `head` and `admin` by user name and full name. Raises OtherData when anything is there already,
    the demo too, and ValidationError by the models' own rules.
    """
    if Facility._base_manager.exists() or User._base_manager.exists():
        raise OtherData
    place = Facility(region=_saved(Region(**region)), **facility)
    _saved(place)
    _saved(Office(facility=place, starts_on=today, **office))
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    admin = _user(admin, password, role=Role.ADMIN, starts_on=today)
    acting = office.get("is_acting", False)
    head = _user(head, None, role=Role.HEAD, facility=place, is_acting=acting, starts_on=today)
    _link, secret = make_link(user=head, by=admin)
    return Started(place, admin, password, head, secret)


def _user(fields: dict, password: str | None, **membership) -> User:
    user = User(**fields)
    user.set_password(password)
    _saved(user)
    _saved(Membership(user=user, **membership))
    return user


def _saved(row):
    row.full_clean()
    row.save()
    return row

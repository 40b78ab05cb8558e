"""A fresh installation becomes a real one: the first region, facility, head and administrator."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import Role
from facilities.services.links import make_link_at_the_server


class OtherData(Exception):
    """The database holds facilities or users already."""


@dataclass(frozen=True)
class Started:
    """What was made, and by account the secret of the link that opens it, which is kept nowhere."""

    facility: Facility
    secrets: dict[User, str]


@transaction.atomic
def start_installation(*, region: dict, facility: dict, office: dict, head: dict, admin: dict, today: date):
    """Make the first region, facility, office holder, head and administrator; return a `Started`.

    Administrator and head each set a password with a one-time link. Each is given by the fields of its model,
    `head` and `admin` by user name and full name. Raises OtherData when anything is there already,
    the demo too, and ValidationError by the models' own rules.
    """
    if Facility._base_manager.exists() or User._base_manager.exists():
        raise OtherData
    place = Facility(region=_saved(Region(**region)), **facility)
    _saved(place)
    _saved(Office(facility=place, starts_on=today, **office))
    _user(admin, role=Role.ADMIN, starts_on=today)
    acting = office.get("is_acting", False)
    _user(head, role=Role.HEAD, facility=place, is_acting=acting, starts_on=today)
    names = (admin["username"], head["username"])
    return Started(place, dict(make_link_at_the_server(username=name) for name in names))


def _user(fields: dict, **membership) -> User:
    user = User(**fields)
    user.set_password(None)
    _saved(user)
    _saved(Membership(user=user, **membership))
    return user


def _saved(row):
    row.full_clean()
    row.save()
    return row

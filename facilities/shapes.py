"""What a user looks like to querysets: a role with places for keys, the same for all users of the role."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import CharField

from core.late import StandIn
from facilities.permissions import PERMISSIONS


@dataclass(frozen=True)
class Shape:
    """A `stand_in` of a user for querysets, and the user's own `values` for its places; see core/prepared.py.

    Users with the same `key` have the same stand-in.
    """

    key: Hashable
    stand_in: StandIn
    values: dict[str, object]


def shape_of(user) -> Shape | None:
    """Return the shape of a user in the membership that they act in; None without one."""
    membership = user.membership
    if membership is None or not user.is_active:
        return None
    facility = membership.facility
    key = (membership.role, facility is not None, membership.region_id is not None)
    values = {
        "user": user.pk,
        "membership": membership.pk,
        "owner": membership.owner_key,
        "facility": membership.facility_id,
        "region": membership.region_id,
        "region of facility": facility and facility.region_id,
    }
    return Shape(key, _stand_in(*key), values)


def shape_of_facility(facility) -> Shape:
    """Return the shape of a facility."""
    values = {"facility": facility.pk, "region of facility": facility.region_id}
    return Shape("facility", _facility(), values)


@lru_cache
def _facility() -> StandIn:
    key = StandIn("facility")
    return StandIn("facility", pk=key, id=key, region_id=StandIn("region of facility"))


@lru_cache
def _stand_in(role, has_facility, has_region) -> StandIn:
    membership = StandIn(
        "membership",
        pk=StandIn("membership"),
        role=role,
        owner_key=StandIn("owner", CharField()),
        facility=_facility() if has_facility else None,
        facility_id=StandIn("facility") if has_facility else None,
        region_id=StandIn("region") if has_region else None,
    )
    return StandIn(
        "user",
        pk=StandIn("user"),
        membership=membership,
        has_perm=lambda permission: permission in PERMISSIONS[role],
    )

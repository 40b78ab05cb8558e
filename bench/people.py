"""Who opens the pages: users of the demo by name, on other data by the size of their facility."""

from collections import Counter

from django.db.models import Count, Q

from facilities.models import User
from facilities.permissions import FACILITY_ROLES, Role
from inmates.models import Inmate
from programs.models import Program

DEMO = {
    "operator": "operator.ruteng",
    "supervisor": "supervisor.ruteng",
    "head": "head.ruteng",
    "instructor": "instructor.meubel",
    "coordinator": "coordinator.skb",
    "regional": "regional.ntt",
    "national": "national",
    "admin": "admin",
    "operator of the largest": "operator.ambon",
    "head of the largest": "head.ambon",
}


def demo_cast() -> dict[str, User]:
    """Return the users of the demo by what they are in the table of pages."""
    users = {user.username: user for user in User.objects.filter(username__in=DEMO.values())}
    return {role: users[name] for role, name in DEMO.items() if name in users}


def cast_by_size() -> dict[str, User]:
    """Return users of a middle-sized and of the largest facility, and of the offices and partners around."""
    held = Counter(dict(Inmate.objects.held().values_list("facility").annotate(n=Count("pk"))))
    running = Program.objects.filter(state="running")
    staffed = [key for key, _count in held.most_common() if len(_staff(key)) == len(FACILITY_ROLES)]
    cast = {}
    if staffed:
        teaching = set(running.values_list("facility", flat=True))
        # Pages of a class need one that runs.
        chosen = [key for key in staffed if key in teaching] or staffed
        middle, largest = chosen[len(chosen) // 2], _staff(staffed[0])
        cast |= {role.value: user for role, user in _staff(middle).items()}
        cast["operator of the largest"] = largest[Role.OPERATOR]
        cast["head of the largest"] = largest[Role.HEAD]
        cast["regional"] = _users(Role.REGIONAL, region__facilities=middle).first()
    for role in (Role.REGIONAL, Role.NATIONAL, Role.ADMIN):
        cast.setdefault(role.value, _users(role).first())
    cast["instructor"] = (
        _users(Role.INSTRUCTOR)
        .annotate(
            classes=Count(
                "memberships__instructor__assignments",
                filter=Q(memberships__instructor__assignments__program__in=running),
            )
        )
        .order_by("-classes", "pk")
        .first()
    )
    cast["coordinator"] = (
        _users(Role.COORDINATOR)
        .annotate(
            classes=Count(
                "memberships__partner_access__partner__programs",
                filter=Q(memberships__partner_access__partner__programs__in=running),
            )
        )
        .order_by("-classes", "pk")
        .first()
    )
    return {role: user for role, user in cast.items() if user}


def _users(role, **place):
    named = {f"memberships__{name}": value for name, value in place.items()}
    return User.objects.filter(is_active=True, memberships__role=role, **named).order_by("pk")


def _staff(facility_key) -> dict[Role, User]:
    found = {role: _users(role, facility=facility_key).first() for role in FACILITY_ROLES}
    return {role: user for role, user in found.items() if user}

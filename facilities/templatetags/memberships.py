"""What the shell says about who is at work: their memberships, and whether this is a demo."""

import time

from django import template

from facilities.models import User

register = template.Library()

DEMO_SECONDS = 60
_demo = {"until": 0.0, "here": False}


@register.simple_tag(takes_context=True)
def own_memberships(context):
    """Return the memberships the user may switch between; none when there is only one."""
    user = getattr(context.get("request"), "user", None)
    if not user or not user.is_authenticated:
        return []
    mine = list(user.memberships.active().with_places())
    return mine if len(mine) > 1 else []


@register.simple_tag
def demo_here() -> bool:
    """Return whether demo users exist, asked at most once a minute in each process."""
    if time.monotonic() > _demo["until"]:
        _demo["here"] = User.objects.filter(is_demo=True).exists()
        _demo["until"] = time.monotonic() + DEMO_SECONDS
    return _demo["here"]

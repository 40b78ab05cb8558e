"""What waits for the people who plan, check and approve programmes."""

from django.utils.translation import gettext as _

from core.registry import WorkItem
from facilities.permissions import FACILITY_ROLES
from programs.models import Program

# Who moves a programme on from which state: the permission of the step, and what the button says.
STEPS = {
    "submitted": ("programs.check", "verify"),
    "verified": ("programs.approve", "approve"),
    "approved": ("programs.approve", "open"),
    "completed": ("programs.approve", "close"),
}
DECISIONS = ("submitted", "verified")


def item(program, text, action, url=""):
    days = _("%(first)s to %(last)s") % {
        "first": f"{program.starts_on:%d/%m/%Y}",
        "last": f"{program.ends_on:%d/%m/%Y}",
    }
    return WorkItem(
        title=str(program),
        text=f"{text} · {days}",
        url=url or program.get_absolute_url(),
        action=action,
    )


def waiting_programs(user):
    """Return the programmes whose next step is this user's, without what they submitted themselves."""
    states = [state for state, (permission, _move) in STEPS.items() if user.has_perm(permission)]
    if not states or user.membership.role not in FACILITY_ROLES:
        return []
    rows = Program.objects.for_user(user).filter(state__in=states)
    if set(states) & set(DECISIONS):
        rows = rows.waiting_for(user, DECISIONS)
    items = []
    for program in rows.order_by("starts_on"):
        move = program.lifecycle[STEPS[program.state][1]]
        url = f"{program.get_absolute_url()}do/{move.name}/"
        # Whoever decides first looks at the plan; opening and closing need no look.
        items.append(
            item(program, program.get_state_display(), move.label, "" if program.state in DECISIONS else url)
        )
    return items


def drafts(user):
    """Return the facility's drafts, for those who write them."""
    rows = Program.objects.for_user(user).filter(state="draft").order_by("starts_on")
    return [item(program, program.get_state_display(), _("Continue")) for program in rows]

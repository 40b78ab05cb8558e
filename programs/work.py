"""What waits for the people who plan, check and approve programmes."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.registry import WorkGroup, WorkItem
from facilities.permissions import FACILITY_ROLES
from programs.models import Program, Session, ToolCount
from programs.querysets import SEATED
from programs.staff import is_staff

# Who moves a programme on from which state: the permission of the step, and what the button says.
STEPS = {
    "submitted": ("programs.check", "verify"),
    "verified": ("programs.approve", "approve"),
    "approved": ("programs.approve", "open"),
    "open": ("programs.approve", "start"),
    "running": ("programs.check", "complete"),
    "completed": ("programs.approve", "close"),
}
DECISIONS = ("submitted", "verified")
# As the guard of closing reads it: blanks are no evaluation.
UNWRITTEN = Q(evaluation__regex=r"^\s*$")


def ready(state):
    """Return what must be true, beside the state, for the next step to be possible."""
    if state == "open":
        seated = Program._base_manager.filter(enrolments__state__in=SEATED)
        return Q(starts_on__lte=timezone.localdate(), pk__in=seated.values("pk"))
    if state == "running":
        sessions = Session._base_manager.filter(program=OuterRef("pk"))
        open_ones = sessions.filter(state__in=("scheduled", "submitted"))
        return Q(Exists(sessions.filter(state="verified"))) & ~Q(Exists(open_ones))
    if state == "completed":
        return ~UNWRITTEN & Q(result_sheet__state="approved")
    return Q()


def item(program, text, action, url="", overdue=False):
    days = _("%(first)s to %(last)s") % {
        "first": f"{program.starts_on:%d/%m/%Y}",
        "last": f"{program.ends_on:%d/%m/%Y}",
    }
    return WorkItem(
        title=str(program),
        text=f"{text} · {days}",
        url=url or program.get_absolute_url(),
        action=action,
        overdue=overdue,
    )


def waiting_programs(user):
    """Return the programmes whose next step is this user's and possible, without what they submitted."""
    states = [state for state, (permission, _move) in STEPS.items() if user.has_perm(permission)]
    if not states or user.membership.role not in FACILITY_ROLES:
        return Program.objects.none()
    possible = Q()
    for state in states:
        possible |= Q(state=state) & ready(state)
    rows = Program.objects.for_user(user).filter(possible)
    if set(states) & set(DECISIONS):
        rows = rows.waiting_for(user, DECISIONS)
    return rows.order_by("starts_on")


def step_item(program) -> WorkItem:
    move = program.lifecycle[STEPS[program.state][1]]
    # Whoever decides first looks at the plan; the other steps need no look.
    url = "" if program.state in DECISIONS else f"{program.get_absolute_url()}do/{move.name}/"
    return item(program, program.get_state_display(), move.label, url)


def programs_to_prepare(user):
    """Return what officers have to do: overdue steps, drafts, evaluations without which nothing is closed."""
    rows = Program.objects.for_user(user).with_preparation()
    overdue = Q(steps_overdue__gt=0) & ~Q(state__in=("completed", "closed", "cancelled"))
    unwritten = UNWRITTEN & Q(state="completed")
    return rows.filter(overdue | unwritten | Q(state="draft")).order_by("starts_on", "pk")


def preparation_items(program):
    """Return the lines of a programme to go on with: a draft with overdue steps has two."""
    if program.state == "completed":
        url = reverse("programs:program-evaluate", args=[program.pk])
        yield item(program, program.get_state_display(), _("Write evaluation"), url)
    elif program.steps_overdue:
        yield overdue_steps(program)
    if program.state == "draft":
        yield item(program, program.get_state_display(), _("Continue"))


def overdue_steps(program):
    text = ngettext(
        "%(count)s step of preparation overdue, since %(day)s",
        "%(count)s steps of preparation overdue, the first since %(day)s",
        program.steps_overdue,
    )
    words = {"count": program.steps_overdue, "day": date_format(program.overdue_since, "j F Y")}
    return WorkItem(
        title=str(program),
        text=text % words,
        url=reverse("programs:preparation", args=[program.pk]),
        action=_("Look at the steps"),
        overdue=True,
    )


def uncounted_tools(user):
    """Return the sessions from which tools did not come back as they went out, unexplained."""
    if not is_staff(user):
        return Session.objects.none()
    counts = ToolCount.objects.for_user(user).open_questions().exclude(session__state="verified")
    counts = counts.filter(session__ends_at__lt=Now())
    names = counts.filter(session=OuterRef("pk")).order_by("tool__position", "pk").values("tool__name")[:5]
    rows = Session.objects.for_user(user).filter(pk__in=counts.order_by().values("session"))
    rows = rows.annotate(uncounted=ArraySubquery(names)).select_related("program")
    return rows.order_by("starts_at", "pk")


def tools_item(session) -> WorkItem:
    return WorkItem(
        title=str(session.program),
        text=f"{date_format(session.day, 'l, j F Y')}: {', '.join(session.uncounted)}",
        url=reverse("programs:session-tools", args=[session.pk]),
        action=_("Count"),
        overdue=True,
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("Programmes waiting for you"), "school", 10, "programs.view", waiting_programs, step_item
    ),
    WorkGroup(
        gettext_lazy("Programmes to go on with"),
        "pencil",
        20,
        "programs.enter",
        programs_to_prepare,
        preparation_items,
    ),
    WorkGroup(gettext_lazy("Tools not back"), "package", 28, "programs.enter", uncounted_tools, tools_item),
)

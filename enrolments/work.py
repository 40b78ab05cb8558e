"""What waits for somebody in this app: the groups of the worklist."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.registry import WorkGroup, WorkItem
from enrolments.models import CircumstanceChange, Enrolment, ResultSheet
from enrolments.panel import for_head
from enrolments.querysets import LIVE_STATES, SEAT_STATES
from programs.models import Program, Session

# People who count towards a class that is being filled.
NAMED = set(LIVE_STATES) | set(SEAT_STATES)


def _classes_of(user, sessions):
    """Return the classes of the sessions: how many, since when, and the oldest, to which the item leads."""
    first = sessions.filter(program=OuterRef("pk")).order_by("starts_at").values("pk")[:1]
    return (
        Program.objects.for_user(user)
        .filter(sessions__in=sessions)
        .annotate(waiting=Count("sessions"), since=Min("sessions__day"), oldest=Subquery(first))
        .order_by("since", "pk")
    )


def _sessions_item(program, text, action):
    return WorkItem(
        title=str(program),
        text=text % {"count": program.waiting, "day": date_format(program.since, "l, j F Y")},
        url=reverse("enrolments:attendance-mark", args=[program.oldest]),
        action=action,
        overdue=program.since < timezone.localdate(),
    )


def unrecorded_sessions(user):
    return _classes_of(user, Session.objects.for_user(user).unrecorded())


def unrecorded_item(program) -> WorkItem:
    text = ngettext(
        "%(count)s session without attendance, on %(day)s",
        "%(count)s sessions without attendance, the first on %(day)s",
        program.waiting,
    )
    return _sessions_item(program, text, _("Record attendance"))


def unverified_sessions(user):
    return _classes_of(user, Session.objects.for_user(user).filter(state="submitted"))


def unverified_item(program) -> WorkItem:
    text = ngettext(
        "%(count)s session to verify, on %(day)s",
        "%(count)s sessions to verify, the first on %(day)s",
        program.waiting,
    )
    return _sessions_item(program, text, _("Verify"))


def waiting_candidates(user):
    rows = Program.objects.for_user(user).joinable()
    proposed = for_head("enrolments__") & Q(enrolments__state="proposed")
    rows = rows.annotate(waiting=Count("enrolments", filter=proposed))
    return rows.filter(waiting__gt=0).order_by("starts_on", "pk")


def candidates_item(program) -> WorkItem:
    text = ngettext("%(count)s candidate", "%(count)s candidates", program.waiting)
    return WorkItem(
        title=str(program),
        text=text % {"count": program.waiting},
        url=reverse("enrolments:participant-decide", args=[program.pk]),
        action=_("Decide"),
        overdue=program.starts_on <= timezone.localdate(),
    )


def seats_to_offer(user):
    """Return who is first on the waiting list of a class with a free seat."""
    rows = Enrolment.objects.for_user(user).first_in_line()
    return rows.select_related("inmate", "program").order_by("program__starts_on", "pk")


def offer_item(enrolment) -> WorkItem:
    text = _("%(program)s: a seat is free; %(name)s is first on the waiting list since %(day)s.")
    words = {
        "program": enrolment.program,
        "name": enrolment,
        "day": date_format(enrolment.applied_on, "j F Y"),
    }
    return WorkItem(
        title=str(enrolment),
        text=text % words,
        url=reverse("enrolments:enrolment-seat", args=[enrolment.pk]),
        action=_("Offer the seat"),
        person=enrolment.inmate_id,
    )


def seats_to_fill(user):
    """Return the open classes that lack people."""
    rows = Program.objects.for_user(user).joinable()
    rows = rows.annotate(named=Count("enrolments", filter=Q(enrolments__state__in=NAMED)))
    lacking = Q(state="open", named__lt=F("seats") + F("reserves"))
    return rows.filter(lacking).order_by("starts_on", "pk")


def seats_item(program) -> WorkItem:
    text = _("%(named)s people named for %(seats)s seats and %(reserves)s reserves, from %(day)s")
    words = {
        "named": program.named,
        "seats": program.seats,
        "reserves": program.reserves,
        "day": date_format(program.starts_on, "j F Y"),
    }
    return WorkItem(
        title=str(program),
        text=text % words,
        url=reverse("enrolments:participant-list", args=[program.pk]),
        action=_("Add candidates"),
        overdue=program.state == "open" and program.starts_on <= timezone.localdate(),
    )


def scores_to_submit(user):
    """Classes that are over, whose scores nobody has submitted."""
    sessions = Session.objects.filter(program=OuterRef("pk"))
    rows = Program.objects.for_user(user).filter(
        Exists(sessions.filter(state="verified")),
        ~Exists(sessions.filter(state__in=("scheduled", "submitted"))),
        Q(result_sheet=None) | Q(result_sheet__state="draft"),
        state__in=("running", "completed"),
    )
    return rows.order_by("ends_on", "pk")


def scores_item(program) -> WorkItem:
    url = reverse("enrolments:result-sheet", args=[program.pk])
    return WorkItem(title=str(program), text="", url=url, action=_("Enter scores"))


def _sheets(user, state):
    rows = ResultSheet.objects.for_user(user).filter(state=state).select_related("program")
    return rows.order_by("program__ends_on", "pk")


def submitted_sheets(user):
    return _sheets(user, "submitted")


def checked_sheets(user):
    return _sheets(user, "checked")


def sheet_item(sheet) -> WorkItem:
    action = _("Check") if sheet.state == "submitted" else _("Approve")
    return WorkItem(title=str(sheet.program), text="", url=sheet.get_absolute_url(), action=action)


# How somebody leaves a class, by what happened to them.
WAYS = {"released": "release", "died": "withdraw", "transferred": "transfer"}


def still_in_class(user):
    """People who are no longer here and still stand in a class."""
    rows = Enrolment.objects.for_user(user).no_longer_here()
    # Those whose change was noted wait in the inbox; see enrolments/work_changes.py.
    noted = CircumstanceChange.objects.filter(enrolment=OuterRef("pk")).keeps_in_view()
    rows = rows.exclude(Exists(noted))
    return rows.select_related("inmate", "inmate__merged_into", "program").order_by("program", "pk")


def gone_item(enrolment) -> WorkItem:
    person = enrolment.inmate.merged_into or enrolment.inmate
    moved = person.facility_id != enrolment.facility_id
    way = "transfer" if moved else WAYS[person.custody]
    said = _("Transferred") if moved else person.get_custody_display()
    return WorkItem(
        title=str(enrolment),
        text=f"{enrolment.program}: {said}",
        url=reverse(f"enrolments:enrolment-{way}", args=[enrolment.pk]),
        action=_("Take out of the class"),
        overdue=True,
        person=enrolment.inmate_id,
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("No longer here, still in class"),
        "logout",
        28,
        "enrolments.enter",
        still_in_class,
        gone_item,
    ),
    WorkGroup(
        gettext_lazy("Attendance not recorded"),
        "calendar-check",
        30,
        "attendance.enter",
        unrecorded_sessions,
        unrecorded_item,
    ),
    WorkGroup(
        gettext_lazy("Attendance to verify"),
        "calendar-check",
        32,
        "attendance.check",
        unverified_sessions,
        unverified_item,
    ),
    WorkGroup(
        gettext_lazy("Candidates to decide on"),
        "user-check",
        40,
        "enrolments.approve",
        waiting_candidates,
        candidates_item,
    ),
    WorkGroup(
        gettext_lazy("A seat is free, somebody waits"),
        "user-check",
        41,
        "enrolments.enter",
        seats_to_offer,
        offer_item,
    ),
    WorkGroup(
        gettext_lazy("Seats to fill"),
        "user-plus",
        42,
        "enrolments.enter",
        seats_to_fill,
        seats_item,
    ),
    WorkGroup(
        gettext_lazy("Scores to enter and submit"),
        "star",
        48,
        "scores.enter",
        scores_to_submit,
        scores_item,
    ),
    WorkGroup(
        gettext_lazy("Results to check"),
        "star",
        50,
        "scores.check",
        submitted_sheets,
        sheet_item,
    ),
    WorkGroup(
        gettext_lazy("Results to approve"),
        "star",
        52,
        "scores.approve",
        checked_sheets,
        sheet_item,
    ),
)

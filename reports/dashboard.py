"""The facility's dashboard: figures against last year and targets, charts, the week; one statement."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core.charts import Chart, Series, bar_chart, line_chart, month_labels, row_chart
from core.figures import Figure, figures_for, get_figure, values_of
from core.prepared import fetch_prepared
from programs.models import Session
from reports import monthly_series
from reports.models import Target
from reports.monthly_series import Months
from reports.needs import NEED_PARTS, Need, need_parts, needs_of
from reports.targets import Course, course_of

MOST_FIELDS = 10
MOST_SESSIONS = 40


@dataclass(frozen=True)
class Line:
    """A figure as the dashboard shows it: its number, last year's up to the same day, and the target."""

    figure: Figure
    value: object
    before: object
    url: str
    course: Course | None

    @property
    def said(self) -> str:
        return self.figure.say(self.value)

    @property
    def change(self) -> str:
        """Return in words how the number stands against last year's; "" where that is not told."""
        if not self.figure.compared or self.value is None:
            return ""
        if self.before is None:
            return _("last year there was none")
        text = _("last year %(before)s, the same now")
        if self.value != self.before:
            more = self.value > self.before
            text = _("last year %(before)s, more now") if more else _("last year %(before)s, less now")
        return text % {"before": self.figure.say(self.before)}


@dataclass(frozen=True)
class Dashboard:
    """What the page shows; `first` to `last` is this year up to today."""

    first: date
    last: date
    groups: list[tuple[str, list[Line]]]
    charts: list[Chart]
    sessions: list[Session]
    more_sessions: bool
    has_targets: bool


def dashboard_of(user, today: date) -> Dashboard:
    """Return the dashboard of the user's facility on `today`; one statement."""
    facility = user.membership.facility
    first, months = today.replace(month=1, day=1), Months.up_to(today)
    year = relativedelta(years=1)
    figures = figures_for(user)
    asked = [(figure, facility, first, today) for figure in figures]
    asked += [(figure, facility, first - year, today - year) for figure in figures if figure.compared]
    monday = today - timedelta(days=today.weekday())
    makers = [
        *(
            lambda who, figure=figure, first=first, last=last: figure.query(place_of(who), first, last)
            for figure, _facility, first, last in asked
        ),
        lambda who: Target.objects.of_year(place_of(who), today.year),
        lambda who: monthly_series.participants(place_of(who), months),
        lambda who: monthly_series.attendance(place_of(who), months),
        lambda who: monthly_series.certificates(place_of(who), months),
        lambda who: week_of(who, monday)[: MOST_SESSIONS + 1],
        *(lambda who, number=number: need_parts(who)[number] for number in range(NEED_PARTS)),
    ]
    found = fetch_prepared(user, ("dashboard", tuple(figures), today), makers)
    values = values_of(asked, found[: len(asked)])
    targets, participants, marks, issued, sessions, *rest = found[len(asked) :]
    wanted = {target.figure: target.value for target in targets}
    earlier = iter(values[len(figures) :])
    groups: dict[str, list[Line]] = {}
    for figure, value in zip(figures, values, strict=False):
        line = Line(
            figure=figure,
            value=value,
            before=next(earlier) if figure.compared else None,
            url=figure.list_url(facility, first, today),
            course=course_of(figure, value, wanted.get(figure.key), today) if figure.targeted else None,
        )
        groups.setdefault(str(figure.group), []).append(line)
    return Dashboard(
        first=first,
        last=today,
        groups=list(groups.items()),
        charts=[
            participants_chart(months, participants, _lists(facility, months, "trained")),
            attendance_chart(months, marks, _lists(facility, months, "attendance")),
            certificates_chart(months, issued, _lists(facility, months, "certificates")),
            needs_chart(needs_of(user, rest).rows),
        ],
        sessions=sessions[:MOST_SESSIONS],
        more_sessions=len(sessions) > MOST_SESSIONS,
        has_targets=bool(wanted),
    )


def place_of(user):
    """Return the facility that the user's page is about."""
    return user.membership.facility


def week_of(user, monday: date):
    """Return the sessions of the week that begins on `monday`, without cancelled ones."""
    rows = Session.objects.for_user(user).counted().filter(day__range=(monday, monday + timedelta(days=6)))
    return (
        rows.filter(program__state__in=("open", "running", "completed", "closed"))
        .select_related("program", "facility")
        .order_by("starts_at", "pk")
    )


def _lists(facility, months: Months, key: str) -> list[str]:
    """Return the addresses of the lists that a figure counts in each month."""
    return [get_figure(key).list_url(facility, first, last) for first, last in months.days()]


def participants_chart(months: Months, rows, urls=()) -> Chart:
    row = rows[0] if rows else {}
    counts = [row.get(f"m{place}") or 0 for place in range(len(months.starts))]
    series = [Series(_("In class"), counts, urls)]
    title = _("Participants per month")
    note = _("Everybody who was in a class on at least one day of the month.")
    return bar_chart("participants", title, series=series, note=note, **month_labels(months.starts))


def attendance_chart(months: Months, rows, urls=()) -> Chart:
    """Return the rate of each month; a month without sessions has none."""
    known = {row["month"]: row for row in rows}
    rates = [
        100 * known[month]["present"] / known[month]["counted"]
        if month in known and known[month]["counted"]
        else None
        for month in months.starts
    ]
    series = [Series(_("Present"), rates, urls)]
    title = _("Attendance rate per month")
    return line_chart("attendance", title, series=series, unit="%", most=100, **month_labels(months.starts))


def certificates_chart(months: Months, rows, urls=()) -> Chart:
    known = {row["month"]: row["count"] for row in rows}
    series = [Series(_("Certificates"), [known.get(month, 0) for month in months.starts], urls)]
    return bar_chart(
        "certificates", _("Certificates per month"), series=series, **month_labels(months.starts)
    )


def needs_chart(needs: list[Need]) -> Chart:
    """Return demand against seats of the fields that are asked for most, or for which there are seats."""
    rows = [need for need in needs if need.people or need.seats]
    rows.sort(key=lambda need: (-(need.weighted or 0), -need.seats, str(need.skill_field)))
    rows = rows[:MOST_FIELDS]
    series = [
        Series(_("Demand (weighted)"), [need.weighted for need in rows]),
        Series(_("Seats open or running"), [need.seats for need in rows]),
    ]
    title = _("Demand and supply for each skill field")
    note = _("Demand counts first, second and third choices by their weight.")
    return row_chart("needs", title, [str(need.skill_field) for need in rows], series, note=note)

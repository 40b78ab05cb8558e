"""What monthly reports wait for: to be begun, written, checked, submitted, answered."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import Exists, OuterRef, Value
from django.db.models.fields import DateField
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import WorkGroup, WorkItem
from facilities.models import Facility
from facilities.permissions import FACILITY_ROLES
from reports.models import MonthlyReport
from reports.standings import with_standing


def last_month(today: date) -> date:
    """Return the first day of the month before."""
    return today.replace(day=1) - relativedelta(months=1)


def due_on(month: date) -> date:
    """Return until when the report of a month is awaited (settings.REPORT_DUE_DAY of the next)."""
    return month + relativedelta(months=1, day=settings.REPORT_DUE_DAY)


def _is_over(month) -> bool:
    return timezone.localdate() > due_on(month)


def _until(month) -> str:
    return _("Awaited until %(day)s.") % {"day": date_format(due_on(month), "j F Y")}


def not_begun(user):
    """Return the user's facility when nobody has begun the report of last month."""
    if user.membership.role not in FACILITY_ROLES:
        return Facility.objects.none()
    month = last_month(timezone.localdate())
    begun = MonthlyReport._base_manager.filter(facility=OuterRef("pk"), month=month)
    rows = Facility.objects.for_user(user).filter(~Exists(begun))
    return rows.annotate(owed=Value(month, output_field=DateField())).order_by("pk")


def not_begun_item(facility) -> WorkItem:
    month = date_format(facility.owed, "F Y")
    return WorkItem(
        title=_("Monthly report %(month)s") % {"month": month},
        text=_("Not begun yet.") + " " + _until(facility.owed),
        url=f"{reverse('reports:monthly-add')}?month={facility.owed:%Y-%m-%d}",
        action=_("Begin"),
        overdue=_is_over(facility.owed),
    )


def _of_past_months(user, *states):
    if user.membership.role not in FACILITY_ROLES:
        return MonthlyReport.objects.none()
    rows = MonthlyReport.objects.for_user(user).filter(state__in=states)
    return rows.filter(month__lt=timezone.localdate().replace(day=1)).order_by("month")


def to_write(user):
    """Return drafts of months that are over, and what the office returned."""
    return _of_past_months(user, "draft", "returned")


def to_submit(user):
    """Return what was checked and waits for the head."""
    return _of_past_months(user, "checked")


def _item(report, action) -> WorkItem:
    text = _("Returned by the regional office.") if report.state == "returned" else _until(report.month)
    return WorkItem(
        title=str(report),
        text=text,
        url=report.get_absolute_url(),
        action=action,
        overdue=_is_over(report.month),
    )


def to_accept(user):
    """Return what was submitted to the user's office, the oldest first."""
    rows = MonthlyReport.objects.for_user(user).filter(state="submitted")
    return rows.select_related("facility").order_by("month", "facility__name")


def accept_item(report) -> WorkItem:
    return WorkItem(
        title=str(report.facility),
        text=str(report),
        url=report.get_absolute_url(),
        action=_("Read and answer"),
    )


def not_in(user):
    """Return the facilities whose last report is overdue at the user's office.

    It is that of last month, or of the one before as long as last month's is not due.
    """
    month = last_month(timezone.localdate())
    if not _is_over(month):
        month = last_month(month)
    rows = with_standing(Facility.objects.for_user(user), month).filter(standing="missing")
    return rows.annotate(owed=Value(month, output_field=DateField())).order_by("name")


def not_in_item(facility) -> WorkItem:
    month = date_format(facility.owed, "F Y")
    return WorkItem(
        title=facility.short_name,
        text=_("The report of %(month)s has not come.") % {"month": month},
        url=f"{reverse('reports:facility-reports')}?month={facility.owed:%Y-%m-%d}&standing=missing",
        action=_("See who is missing"),
        overdue=True,
    )


GROUPS = (
    WorkGroup(
        gettext_lazy("Monthly report to begin"), "report", 90, "reports.enter", not_begun, not_begun_item
    ),
    WorkGroup(
        gettext_lazy("Monthly reports to write"),
        "report",
        91,
        "reports.enter",
        to_write,
        lambda report: _item(report, _("Write")),
    ),
    WorkGroup(
        gettext_lazy("Monthly reports to check"),
        "report",
        92,
        "reports.check",
        to_write,
        lambda report: _item(report, _("Check")),
    ),
    WorkGroup(
        gettext_lazy("Monthly reports to submit"),
        "report",
        93,
        "reports.approve",
        to_submit,
        lambda report: _item(report, _("Read and submit")),
    ),
    WorkGroup(
        gettext_lazy("Reports that wait for an answer"),
        "report",
        94,
        "acceptance.enter",
        to_accept,
        accept_item,
    ),
    WorkGroup(
        gettext_lazy("Reports that have not come"), "report", 95, "acceptance.enter", not_in, not_in_item
    ),
)

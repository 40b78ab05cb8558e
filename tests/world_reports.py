"""Reports of a world: one that was submitted, with a photo."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from facilities.permissions import Role
from reports.models import MonthlyReport
from reports.services.monthly import add_photos
from tests.factories import make_upload


def keep_reports(world):
    """A monthly report that the regional office has, with a photo and its letter."""
    month = timezone.localdate(timezone=world.facility.zone).replace(day=1) - relativedelta(months=1)
    report = MonthlyReport.objects.create(
        facility=world.facility, month=month, activities=f"Kelas berjalan di {world.facility.short_name}."
    )
    operator, head = world.users[Role.OPERATOR], world.users[Role.HEAD]
    world.keep(*add_photos(report=report, uploads=[(make_upload("teal"), "Bangku")], by=operator))
    report = report.perform("submit", by=head)
    world.keep(report, report.submissions.get())

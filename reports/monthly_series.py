"""Training month by month, as rows for charts: one query a subject, to be read together with others."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Value
from django.db.models.functions import TruncMonth

from certificates.models import Certificate
from enrolments.figures import COUNTED, PRESENT
from enrolments.models import Attendance, Enrolment
from enrolments.querysets import in_class_then


@dataclass(frozen=True)
class Months:
    """Months one after the other, by their first days; `last` is the last day that counts."""

    starts: tuple[date, ...]
    last: date

    @classmethod
    def up_to(cls, last: date, count: int = 12) -> "Months":
        """Return the month of `last` and those before it."""
        month = last.replace(day=1)
        return cls(tuple(month - relativedelta(months=back) for back in reversed(range(count))), last)

    @property
    def first(self) -> date:
        return self.starts[0]

    def days(self) -> list[tuple[date, date]]:
        """Return the first and the last counted day of each month."""
        ends = [month - timedelta(days=1) for month in self.starts[1:]]
        return list(zip(self.starts, [*ends, self.last], strict=True))


def participants(facility, months: Months):
    """Return the query of one row: `m0`, `m1`, ... say how many were in class in each month."""
    counts = {
        f"m{place}": Count("pk", filter=in_class_then(first, last))
        for place, (first, last) in enumerate(months.days())
    }
    rows = Enrolment.objects.at(facility).in_class_between(months.first, months.last)
    return rows.order_by().annotate(one=Value(1)).values("one").annotate(**counts)


def attendance(facility, months: Months):
    """Return the query of rows (`month`, `present`, `counted`)."""
    rows = Attendance.objects.of_classes_at(facility).of_taught_sessions(months.first, months.last)
    rows = rows.order_by().annotate(month=TruncMonth("session__day")).values("month")
    return rows.annotate(present=PRESENT, counted=COUNTED)


def certificates(facility, months: Months):
    """Return the query of rows (`month`, `count`) of the certificates that the figure counts."""
    rows = Certificate.objects.filter(facility=facility, issued_on__range=(months.first, months.last)).valid()
    return rows.order_by().annotate(month=TruncMonth("issued_on")).values("month").annotate(count=Count("pk"))

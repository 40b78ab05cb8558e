"""Reports: staff see their facility's, offices above what was submitted to them."""

from django.db.models import OuterRef, Q, Subquery

from facilities.permissions import Role
from facilities.querysets import OwnedQuerySet

# States in which the office above the facility has a report.
REACHED = ("submitted", "accepted")


def of_office(membership, path="facility") -> Q | None:
    """Return the condition on the rows that an office above the facilities receives; None for others."""
    if membership is None or membership.role not in (Role.REGIONAL, Role.NATIONAL):
        return None
    return Q(**{f"{path}__region_id": membership.region_id}) if membership.role == Role.REGIONAL else Q()


class MonthlyReportQuerySet(OwnedQuerySet):
    def for_user(self, user):
        received = of_office(user.membership)
        if received is not None:
            return self.filter(received, state__in=REACHED)
        return super().for_user(user)

    def with_letter(self):
        """Add number, day and moment of the last submission: `letter_number`, `letter_day`."""
        from reports.models import ReportSubmission

        last = ReportSubmission._base_manager.filter(report=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            letter_number=Subquery(last.values("number")[:1]), letter_day=Subquery(last.values("day")[:1])
        )


class SubmissionQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """Return what was submitted, also what the office returned: it has read that one."""
        received = of_office(user.membership)
        return self.filter(received) if received is not None else super().for_user(user)


class ReportPhotoQuerySet(OwnedQuerySet):
    def for_user(self, user):
        received = of_office(user.membership)
        if received is not None:
            return self.filter(received, report__state__in=REACHED)
        return super().for_user(user)

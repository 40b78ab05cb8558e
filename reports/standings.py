"""Where a facility stands with its report of a month, as the office above sees it."""

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from reports.models import MonthlyReport, ReportSubmission

# In the order in which an office works on them: colour and word.
STANDINGS = {
    "missing": ("red", _("Not submitted")),
    "returned": ("yellow", _("Returned for correction")),
    "submitted": ("yellow", _("Submitted")),
    "accepted": ("green", _("Accepted")),
}


def with_standing(facilities, month):
    """Add to facilities `standing`, `report_id`, `letter_number` and `letter_day` of the report of `month`.

    What a facility has begun and not submitted is its own: it reads as missing.
    """
    reports = MonthlyReport._base_manager.filter(facility=OuterRef("pk"), month=month)
    letters = ReportSubmission._base_manager.filter(
        report__facility=OuterRef("pk"), report__month=month
    ).order_by("-pk")
    shown = ("returned", "submitted", "accepted")
    return facilities.annotate(
        report_id=Subquery(reports.values("pk")[:1]),
        report_state=Subquery(reports.values("state")[:1]),
        sent_before=Exists(letters),
        letter_number=Subquery(letters.values("number")[:1]),
        letter_day=Subquery(letters.values("day")[:1]),
        standing=Case(
            When(report_state__in=shown, then=F("report_state")),
            # One that was returned and is being corrected is still the returned one to the office.
            When(sent_before=True, then=Value("returned")),
            default=Value("missing"),
        ),
    )

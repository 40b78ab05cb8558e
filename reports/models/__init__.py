from reports.models.demo import DemoLoad
from reports.models.monthly import (
    MONTHLY_LIFECYCLE,
    REACHED,
    MonthlyReport,
    ReportPhoto,
    ReportState,
    ReportSubmission,
)
from reports.models.summary import FacilityMeasured, Summary
from reports.models.targets import Target

__all__ = [
    "MONTHLY_LIFECYCLE",
    "REACHED",
    "DemoLoad",
    "FacilityMeasured",
    "MonthlyReport",
    "ReportPhoto",
    "ReportState",
    "ReportSubmission",
    "Summary",
    "Target",
]

from reports.models.demo import DemoLoad
from reports.models.monthly import (
    MONTHLY_LIFECYCLE,
    REACHED,
    MonthlyReport,
    ReportPhoto,
    ReportState,
    ReportSubmission,
)
from reports.models.targets import Target

__all__ = [
    "MONTHLY_LIFECYCLE",
    "REACHED",
    "DemoLoad",
    "MonthlyReport",
    "ReportPhoto",
    "ReportState",
    "ReportSubmission",
    "Target",
]

from reports.views.compare import (
    CompareFacilities,
    CompareFacility,
    CompareFields,
    CompareReasons,
    CompareRefresh,
    CompareRegions,
)
from reports.views.cooperation import CooperationPrint, CooperationReport
from reports.views.dashboard import DashboardPage, TargetsPage
from reports.views.elsewhere import Elsewhere
from reports.views.home import HomePage, NeedsPage, SearchPage
from reports.views.monthly import (
    MonthlyAdd,
    MonthlyDetail,
    MonthlyExcel,
    MonthlyHistory,
    MonthlyList,
    MonthlyMove,
    MonthlyPrint,
    PhotoRemove,
    PhotosAdd,
    PhotoShow,
    SubmissionPrint,
)
from reports.views.region import FacilityReports
from reports.views.yearly import YearlyExcel, YearlyPrint, YearlyReport

__all__ = [
    "CompareFacilities",
    "CompareFacility",
    "CompareFields",
    "CompareReasons",
    "CompareRefresh",
    "CompareRegions",
    "CooperationPrint",
    "CooperationReport",
    "DashboardPage",
    "Elsewhere",
    "FacilityReports",
    "HomePage",
    "MonthlyAdd",
    "MonthlyDetail",
    "MonthlyExcel",
    "MonthlyHistory",
    "MonthlyList",
    "MonthlyMove",
    "MonthlyPrint",
    "NeedsPage",
    "PhotoRemove",
    "PhotoShow",
    "PhotosAdd",
    "SearchPage",
    "SubmissionPrint",
    "TargetsPage",
    "YearlyExcel",
    "YearlyPrint",
    "YearlyReport",
]

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("dashboard/", views.DashboardPage.as_view(), name="dashboard"),
    path("targets/<int:year>/", views.TargetsPage.as_view(), name="targets"),
    path("search/", views.SearchPage.as_view(), name="search"),
    path("reports/needs/", views.NeedsPage.as_view(), name="needs"),
    path("reports/monthly/", views.MonthlyList.as_view(), name="monthly-list"),
    path("reports/monthly/add/", views.MonthlyAdd.as_view(), name="monthly-add"),
    path("reports/monthly/<int:pk>/", views.MonthlyDetail.as_view(), name="monthly-detail"),
    path("reports/monthly/<int:pk>/do/<slug:move>/", views.MonthlyMove.as_view(), name="monthly-move"),
    path("reports/monthly/<int:pk>/history/", views.MonthlyHistory.as_view(), name="monthly-history"),
    path("reports/monthly/<int:pk>/pdf/", views.MonthlyPrint.as_view(), name="monthly-pdf"),
    path("reports/monthly/<int:pk>/excel/", views.MonthlyExcel.as_view(), name="monthly-excel"),
    path("reports/monthly/<int:pk>/photos/", views.PhotosAdd.as_view(), name="monthly-photos"),
    path("reports/photos/<int:pk>/", views.PhotoShow.as_view(), name="monthly-photo"),
    path("reports/photos/<int:pk>/remove/", views.PhotoRemove.as_view(), name="monthly-photo-remove"),
    path("reports/submissions/<int:pk>/pdf/", views.SubmissionPrint.as_view(), name="submission-pdf"),
    path("reports/facilities/", views.FacilityReports.as_view(), name="facility-reports"),
    path("reports/compare/", views.CompareFacilities.as_view(), name="compare"),
    path("reports/compare/regions/", views.CompareRegions.as_view(), name="compare-regions"),
    path("reports/compare/fields/", views.CompareFields.as_view(), name="compare-fields"),
    path("reports/compare/leaving/", views.CompareReasons.as_view(), name="compare-leaving"),
    path("reports/compare/refresh/", views.CompareRefresh.as_view(), name="compare-refresh"),
    path("reports/compare/<int:pk>/", views.CompareFacility.as_view(), name="compare-facility"),
    path("reports/elsewhere/", views.Elsewhere.as_view(), name="elsewhere"),
    path("reports/yearly/", views.YearlyReport.as_view(), name="yearly"),
    path("reports/yearly/pdf/", views.YearlyPrint.as_view(), name="yearly-pdf"),
    path("reports/yearly/excel/", views.YearlyExcel.as_view(), name="yearly-excel"),
    path("reports/partners/<int:pk>/", views.CooperationReport.as_view(), name="partner-report"),
    path("reports/partners/<int:pk>/pdf/", views.CooperationPrint.as_view(), name="partner-report-pdf"),
]

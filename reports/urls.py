from django.urls import path

from reports import views, views_dashboard

app_name = "reports"
urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("dashboard/", views_dashboard.DashboardPage.as_view(), name="dashboard"),
    path("targets/<int:year>/", views_dashboard.TargetsPage.as_view(), name="targets"),
    path("search/", views.SearchPage.as_view(), name="search"),
    path("reports/needs/", views.NeedsPage.as_view(), name="needs"),
]

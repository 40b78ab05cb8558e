from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("search/", views.SearchPage.as_view(), name="search"),
    path("reports/needs/", views.NeedsPage.as_view(), name="needs"),
]

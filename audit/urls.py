from django.urls import path

from audit.views import access, trail

app_name = "audit"
urlpatterns = [
    path("access/", access.AccessList.as_view(), name="access-list"),
    path("access/<int:pk>/", access.AccessDetail.as_view(), name="access-detail"),
    path("access/acts/", trail.TrailPage.as_view(), name="trail"),
    path("access/seen/", trail.SeenPage.as_view(), name="seen"),
    path("settings/erasing/", access.ErasureList.as_view(), name="erasure-list"),
]

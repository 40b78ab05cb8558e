from django.urls import path

from audit import views, views_trail

app_name = "audit"
urlpatterns = [
    path("access/", views.AccessList.as_view(), name="access-list"),
    path("access/<int:pk>/", views.AccessDetail.as_view(), name="access-detail"),
    path("access/acts/", views_trail.TrailPage.as_view(), name="trail"),
    path("access/seen/", views_trail.SeenPage.as_view(), name="seen"),
    path("settings/erasing/", views.ErasureList.as_view(), name="erasure-list"),
]

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("access/", views.AccessList.as_view(), name="access-list"),
    path("access/<int:pk>/", views.AccessDetail.as_view(), name="access-detail"),
    path("settings/erasing/", views.ErasureList.as_view(), name="erasure-list"),
]

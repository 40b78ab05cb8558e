from django.urls import path

from inmates import views

app_name = "inmates"
urlpatterns = [
    path("inmates/", views.InmateList.as_view(), name="inmate-list"),
    path("inmates/add/", views.InmateAdd.as_view(), name="inmate-add"),
    path("inmates/<int:pk>/", views.InmateDetail.as_view(), name="inmate-detail"),
    path("inmates/<int:pk>/edit/", views.InmateEdit.as_view(), name="inmate-edit"),
    path("inmates/<int:pk>/history/", views.InmateHistory.as_view(), name="inmate-history"),
    path("inmates/<int:parent_pk>/access/", views.InmateAccess.as_view(), name="inmate-access"),
    path("inmates/<int:parent_pk>/assessments/add/", views.AssessmentAdd.as_view(), name="assessment-add"),
    path("inmates/<int:pk>/photo/", views.PhotoEdit.as_view(), name="photo-edit"),
    path("inmates/<int:pk>/photo/image/", views.PhotoImage.as_view(), name="photo-image"),
    path("inmates/imports/", views.ImportList.as_view(), name="import-list"),
    path("inmates/imports/add/", views.ImportAdd.as_view(), name="import-add"),
    path("inmates/imports/<int:pk>/", views.ImportDetail.as_view(), name="import-detail"),
    path("inmates/imports/<int:pk>/do/<slug:move>/", views.ImportMove.as_view(), name="import-move"),
    path("assessments/", views.AssessmentList.as_view(), name="assessment-list"),
]

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
    path("inmates/imports/", views.ImportList.as_view(), name="import-list"),
    path("inmates/imports/add/", views.ImportAdd.as_view(), name="import-add"),
    path("inmates/imports/<int:pk>/", views.ImportDetail.as_view(), name="import-detail"),
    path("inmates/imports/<int:pk>/do/<slug:move>/", views.ImportMove.as_view(), name="import-move"),
    path("assessments/", views.AssessmentList.as_view(), name="assessment-list"),
    path("assessments/missing/", views.MissingList.as_view(), name="assessment-missing"),
    path("assessments/paper/", views.PaperForms.as_view(), name="assessment-paper"),
    path("assessments/<int:pk>/", views.AssessmentDetail.as_view(), name="assessment-detail"),
    path("assessments/<int:pk>/history/", views.AssessmentHistory.as_view(), name="assessment-history"),
    path(
        "assessments/<int:pk>/statements/", views.AssessmentStatements.as_view(), name="assessment-statements"
    ),
    path("assessments/<int:pk>/answer/", views.AssessmentAnswer.as_view(), name="assessment-answer"),
    path("assessments/<int:pk>/choices/", views.AssessmentChoices.as_view(), name="assessment-choices"),
    # The life cycle's one move, with a last look at what it makes final.
    path("assessments/<int:pk>/do/finish/", views.AssessmentReview.as_view(), name="assessment-review"),
    path("assessments/<int:pk>/discard/", views.AssessmentDiscard.as_view(), name="assessment-discard"),
]

from django.urls import path

from inmates import views

app_name = "inmates"

_do = "inmates/<int:pk>/do/"
urlpatterns = [
    path("inmates/", views.InmateList.as_view(), name="inmate-list"),
    path("inmates/add/", views.InmateAdd.as_view(), name="inmate-add"),
    path("inmates/<int:pk>/", views.InmateDetail.as_view(), name="inmate-detail"),
    path("inmates/<int:pk>/edit/", views.InmateEdit.as_view(), name="inmate-edit"),
    path("inmates/<int:pk>/history/", views.InmateHistory.as_view(), name="inmate-history"),
    path("inmates/<int:parent_pk>/access/", views.InmateAccess.as_view(), name="inmate-access"),
    path("inmates/<int:parent_pk>/assessments/add/", views.AssessmentAdd.as_view(), name="assessment-add"),
    path(_do + "release/", views.InmateRelease.as_view(), name="inmate-release"),
    path(_do + "transfer/", views.InmateTransfer.as_view(), name="inmate-transfer"),
    path(_do + "died/", views.InmateDied.as_view(), name="inmate-died"),
    path(_do + "on-leave/", views.InmateOnLeave.as_view(), name="inmate-on-leave"),
    path(_do + "back/", views.InmateBack.as_view(), name="inmate-back"),
    path(_do + "receive/", views.InmateReceive.as_view(), name="inmate-receive"),
    path(_do + "not-here/", views.InmateNotHere.as_view(), name="inmate-not-here"),
    path(_do + "admit/", views.InmateAdmit.as_view(), name="inmate-admit"),
    path(_do + "merge/", views.InmateMerge.as_view(), name="inmate-merge"),
    path(_do + "unmerge/", views.InmateUnmerge.as_view(), name="inmate-unmerge"),
    path("inmates/departures/", views.DepartureList.as_view(), name="departure-list"),
    path("inmates/departures/<int:pk>/back/", views.DepartureTakeBack.as_view(), name="departure-take-back"),
    path("inmates/<int:pk>/risk/", views.InmateRisk.as_view(), name="inmate-risk"),
    path("inmates/<int:parent_pk>/risk/add/", views.RiskAdd.as_view(), name="risk-add"),
    path("inmates/risk/<int:pk>/edit/", views.RiskEdit.as_view(), name="risk-edit"),
    path("inmates/risk/<int:pk>/history/", views.RiskHistory.as_view(), name="risk-history"),
    path("inmates/<int:parent_pk>/discipline/add/", views.DisciplineAdd.as_view(), name="discipline-add"),
    path("inmates/discipline/<int:pk>/edit/", views.DisciplineEdit.as_view(), name="discipline-edit"),
    path("inmates/discipline/<int:pk>/end/", views.DisciplineEnd.as_view(), name="discipline-end"),
    path(
        "inmates/discipline/<int:pk>/history/", views.DisciplineHistory.as_view(), name="discipline-history"
    ),
    path("inmates/imports/", views.ImportList.as_view(), name="import-list"),
    path("inmates/imports/add/", views.ImportAdd.as_view(), name="import-add"),
    path("inmates/imports/<int:pk>/", views.ImportDetail.as_view(), name="import-detail"),
    path("inmates/imports/<int:pk>/compare/", views.ImportCompare.as_view(), name="import-compare"),
    path("inmates/imports/<int:pk>/rejected/", views.ImportRejected.as_view(), name="import-rejected"),
    path("inmates/imports/<int:pk>/do/<slug:move>/", views.ImportMove.as_view(), name="import-move"),
    path("assessments/", views.AssessmentList.as_view(), name="assessment-list"),
]

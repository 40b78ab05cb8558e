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
    path("inmates/<int:pk>/photo/", views.PhotoEdit.as_view(), name="photo-edit"),
    path("inmates/<int:pk>/photo/image/", views.PhotoImage.as_view(), name="photo-image"),
    path("inmates/checks/", views.CheckList.as_view(), name="check-list"),
    path("inmates/<int:pk>/details/", views.InmateDetails.as_view(), name="details"),
    path("inmates/<int:pk>/details/edit/", views.IdentityEdit.as_view(), name="identity-edit"),
    path("inmates/<int:pk>/details/nik/", views.NikShow.as_view(), name="nik-show"),
    path("inmates/<int:pk>/details/nik/accept/", views.NikAccept.as_view(), name="nik-accept"),
    path("inmates/<int:parent_pk>/contacts/add/", views.ContactAdd.as_view(), name="contact-add"),
    path("inmates/contacts/<int:pk>/edit/", views.ContactEdit.as_view(), name="contact-edit"),
    path("inmates/contacts/<int:pk>/remove/", views.ContactRemove.as_view(), name="contact-remove"),
    path("inmates/<int:parent_pk>/limits/add/", views.LimitAdd.as_view(), name="limit-add"),
    path("inmates/limits/<int:pk>/edit/", views.LimitEdit.as_view(), name="limit-edit"),
    path("inmates/limits/<int:pk>/remove/", views.LimitRemove.as_view(), name="limit-remove"),
    path("inmates/<int:parent_pk>/consents/add/", views.ConsentAdd.as_view(), name="consent-add"),
    path("inmates/consents/<int:pk>/edit/", views.ConsentEdit.as_view(), name="consent-edit"),
    path("inmates/consents/<int:pk>/withdraw/", views.ConsentWithdraw.as_view(), name="consent-withdraw"),
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

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
    path("inmates/imports/", views.ImportList.as_view(), name="import-list"),
    path("inmates/imports/add/", views.ImportAdd.as_view(), name="import-add"),
    path("inmates/imports/<int:pk>/", views.ImportDetail.as_view(), name="import-detail"),
    path("inmates/imports/<int:pk>/do/<slug:move>/", views.ImportMove.as_view(), name="import-move"),
    path("assessments/", views.AssessmentList.as_view(), name="assessment-list"),
]

from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("partners/", views.PartnerList.as_view(), name="partner-list"),
    path("partners/add/", views.PartnerAdd.as_view(), name="partner-add"),
    path("partners/<int:pk>/", views.PartnerDetail.as_view(), name="partner-detail"),
    path("partners/<int:pk>/edit/", views.PartnerEdit.as_view(), name="partner-edit"),
    path("partners/<int:pk>/history/", views.PartnerHistory.as_view(), name="partner-history"),
    path("partners/<int:parent_pk>/instructors/add/", views.InstructorAdd.as_view(), name="instructor-add"),
    path("partners/instructors/<int:pk>/edit/", views.InstructorEdit.as_view(), name="instructor-edit"),
    path("instructors/", views.InstructorList.as_view(), name="instructor-list"),
    path("instructors/add/", views.OfficerAdd.as_view(), name="officer-add"),
    path("agreements/", views.AgreementList.as_view(), name="agreement-list"),
    path("agreements/add/", views.AgreementAdd.as_view(), name="agreement-add"),
    path("agreements/<int:pk>/", views.AgreementDetail.as_view(), name="agreement-detail"),
    path("agreements/<int:pk>/edit/", views.AgreementEdit.as_view(), name="agreement-edit"),
    path("agreements/<int:pk>/history/", views.AgreementHistory.as_view(), name="agreement-history"),
    path("agreements/<int:pk>/do/<slug:move>/", views.AgreementMove.as_view(), name="agreement-move"),
    path("agreements/<int:parent_pk>/parties/add/", views.PartyAdd.as_view(), name="party-add"),
    path("agreements/parties/<int:pk>/edit/", views.PartyEdit.as_view(), name="party-edit"),
    path("agreements/parties/<int:pk>/remove/", views.PartyRemove.as_view(), name="party-remove"),
]

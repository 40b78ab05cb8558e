from django.urls import path

from partners.views import activities, agreements, instructors, partners

app_name = "partners"
urlpatterns = [
    path("partners/", partners.PartnerList.as_view(), name="partner-list"),
    path("partners/add/", partners.PartnerAdd.as_view(), name="partner-add"),
    path("partners/<int:pk>/", partners.PartnerDetail.as_view(), name="partner-detail"),
    path("partners/<int:pk>/edit/", partners.PartnerEdit.as_view(), name="partner-edit"),
    path("partners/<int:pk>/history/", partners.PartnerHistory.as_view(), name="partner-history"),
    path(
        "partners/<int:parent_pk>/instructors/add/",
        instructors.InstructorAdd.as_view(),
        name="instructor-add",
    ),
    path("partners/<int:pk>/accounts/", instructors.AccessList.as_view(), name="access-list"),
    path("partners/<int:parent_pk>/accounts/add/", instructors.AccessAdd.as_view(), name="access-add"),
    path("partners/accounts/<int:pk>/link/", instructors.AccessLinkNew.as_view(), name="access-link"),
    path("partners/accounts/<int:pk>/end/", instructors.AccessEnd.as_view(), name="access-end"),
    path("instructors/", instructors.InstructorList.as_view(), name="instructor-list"),
    path("instructors/add/", instructors.OfficerAdd.as_view(), name="officer-add"),
    path("instructors/<int:pk>/", instructors.InstructorDetail.as_view(), name="instructor-detail"),
    path("instructors/<int:pk>/edit/", instructors.InstructorEdit.as_view(), name="instructor-edit"),
    path("instructors/<int:pk>/history/", instructors.InstructorHistory.as_view(), name="instructor-history"),
    path("instructors/<int:pk>/invite/", instructors.InstructorInvite.as_view(), name="instructor-invite"),
    path("instructors/<int:pk>/link/", instructors.InstructorLink.as_view(), name="instructor-link"),
    path("instructors/<int:pk>/leave/", instructors.InstructorLeave.as_view(), name="instructor-leave"),
    path("instructors/<int:pk>/back/", instructors.InstructorBack.as_view(), name="instructor-back"),
    path(
        "instructors/<int:parent_pk>/certificates/add/",
        instructors.CertificateAdd.as_view(),
        name="held-certificate-add",
    ),
    path(
        "instructors/certificates/<int:pk>/edit/",
        instructors.CertificateEdit.as_view(),
        name="held-certificate-edit",
    ),
    path(
        "instructors/certificates/<int:pk>/remove/",
        instructors.CertificateRemove.as_view(),
        name="held-certificate-remove",
    ),
    path(
        "instructors/certificates/scans/<int:pk>/",
        instructors.CertificateScanShow.as_view(),
        name="held-certificate-scan",
    ),
    path("agreements/", agreements.AgreementList.as_view(), name="agreement-list"),
    path("agreements/add/", agreements.AgreementAdd.as_view(), name="agreement-add"),
    path("agreements/<int:pk>/", agreements.AgreementDetail.as_view(), name="agreement-detail"),
    path("agreements/<int:pk>/edit/", agreements.AgreementEdit.as_view(), name="agreement-edit"),
    path("agreements/<int:pk>/extend/", agreements.AgreementExtend.as_view(), name="agreement-extend"),
    path("agreements/<int:pk>/renew/", agreements.AgreementRenew.as_view(), name="agreement-renew"),
    path("agreements/<int:pk>/let-end/", agreements.AgreementLetEnd.as_view(), name="agreement-let-end"),
    path("agreements/<int:pk>/summary/", agreements.AgreementSummary.as_view(), name="agreement-summary"),
    path("agreements/<int:pk>/files/add/", agreements.FileAdd.as_view(), name="agreement-file-add"),
    path("agreements/files/<int:pk>/", agreements.AgreementFileShow.as_view(), name="agreement-file"),
    path("agreements/files/<int:pk>/remove/", agreements.FileRemove.as_view(), name="agreement-file-remove"),
    path(
        "agreements/<int:parent_pk>/contributions/add/",
        agreements.ContributionAdd.as_view(),
        name="contribution-add",
    ),
    path(
        "agreements/contributions/<int:pk>/edit/",
        agreements.ContributionEdit.as_view(),
        name="contribution-edit",
    ),
    path(
        "agreements/contributions/<int:pk>/remove/",
        agreements.ContributionRemove.as_view(),
        name="contribution-remove",
    ),
    path("agreements/<int:parent_pk>/activities/", activities.ActivityList.as_view(), name="activity-list"),
    path("agreements/<int:parent_pk>/activities/add/", activities.ActivityAdd.as_view(), name="activity-add"),
    path("agreements/activities/<int:pk>/", activities.ActivityDetail.as_view(), name="activity-detail"),
    path("agreements/activities/<int:pk>/edit/", activities.ActivityEdit.as_view(), name="activity-edit"),
    path(
        "agreements/activities/<int:pk>/history/",
        activities.ActivityHistory.as_view(),
        name="activity-history",
    ),
    path(
        "agreements/activities/<int:pk>/remove/", activities.ActivityRemove.as_view(), name="activity-remove"
    ),
    path(
        "agreements/activities/<int:pk>/files/add/",
        activities.ActivityFileAdd.as_view(),
        name="activity-file-add",
    ),
    path(
        "agreements/activities/files/<int:pk>/", activities.ActivityFileShow.as_view(), name="activity-file"
    ),
    path(
        "agreements/activities/files/<int:pk>/remove/",
        activities.ActivityFileRemove.as_view(),
        name="activity-file-remove",
    ),
    path("agreements/<int:pk>/history/", agreements.AgreementHistory.as_view(), name="agreement-history"),
    path("agreements/<int:pk>/do/<slug:move>/", agreements.AgreementMove.as_view(), name="agreement-move"),
    path("agreements/<int:parent_pk>/parties/add/", agreements.PartyAdd.as_view(), name="party-add"),
    path("agreements/parties/<int:pk>/edit/", agreements.PartyEdit.as_view(), name="party-edit"),
    path("agreements/parties/<int:pk>/remove/", agreements.PartyRemove.as_view(), name="party-remove"),
]

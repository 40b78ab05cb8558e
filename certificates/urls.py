from django.urls import path

from certificates.views import (
    certificates,
    competency,
    competency_tests,
    handovers,
    issuers,
    people,
    registers,
)
from certificates.views.check import check

app_name = "certificates"
urlpatterns = [
    path("c/<str:code>", check, name="check"),
    path("certificates/", certificates.CertificateList.as_view(), name="certificate-list"),
    path("certificates/<int:pk>/", certificates.CertificateDetail.as_view(), name="certificate-detail"),
    path("certificates/<int:pk>/history/", certificates.StatusHistory.as_view(), name="certificate-history"),
    path("certificates/<int:pk>/do/<slug:move>/", certificates.StatusMove.as_view(), name="certificate-move"),
    path(
        "certificates/<int:pk>/replace/",
        certificates.CertificateReplace.as_view(),
        name="certificate-replace",
    ),
    path("certificates/<int:pk>/print/", certificates.CertificatePrint.as_view(), name="certificate-print"),
    path("certificates/issuers/", issuers.IssuerList.as_view(), name="issuer-list"),
    path("certificates/issuers/add/", issuers.IssuerAdd.as_view(), name="issuer-add"),
    path("certificates/issuers/<int:pk>/", issuers.IssuerDetail.as_view(), name="issuer-detail"),
    path("certificates/issuers/<int:pk>/edit/", issuers.IssuerEdit.as_view(), name="issuer-edit"),
    path("certificates/issuers/<int:pk>/history/", issuers.IssuerHistory.as_view(), name="issuer-history"),
    path(
        "programs/<int:pk>/certificates/",
        certificates.ProgramCertificates.as_view(),
        name="program-certificates",
    ),
    path("programs/<int:pk>/certificates/print/", certificates.ProgramPrint.as_view(), name="program-print"),
    path(
        "inmates/<int:parent_pk>/certificates/",
        people.InmateCertificates.as_view(),
        name="inmate-certificates",
    ),
    path("certificates/issuers/try/", issuers.IssuerTry.as_view(), name="issuer-try"),
    path("certificates/issuers/naming/", issuers.NamingEdit.as_view(), name="naming-edit"),
    path("certificates/issuers/<int:pk>/sample.pdf", issuers.IssuerSample.as_view(), name="issuer-sample"),
    path("certificates/issuers/<int:pk>/logo/", issuers.IssuerLogo.as_view(), name="issuer-logo"),
    path(
        "certificates/issuers/<int:pk>/logo.png", issuers.IssuerLogoImage.as_view(), name="issuer-logo-image"
    ),
    path(
        "certificates/issuers/<int:parent_pk>/register/",
        registers.IssuerRegister.as_view(),
        name="issuer-register",
    ),
    path(
        "programs/<int:pk>/certificates/preview.pdf",
        certificates.ProgramPreview.as_view(),
        name="program-preview",
    ),
    path(
        "programs/<int:pk>/certificates/hand-over/",
        handovers.ProgramHandover.as_view(),
        name="program-handover",
    ),
    path("certificates/handovers/<int:pk>.pdf", handovers.HandoverPdf.as_view(), name="handover-pdf"),
    path("inmates/<int:pk>/training-record.pdf", people.InmateRecord.as_view(), name="inmate-record"),
    path(
        "inmates/<int:parent_pk>/certificates/competency/add/",
        competency.CompetencyAdd.as_view(),
        name="competency-add",
    ),
    path("certificates/competency/", competency.CompetencyList.as_view(), name="competency-list"),
    path(
        "certificates/competency/<int:pk>/", competency.CompetencyDetail.as_view(), name="competency-detail"
    ),
    path(
        "certificates/competency/<int:pk>/edit/", competency.CompetencyEdit.as_view(), name="competency-edit"
    ),
    path(
        "certificates/competency/<int:pk>/remove/",
        competency.CompetencyRemove.as_view(),
        name="competency-remove",
    ),
    path(
        "certificates/competency/<int:pk>/history/",
        competency.CompetencyHistory.as_view(),
        name="competency-history",
    ),
    path(
        "certificates/competency/<int:pk>/scans/add/",
        competency.CompetencyScanAdd.as_view(),
        name="competency-scan-add",
    ),
    path(
        "certificates/competency/scans/<int:pk>/",
        competency.CompetencyScanShow.as_view(),
        name="competency-scan",
    ),
    path(
        "certificates/competency/scans/<int:pk>/remove/",
        competency.CompetencyScanRemove.as_view(),
        name="competency-scan-remove",
    ),
    path("certificates/tests/", competency_tests.TestList.as_view(), name="test-list"),
    path("certificates/tests/add/", competency_tests.TestAdd.as_view(), name="test-add"),
    path("certificates/tests/<int:pk>/", competency_tests.TestDetail.as_view(), name="test-detail"),
    path("certificates/tests/<int:pk>/edit/", competency_tests.TestEdit.as_view(), name="test-edit"),
    path("certificates/tests/<int:pk>/remove/", competency_tests.TestRemove.as_view(), name="test-remove"),
    path("certificates/tests/<int:pk>/history/", competency_tests.TestHistory.as_view(), name="test-history"),
    path(
        "certificates/tests/<int:pk>/candidates/",
        competency_tests.TestCandidates.as_view(),
        name="test-candidates",
    ),
    path("certificates/tests/<int:pk>/results/", competency_tests.TestResults.as_view(), name="test-results"),
    path(
        "certificates/tests/candidates/<int:pk>/remove/",
        competency_tests.CandidateRemove.as_view(),
        name="candidate-remove",
    ),
]

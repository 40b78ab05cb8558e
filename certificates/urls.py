from django.urls import path

from certificates.views import certificates, issuers
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
        certificates.InmateCertificates.as_view(),
        name="inmate-certificates",
    ),
]

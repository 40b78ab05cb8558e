"""Certificates in the search of the top bar."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from core.registry import Hit, SearchKind


def _rows(user, text):
    rows = Certificate.objects.for_user(user).select_related("status", "enrolment").search(text)
    return rows.order_by("-issued_on", "-pk")


def _hit(certificate) -> Hit:
    words = [
        certificate.snapshot["name"],
        certificate.snapshot["training"],
        date_format(certificate.issued_on),
        str(certificate.status.get_state_display()),
    ]
    person = certificate.enrolment.inmate_id
    return Hit(certificate.number, " · ".join(words), certificate.get_absolute_url(), person)


KIND = SearchKind(
    _("Certificates"), "certificate", 40, "certificates.view", _rows, _hit, "certificates:certificate-list"
)

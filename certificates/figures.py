"""Figures about certificates."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from core.figures import Figure, Unit


def _list(facility, first, last) -> str:
    days = {"valid": "yes", "since": first.isoformat(), "until": last.isoformat()}
    return f"{reverse('certificates:certificate-list')}?{urlencode(days)}"


FIGURES = (
    Figure(
        key="certificates",
        title=_("Certificates issued"),
        unit=Unit.COUNT,
        permission="certificates.view",
        order=50,
        group=_("Training"),
        rows=lambda facility, first, last: Certificate.objects.filter(
            facility=facility, issued_on__range=(first, last)
        ).valid(),
        list_url=_list,
        note=_("Training certificates of the period that are neither revoked nor replaced."),
    ),
)

"""What certificates forbid to the life cycles below."""

from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.models import Certificate
from core.lifecycle import Refusal


def has_no_certificates(program, user):
    """A programme that certified somebody took place, so it is not cancelled."""
    if Certificate._base_manager.filter(program=program).exists():
        yield Refusal(
            _("Certificates of this programme have been issued."),
            reverse("certificates:program-certificates", args=[program.pk]),
        )

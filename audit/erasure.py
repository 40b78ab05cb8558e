"""How long it is kept who saw whom (see core/erasing.py)."""

from django.utils.translation import gettext_lazy as _

from audit.models import AccessLog
from core.erasing import ErasureKind

KINDS = (
    ErasureKind(
        name="accesses",
        label=_("Access log"),
        text=_("Lines of the access log: who was shown whom."),
        model=AccessLog,
        due=lambda before: AccessLog.objects.filter(at__lt=before),
        place="facility_id",
        order=80,
    ),
)

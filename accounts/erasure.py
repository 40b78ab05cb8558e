"""How long it is kept who signed in (see core/erasing.py)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import SignInRecord
from core.erasing import ErasureKind

KINDS = (
    ErasureKind(
        name="sign_ins",
        label=_("Sign-ins"),
        text=_("Records of sign-ins and of attempts, of all facilities together."),
        model=SignInRecord,
        due=lambda before: SignInRecord.objects.filter(at__lt=before),
        order=70,
    ),
)

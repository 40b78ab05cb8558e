"""People in the search of the top bar."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from core.registry import Hit, SearchKind
from inmates.models import Inmate, RegisterNumber


def _rows(user, text):
    numbers = RegisterNumber.objects.for_user(user).filter(inmate=OuterRef("pk")).shown()
    people = Inmate.objects.for_user(user).search(text, nik=user.has_perm("identity.view"))
    return people.annotate(register=Subquery(numbers.values("raw")[:1])).order_by("full_name", "pk")


def _hit(inmate) -> Hit:
    place = " ".join(part for part in (inmate.block, inmate.cell) if part)
    words = [
        inmate.register,
        str(inmate.get_legal_status_display()),
        place,
        str(inmate.get_custody_display()),
    ]
    return Hit(inmate.full_name, " · ".join(filter(None, words)), inmate.get_absolute_url(), inmate.pk)


KIND = SearchKind(_("Inmates"), "users", 10, "inmates.view", _rows, _hit, "inmates:inmate-list")

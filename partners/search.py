"""Partners in the search of the top bar."""

from django.utils.translation import gettext_lazy as _

from core.registry import Hit, SearchKind
from partners.models import Partner


def _rows(user, text):
    partners = Partner.objects.for_user(user).search(text, people=user.has_perm("contacts.view"))
    return partners.order_by("name", "pk")


def _hit(partner) -> Hit:
    words = [str(partner.get_kind_display()), partner.regency]
    return Hit(partner.name, " · ".join(filter(None, words)), partner.get_absolute_url())


KIND = SearchKind(
    _("Partners"), "building-community", 30, "partners.view", _rows, _hit, "partners:partner-list"
)

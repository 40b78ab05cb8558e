"""Grants in the search of the top bar."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.registry import Hit, SearchKind
from reintegration.models import Grant


def _rows(user, text):
    return Grant.objects.for_user(user).search(text).select_related("partner").order_by("-given_on", "-pk")


def _hit(grant) -> Hit:
    words = [str(grant.partner), grant.number, date_format(grant.given_on, "j F Y")]
    return Hit(str(grant), " · ".join(words), grant.get_absolute_url(), grant.inmate_id)


KIND = SearchKind(_("Grants"), "coins", 90, "grants.view", _rows, _hit, "reintegration:grant-list")

"""What comes of certificates: days of competency tests."""

from django.utils.translation import gettext_lazy

from certificates.models import CompetencyTest
from core.registry import Coming, ComingItem


def tests(user, first, last):
    rows = CompetencyTest.objects.for_user(user).filter(day__range=(first, last))
    return rows.order_by("day", "pk")


def test_item(test) -> ComingItem:
    return ComingItem(test.day, test.scheme, test.lsp, test.get_absolute_url())


KINDS = (Coming(gettext_lazy("Competency test"), "clipboard-check", "certificates.enter", tests, test_item),)

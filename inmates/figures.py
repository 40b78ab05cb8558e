"""Figures about people. The register knows who is here, not who was: nothing is compared with last year."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import Figure, Unit
from inmates.choices import LegalStatus
from inmates.models import Inmate

GROUP = _("Inmates")


def _held(facility):
    return Inmate.objects.filter(facility=facility).held()


def _list(**filters) -> str:
    return f"{reverse('inmates:inmate-list')}?{urlencode({'custody': 'held', **filters})}"


def _figure(key, title, order, rows, note="", targeted=False, **filters):
    return Figure(
        key=key,
        title=title,
        unit=Unit.COUNT,
        permission="inmates.view",
        order=order,
        group=GROUP,
        rows=lambda facility, first, last: rows(_held(facility)),
        list_url=lambda facility, first, last: _list(**filters),
        note=note,
        standing=True,
        compared=False,
        targeted=targeted,
    )


def _of(status):
    return lambda rows: rows.filter(legal_status=status)


FIGURES = (
    _figure("held", _("People held"), 10, lambda rows: rows),
    _figure(
        "detainees",
        _("Detainees"),
        11,
        _of(LegalStatus.DETAINEE),
        legal_status=LegalStatus.DETAINEE.value,
    ),
    _figure("convicts", _("Convicts"), 12, _of(LegalStatus.CONVICT), legal_status=LegalStatus.CONVICT.value),
    _figure(
        "assessed",
        _("Interest assessed"),
        20,
        lambda rows: rows.assessed(),
        _("People held now who have a finished assessment."),
        targeted=True,
        assessed="yes",
    ),
)

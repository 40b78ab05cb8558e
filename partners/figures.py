"""Figures about partners: with whom an agreement is in force today, and which agreements end."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import Figure, Unit
from partners.models import Agreement, Partner

GROUP = _("Partners")


def _partners(facility, first, last):
    return Partner.objects.filter(region=facility.region_id).with_agreement_in_force(facility)


def _ending(facility, first, last):
    return Agreement.objects.filter(facility=facility).expiring()


FIGURES = (
    Figure(
        key="partners",
        title=_("Active partners"),
        unit=Unit.COUNT,
        permission="contacts.view",
        order=60,
        group=GROUP,
        rows=_partners,
        list_url=lambda facility, first, last: f"{reverse('partners:partner-list')}?in_force=yes",
        note=_("Partners with whom an agreement is in force today."),
        standing=True,
        compared=False,
    ),
    Figure(
        key="agreements_ending",
        title=_("Agreements ending"),
        unit=Unit.COUNT,
        permission="agreements.view",
        order=62,
        group=GROUP,
        rows=_ending,
        list_url=lambda facility, first, last: f"{reverse('partners:agreement-list')}?standing=expiring",
        note=_("Agreements in force that end soon."),
        standing=True,
        compared=False,
        targeted=False,
    ),
)

"""Figures about programmes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import Figure, Unit
from programs.models import Program

FIGURES = (
    Figure(
        key="running",
        title=_("Classes running"),
        unit=Unit.COUNT,
        permission="programs.view",
        order=28,
        group=_("Training"),
        rows=lambda facility, first, last: Program.objects.filter(facility=facility, state="running"),
        list_url=lambda facility, first, last: f"{reverse('programs:program-list')}?state=running",
        standing=True,
        compared=False,
        targeted=False,
    ),
)

"""Figures of the time after release, each with the list that it counts.

Shares stand on the page of outcomes only, with both denominators; a figure is a count or an amount.
"""

from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.figures import Figure, Unit
from reintegration.choices import WORKING
from reintegration.models import FollowUp, Grant


def _grants(facility, first, last):
    return Grant.objects.filter(facility=facility, given_on__range=(first, last))


def _reached(facility, first, last):
    return FollowUp.objects.filter(facility=facility, state="reached", reached_on__range=(first, last))


def _list(name, **more):
    def address(facility, first, last) -> str:
        days = {"since": first.isoformat(), "until": last.isoformat()}
        return f"{reverse(f'reintegration:{name}')}?{urlencode(more | days)}"

    return address


_GROUP = _("After release")

FIGURES = (
    Figure(
        key="grants",
        title=_("Grants given"),
        unit=Unit.COUNT,
        permission="grants.view",
        order=80,
        group=_GROUP,
        rows=_grants,
        list_url=_list("grant-list"),
    ),
    Figure(
        key="grant_value",
        title=_("Value of grants"),
        unit=Unit.RUPIAH,
        permission="grants.view",
        order=81,
        group=_GROUP,
        rows=_grants,
        list_url=_list("grant-list"),
        measure=Sum("value"),
    ),
    Figure(
        key="followups_reached",
        title=_("Follow-ups with an answer"),
        unit=Unit.COUNT,
        permission="followups.view",
        order=82,
        group=_GROUP,
        rows=_reached,
        list_url=_list("followup-list", state="reached"),
        note=_("Answers after 30, 90, 180 and 365 days; one person may give four."),
    ),
    Figure(
        key="followups_working",
        title=_("Answers: employed or own business"),
        unit=Unit.COUNT,
        permission="followups.view",
        order=83,
        group=_GROUP,
        rows=lambda facility, first, last: _reached(facility, first, last).filter(outcome__in=WORKING),
        list_url=_list("followup-list", state="reached", working="yes"),
        note=_("Out of the follow-ups with an answer."),
    ),
)

"""Tells the apps above what happened to people, for what they take part in."""

from django.utils import timezone

from inmates.models import DisciplineRecord, Inmate, RiskAssessment, WorkLimit
from inmates.signals import circumstances_changed

# What a row about somebody says when it is recorded, and since when.
RECORDED = {
    DisciplineRecord: ("disciplined", "starts_on"),
    RiskAssessment: ("risk", "assessed_on"),
    WorkLimit: ("limited", "valid_from"),
}


def tell_change(inmate, kind, on, cause, by) -> None:
    """Tell of one person; see `inmates.signals.circumstances_changed`."""
    tell_changes([inmate], inmate.facility, kind, on, cause=cause, by=by)


def tell_changes(inmates, facility, kind, on, *, by, cause=None) -> None:
    """Tell of people of one facility; nothing when there are none."""
    if inmates:
        circumstances_changed.send(
            sender=Inmate, inmates=inmates, facility=facility, kind=str(kind), on=on, cause=cause, by=by
        )


def tell_recorded(row, *, by):
    """Tell that a row of Register F, a risk assessment or a work limit was recorded, and return it."""
    kind, field = RECORDED[type(row)]
    tell_change(row.inmate, kind, getattr(row, field) or timezone.localdate(), row, by)
    return row

"""Targets: set by the head for a year, and what a figure says against one."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.figures import Figure, Unit, figures_for, get_figure
from facilities.models import Facility
from facilities.permissions import must_have
from reports.models import Target

REACHED, ON_COURSE, BEHIND = "green", "blue", "yellow"


def targeted(user) -> list[Figure]:
    """Return the figures for which `user` may set or read a target, in order."""
    return [figure for figure in figures_for(user) if figure.targeted]


@transaction.atomic
def set_targets(*, facility, year: int, values: dict[str, int | None], by) -> None:
    """Set the targets of a year; None takes one back, and figures not named keep theirs.

    Raises PermissionDenied; ValidationError for a percentage above 100.
    """
    must_have(by, "targets.enter", facility.pk)
    for key, value in values.items():
        if value is not None and value > 100 and get_figure(key).unit == Unit.PERCENT:
            raise ValidationError({key: _("At most 100 percent.")})
    # Two people who set targets at once wait here for each other.
    Facility.objects.select_for_update(no_key=True).get(pk=facility.pk)
    known = {target.figure: target for target in Target.objects.of_year(facility, year)}
    for key, value in values.items():
        target = known.get(key)
        if value is None:
            if target:
                target.delete()
        elif target is None:
            Target.objects.create(facility=facility, year=year, figure=key, value=value)
        elif target.value != value:
            target.value = value
            target.save(update_fields=["value"])


@dataclass(frozen=True)
class Course:
    """How a figure stands against the year's target. `share` is 0 to 100, for a bar of progress."""

    target: int
    said: str
    words: str
    color: str
    share: int


def course_of(figure: Figure, value, target: int | None, day: date) -> Course | None:
    """Return how `value` on `day` stands against the target of that year; None without a target.

    What adds up over the year is on course when the same share of the target is reached as of its days.
    """
    if not target:
        return None
    share = max(0, min(100, int(100 * (value or 0) / target)))
    adds_up = figure.unit != Unit.PERCENT and not figure.standing
    gone = day.timetuple().tm_yday / date(day.year, 12, 31).timetuple().tm_yday
    if (value or 0) >= target:
        words, color = _("reached"), REACHED
    elif adds_up and (value or 0) >= target * gone:
        words, color = _("on course"), ON_COURSE
    else:
        words, color = (_("behind"), BEHIND) if adds_up else (_("not reached yet"), BEHIND)
    return Course(target, figure.say(target), words, color, share)

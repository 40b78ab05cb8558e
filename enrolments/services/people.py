"""What becomes of enrolments when people leave their facility."""

from django.db.models import F

from enrolments.models import Enrolment
from inmates.models import Inmate
from inmates.querysets import of_person


def freeze_names(inmates, facility) -> None:
    """Keep the names as the facility knew them: from now on another one may correct them (domain.md, 5)."""
    keys = [inmate.pk for inmate in inmates]
    names = {inmate.pk: inmate.full_name for inmate in inmates}
    entries = Inmate._base_manager.filter(merged_into__in=keys).values_list("pk", "full_name")
    names |= dict(entries)
    rows = list(Enrolment._base_manager.filter(inmate__in=names, facility=facility, name=""))
    for row in rows:
        row.name = names[row.inmate_id]
    Enrolment._base_manager.bulk_update(rows, ["name"], batch_size=500)


def thaw_names(inmate, facility) -> None:
    """Let the names follow the person again, who never went."""
    theirs = Enrolment._base_manager.filter(of_person(inmate), facility=facility)
    rows = theirs.filter(name=F("inmate__full_name"))
    Enrolment._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(name="")


def trainings_of(inmate, user):
    """Return the enrolments that are shown with a person, view-only when they are another facility's."""
    return Enrolment.objects.seen_with(inmate, user)

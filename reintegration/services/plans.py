"""Release plans end with the release."""

from core.models import MoveRecord
from reintegration.models import ReleasePlan


def close_plans(*, inmates, by) -> None:
    """Close the open plans of people who left."""
    rows = ReleasePlan._base_manager.filter(inmate__in=inmates).exclude(state="closed")
    found = list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    sources = {row.pk: row.state for row in found}
    ReleasePlan._base_manager.filter(pk__in=sources).update(state="closed")
    for row in found:
        row.state = "closed"
    MoveRecord.objects.record_many(found, move="close", sources=sources, by=by)

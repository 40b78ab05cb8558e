"""Release plans end with the release."""

from core.lifecycle import take_step
from reintegration.models import ReleasePlan


def close_plans(*, inmates, by) -> None:
    """Close the open plans of people who left."""
    rows = ReleasePlan._base_manager.filter(inmate__in=inmates).exclude(state="closed")
    found = list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    take_step(found, "close", "closed", by=by)

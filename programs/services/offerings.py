"""A programme made of what a partner offers."""

from partners.models import Agreement, Offering
from programs.models import Program
from programs.services.planning import next_batch
from skills.models.requirements import REQUIREMENTS

# Fields of the same name and meaning in both.
TAKEN_OVER = (
    "skill_field",
    "title",
    "level",
    "lesson_hours",
    "seats",
    "public_seats",
    "place",
    *REQUIREMENTS,
)


def plan_of(offering: Offering, *, user) -> dict:
    """Return the values with which a programme's form begins, made of an offering.

    The agreement is the latest one in force between the user's facility and the partner, if there is one;
    the batch is the next number of that training here. Days are not known: the offering has none.
    """
    plan = {name: offering.serializable_value(name) for name in TAKEN_OVER}
    here = Program(facility=user.membership.facility, title=offering.title, level=offering.level)
    in_force = Agreement.objects.for_user(user).active().filter(parties__partner=offering.partner_id)
    return plan | {
        "partner": offering.partner_id,
        "agreement": in_force.order_by("-starts_on", "-pk").first(),
        "batch": next_batch(here),
    }

"""What tests of follow-ups do again and again."""

from reintegration.services import record_attempt
from tests.reintegration.conftest import today


def states(person):
    return list(person.follow_ups.order_by("days").values_list("days", "state"))


def tell(follow_up, by, **answers):
    answers = {
        "outcome": "employed",
        "field_used": "yes",
        "income": "to_3",
        "help_needed": ["tools"],
    } | answers
    return record_attempt(
        follow_up=follow_up, day=today(), way="call", is_reached=True, answers=answers, by=by
    )


def miss(follow_up, by):
    return record_attempt(follow_up=follow_up, day=today(), way="call", is_reached=False, by=by)

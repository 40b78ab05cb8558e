"""People by their keys and by their names, for the access log."""

from inmates.models import Inmate

MOST_FOUND = 200


def people_by_key(user, keys) -> dict[int, Inmate]:
    """Return the people of these keys within the user's scope."""
    return Inmate.objects.for_user(user).only("full_name", "facility_id").in_bulk(keys)


def keys_by_name(user, text: str) -> list[int]:
    """Return the keys of people within the user's scope whose name, alias or register number matches."""
    return Inmate.objects.for_user(user).search(text).values_list("pk", flat=True)[:MOST_FOUND]

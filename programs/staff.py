"""Pages of the facility's staff alone: partners read a programme, not what is said about it."""

# Held by every role of a facility and by no other; see facilities/permissions.py.
STAFF = "inmates.view"


def is_staff(user) -> bool:
    """Return whether the user acts for the facility and not for a partner."""
    return user.has_perm(STAFF)

"""What stands at the top of papers that go outside."""

from facilities.services.logos import letterhead_of


def head_of(facility, *, named: bool, instead=()) -> dict:
    """Return `letterhead` and `logo` of the facility when it is `named`, else the lines `instead` alone."""
    return letterhead_of(facility) if named else {"letterhead": list(instead), "logo": ""}

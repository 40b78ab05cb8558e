"""What stays behind on a shared PC: nothing of what somebody saw while signed in."""

import pytest
from django.test import Client

from tests.factories import make_inmate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/inmates/", 200),
        ("/inmates/{pk}/", 200),
        ("/inmates/{pk}/edit/", 200),
        ("/inmates/0/", 404),
    ],
)
def test_no_browser_keeps_a_page_of_somebody_signed_in(facility_a, operator_a, as_user, address, status):
    """After the sign-out "back" asks the server again, which asks for the sign-in."""
    inmate = make_inmate(facility_a, "Yohanes Contoh")
    response = as_user(operator_a).get(address.format(pk=inmate.pk))
    assert (response.status_code, response["Cache-Control"]) == (status, "private, no-store")


def test_a_refused_form_is_not_kept_either(operator_a, as_user):
    response = as_user(operator_a).post("/inmates/add/", {"full_name": "Yohanes Contoh"})
    assert (response.status_code, response["Cache-Control"]) == (422, "private, no-store")


def test_pages_for_everybody_say_themselves_what_may_be_kept(db):
    assert "no-store" in Client().get("/accounts/login/")["Cache-Control"]

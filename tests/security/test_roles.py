"""Somebody who serves at two facilities, with a page of each open."""

import pytest

from facilities.models import Membership
from facilities.permissions import Role
from inmates.models import Inmate
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PERSON = {"full_name": "Yohanes Contoh", "register": "B I 283 / 26", "sex": "M"}


@pytest.fixture
def at_both(facility_a, facility_b):
    user = make_user("at_both", Role.OPERATOR, facility=facility_a)
    first = user.memberships.get()
    return (
        user,
        first,
        Membership.objects.create(
            user=user, role=Role.OPERATOR, facility=facility_b, starts_on=first.starts_on
        ),
    )


def test_a_form_opened_in_one_role_is_not_saved_in_another(at_both, facility_a, as_user):
    user, first, second = at_both
    client = as_user(user)
    client.post(f"/settings/memberships/{first.pk}/use/")
    opened = client.get("/inmates/add/").context["form"]
    sent = PERSON | {name: opened[name].value() for name in ("form_key", "acting")}

    client.post(f"/settings/memberships/{second.pk}/use/")
    refused = client.post("/inmates/add/", sent)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["__all__"]
    assert refused.context["form"]["full_name"].value() == "Yohanes Contoh"
    assert Inmate.objects.count() == 0

    client.post(f"/settings/memberships/{first.pk}/use/")
    assert client.post("/inmates/add/", sent).status_code == 302
    assert list(Inmate.objects.values_list("full_name", "facility")) == [("Yohanes Contoh", facility_a.pk)]

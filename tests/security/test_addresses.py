"""Addresses that people mistype, and that others make up."""

import pytest

from tests.factories import make_inmate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", ["9" * 5000, "0", "-3", "x", "1.5", "٣"])
def test_any_number_of_rows_may_be_asked_for(facility_a, operator_a, as_user, wanted):
    make_inmate(facility_a, "Yohanes Contoh")
    response = as_user(operator_a).get("/inmates/", {"per_page": wanted})
    assert response.status_code == 200
    assert [row.record.full_name for row in response.context["table"].page.object_list] == ["Yohanes Contoh"]

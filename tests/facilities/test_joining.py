"""A further facility joins an installation: the administrator adds it, and nobody else."""

import pytest
from django.urls import reverse

from facilities.models import Facility, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEW = {
    "name": "Rumah Tahanan Negara Kelas IIB Bajawa",
    "short_name": "Rutan Bajawa",
    "code": "bajawa",
    "kind": "rutan",
    "capacity": "120",
    "city": "Bajawa",
    "time_zone": "Asia/Makassar",
}


def test_a_facility_joins_in_a_new_region(as_user, administrator, facility_a):
    client = as_user(administrator)
    region = {"name": "Kantor Wilayah Contoh", "code": "contoh"}
    assert client.post(reverse("facilities:region-add"), region).status_code == 302
    added = client.post(
        reverse("facilities:facility-add"), NEW | {"region": Region.objects.get(code="contoh").pk}
    )
    assert added.status_code == 302, added.context["form"].errors
    facility = Facility.objects.get(code="bajawa")
    assert added.url == facility.get_absolute_url()
    assert facility.letterhead == ["Kantor Wilayah Contoh", NEW["name"], "Bajawa"]


def test_a_code_is_taken_once(as_user, administrator, facility_a):
    wrong = NEW | {"code": facility_a.code, "region": facility_a.region_id}
    form = as_user(administrator).post(reverse("facilities:facility-add"), wrong).context["form"]
    assert form.errors == {"code": ["Facility with this Code already exists."]}
    assert Facility.objects.count() == 1


def test_the_list_counts_facilities_in_one_count_of_statements(
    as_user, administrator, facility_a, django_assert_max_num_queries
):
    for number in range(30):
        region = Region.objects.create(name=f"Kanwil {number}", code=f"k{number}")
        Facility.objects.create(**NEW | {"code": f"r{number}", "region": region})
    client = as_user(administrator)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("facilities:region-list"))
    assert {row.record.facility_count for row in page.context["table"].page} == {1}

"""The regions beside each other: sums of what is told, and numbers that open the facilities they count."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from facilities.models import Region
from reports.models import MonthlyReport
from reports.services.summaries import refresh_all
from tests.factories import make_facility, make_inmate
from tests.reports.test_compare import put_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
REGIONS, FIELDS = reverse("reports:compare-regions"), reverse("reports:compare-fields")


def rows_of(client, query=""):
    response = client.get(f"{REGIONS}?{query}")
    return {str(row.record): row.record for row in response.context["table"].paginated_rows}


def test_a_region_is_the_sum_of_what_is_told_of_its_facilities(facility_a, facility_b, national, as_user):
    sisters = [make_facility(f"s{n}", region=facility_a.region) for n in range(3)]
    for facility, people in zip((facility_a, *sisters), (20, 8, 7, 3), strict=True):
        for _n in range(people):
            make_inmate(facility)
    put_class(facility_a, stayed=12, left=8)
    refresh_all()
    row = rows_of(as_user(national))[str(facility_a.region)]
    # Three people are a small group, and with them alone hidden the sum would give them away.
    assert (row.held, row.places) == (20 + 20 + 8, 4)
    assert (row.passed, row.passed_base) == (0, 20)


def test_every_number_opens_as_many_facilities(facility_a, facility_b, national, as_user):
    first = timezone.localdate().replace(day=1)
    month = (first - timedelta(days=1)).replace(day=1)
    sisters = [make_facility(f"s{n}", region=facility_a.region) for n in range(4)]
    for facility, state in zip(sisters, ("submitted", "accepted", "returned", "draft"), strict=True):
        MonthlyReport._base_manager.create(facility=facility, month=month, state=state)
    refresh_all()
    client = as_user(national)
    row = rows_of(client, "show=reporting")[str(facility_a.region)]
    assert (row.missing, row.returned, row.submitted, row.accepted) == (2, 1, 1, 1)
    page = client.get(f"{REGIONS}?show=reporting").content.decode()
    numbers = re.findall(r'<a href="([^"]+region=(\d+)[^"]*)">(\d+)</a>', page)
    opened = [
        (client.get(url.replace("&amp;", "&")).context["table"].paginator.count, int(count))
        for url, _region, count in numbers
    ]
    assert opened == [(count, count) for _listed, count in opened]
    assert len(opened) == 4 + 1 + 2


def test_an_office_reads_its_own_region_only(facility_a, facility_b, regional_a, as_user):
    refresh_all()
    assert list(rows_of(as_user(regional_a))) == [str(facility_a.region)]


def test_more_regions_cost_no_more(facility_a, national, as_user):
    client = as_user(national)

    def cost():
        with CaptureQueriesContext(connection) as statements:
            response = client.get(REGIONS)
        return len(response.context["table"].paginated_rows), len(statements)

    Region.objects.bulk_create(Region(code=f"r{n}", name=f"Kantor Wilayah {n}") for n in range(2))
    few, before = cost()
    Region.objects.bulk_create(Region(code=f"m{n}", name=f"Kantor Wilayah Lain {n}") for n in range(27))
    many, after = cost()
    assert (many - few, after) == (27, before)
    assert after <= 10


def test_what_stands_around_a_list_follows_its_filters(facility_a, national, as_user):
    """A list that is filtered without loading the page anew brings along what depends on it."""
    client = as_user(national)
    for url, part, words in (
        (f"{REGIONS}?show=reporting", "live-before", "Monthly reports are those of"),
        (f"{FIELDS}?year={timezone.localdate().year}", "live-after", "Demand against supply"),
    ):
        whole = client.get(url).content.decode()
        swapped = client.get(url, headers={"HX-Request": "true"}).content.decode()
        assert f'<div id="{part}">' in whole
        assert f'<div id="{part}" hx-swap-oob="true">' in swapped
        assert words in whole
        assert words in swapped

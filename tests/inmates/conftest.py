"""Fixtures that several files here share."""

import pytest

from inmates import services
from tests.factories import make_inmate


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


@pytest.fixture
def draft(maria, operator_a):
    return services.begin_assessment(inmate=maria, entry="talk", by=operator_a)

"""Fixtures that several files here share."""

import pytest

from tests.factories import make_contact


@pytest.fixture
def add(partner_a):
    return f"/partners/{partner_a.pk}/contacts/add/"


@pytest.fixture
def contact(facility_a, partner_a, operator_a):
    return make_contact(facility_a, partner_a, operator_a)[0]

"""Every page in Chromium, large and small: no barrier, nothing sideways, nothing in the console.

The addresses are those of the URL walk, so a new page is looked at without anyone remembering. Each is opened
by the first role that may; every role's first page is opened as well.
"""

import re

import pytest
from django.urls import reverse

from facilities.permissions import Role
from tests.browser.helpers import go, inspect, sign_in
from tests.contract.addresses import EXPECTED, ROLES
from tests.contract.walk import WALKED, build
from tests.world import make_world

# Parts run beside each other; each makes a world of its own.
PARTS = 6


def pages_of(role, world):
    """Yield (name, address) of the pages that `role` is the first to open."""
    yield f"home-{role}", reverse("reports:home")
    for name, view, parameters in WALKED:
        line = EXPECTED[name]
        if line.kind != "page" or line.opener != role:
            continue
        if "move" in parameters:
            row = world.rows[view.model or view.parent_model]
            available = [move.name for move in view.model.lifecycle.available(row, world.users[role])]
            if name.rpartition("/")[2] not in available:
                continue
        yield name, build(name, view, parameters, world)


@pytest.mark.parametrize("part", range(PARTS))
def test_shots_of_every_page(page, transactional_db, part):
    world = make_world("Ruteng")
    pages = [(role, *of_role) for role in ROLES for of_role in pages_of(role, world)]
    here = None
    for role, name, address in pages[part::PARTS]:
        if role != here:
            sign_in(page, world.users[role])
            here = role
        response = go(page, address)
        assert response.status == 200, f"{address} as {role}"
        inspect(page, f"page-{re.sub('[:/]', '-', name)}")


def test_shots_of_the_check_page(page, transactional_db):
    from certificates.models import Certificate

    world = make_world("Ruteng")
    certificate = world.rows[Certificate]
    go(page, reverse("certificates:check", args=[certificate.code]))
    inspect(page, "page-check-valid")
    certificate.status.perform("revoke", by=world.users[Role.HEAD], reason="Contoh")
    go(page, reverse("certificates:check", args=[certificate.code]))
    inspect(page, "page-check-revoked")
    go(page, reverse("certificates:check", args=["tidak-ada"]))
    inspect(page, "page-check-unknown")

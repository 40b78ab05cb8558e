"""Every page in Chromium, large and small: no barrier, nothing sideways, nothing in the console.

The addresses are those of the URL walk, so a new page is looked at without anyone remembering. Each is opened
by the first role that may; every role's first page is opened as well.
"""

import pytest
from django.urls import reverse

from facilities.permissions import PERMISSIONS, Role
from tests.browser.helpers import go, inspect, sign_in
from tests.contract.test_url_walk import OWN, WALKED, build
from tests.world import make_world

ORDER = (
    Role.OPERATOR,
    Role.SUPERVISOR,
    Role.HEAD,
    Role.INSTRUCTOR,
    Role.COORDINATOR,
    Role.ADMIN,
    Role.REGIONAL,
    Role.NATIONAL,
)


def opener(view):
    """Return the first role that may open a page."""
    return next(role for role in ORDER if view.permission in PERMISSIONS[role])


def pages_of(role, world):
    """Yield (name, address) of the pages that `role` is the first to open."""
    yield f"home-{role}", reverse("reports:home")
    for name, view, parameters in WALKED:
        if not hasattr(view, "permission") or opener(view) != role or "get" not in view.http_method_names:
            continue
        if "move" in parameters:
            row = world.rows[view.model or view.parent_model]
            for move in view.model.lifecycle.available(row, world.users[role]):
                parent = {"pk": row.pk} if "pk" in parameters else {"parent_pk": row.program_id}
                yield f"{name}-{move.name}", reverse(name, kwargs=parent | {"move": move.name})
        else:
            yield name, build(name, view, parameters, world)


@pytest.mark.parametrize("role", ORDER)
def test_shots_of_every_page(page, transactional_db, role):
    world = make_world("Ruteng")
    sign_in(page, world.users[role])
    for name, address in pages_of(role, world):
        if address.endswith((".pdf", ".png")):
            continue
        response = go(page, address)
        assert response.status == 200, address
        inspect(page, f"page-{name.replace(':', '-')}")


def test_shots_of_pages_of_ones_own(page, transactional_db):
    world = make_world("Ruteng")
    sign_in(page, world.users[Role.OPERATOR])
    for name in sorted(OWN):
        assert go(page, reverse(name)).status == 200
        inspect(page, f"page-{name.replace(':', '-')}")


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

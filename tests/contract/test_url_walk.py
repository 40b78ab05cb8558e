"""Every address x every role x an object of another facility: 403 or 404, and nothing changes.

The addresses come from the URLconf, so a new one is walked without anyone remembering. How to fill in its
parameters follows from the view's `model` and `parent_model`; what does not follow from them stands in
`DESCRIBED`, and an address that cannot be built fails the test.
"""

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from certificates.models import Certificate
from core.views import ListPage
from facilities.models import Membership
from facilities.permissions import PERMISSIONS, Role
from inmates.models import Inmate
from tests.world import make_world

# Open without a sign-in, each with its reason.
PUBLIC = {
    "set-language": "only sets a cookie",
    "health": "for monitoring; says nothing about anybody",
    "account_login": "the sign-in itself",
    "account_logout": "leads to the sign-in",
    "account_inactive": "says that an account is inactive",
    "mfa_authenticate": "the second step of the sign-in; leads back to it without the first",
    "accounts:idle": "says how long one's own session still lasts",
    "facilities:access-link": "sets a password; found by a secret of 256 bits",
    "certificates:check": "what the QR code opens; found by a secret",
}
# The user's own pages: every role may open them, and they show no object of anybody else.
OWN = {
    "reports:home",
    "account_change_password",
    "account_reauthenticate",
    "accounts:security",
    "accounts:own-sign-ins",
    "mfa_index",
    "mfa_activate_totp",
}
# Those of one's own that are there once the second step has been set up (tests/accounts).
SECOND_STEP = {
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
# Parameters that do not follow from the view's model.
DESCRIBED = {
    "facilities:membership-use": lambda world: {"pk": world.rows[Membership].pk},
    "facilities:facility-logo-image": lambda world: {"pk": world.facility.pk},
    "inmates:photo-image": lambda world: {"pk": world.rows[Inmate].pk},
    "facilities:letter-edit": lambda world: {"parent_pk": world.facility.pk, "kind": "minutes"},
    "facilities:access-link": lambda world: {"token": "tidak-ada"},
    "certificates:check": lambda world: {"code": world.rows[Certificate].code},
}


def walk(patterns=None, namespace=""):
    """Yield (name, view class or None, parameters) of every address."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            yield f"{namespace}{pattern.name}", view, set(pattern.pattern.converters)


ADDRESSES = sorted(walk(), key=lambda address: address[0])
PRIVATE = [address for address in ADDRESSES if address[0] not in PUBLIC]
WALKED = [address for address in PRIVATE if address[0] not in OWN | SECOND_STEP]


def build(name, view, parameters, world):
    """Return the address of `world`'s object; fails for an address nobody described."""
    if name in DESCRIBED:
        return reverse(name, kwargs=DESCRIBED[name](world))
    values = {}
    for parameter in parameters:
        model = (view.parent_model or view.model) if parameter == "parent_pk" else view.model
        if parameter == "move":
            values[parameter] = next(iter(model.lifecycle.moves))
        elif parameter in ("pk", "parent_pk") and model in world.rows:
            values[parameter] = world.rows[model].pk
        else:
            pytest.fail(f"{name}: say in DESCRIBED what <{parameter}> is ({model})")
    return reverse(name, kwargs=values)


def picture(world):
    """Return every row of a world as it stands in the database."""
    return {
        f"{model.__name__}": model_to_dict(model._base_manager.get(pk=row.pk))
        for model, row in world.rows.items()
    }


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """Two facilities, made once; what a test does to them is rolled back to the savepoint around it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world("Ruteng"), make_world("Ambon", zone="Asia/Jayapura")
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(worlds):
    def signed_in(role, world=None):
        client = Client(raise_request_exception=True)
        client.force_login((world or worlds[0]).users[role])
        return client

    return signed_in


def test_public_addresses_are_a_named_list():
    names = {name for name, _view, _parameters in ADDRESSES}
    assert set(PUBLIC) | OWN | SECOND_STEP <= names


@pytest.mark.parametrize(("name", "view", "parameters"), PRIVATE, ids=[a[0] for a in PRIVATE])
def test_signed_out_leads_to_the_sign_in(worlds, name, view, parameters):
    address = build(name, view, parameters, worlds[1])
    for send in (Client().get, Client().post):
        response = send(address)
        assert response.status_code == 302, address
        assert response.url.startswith(reverse("account_login")), address


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.NATIONAL, Role.ADMIN)])
def test_nobody_reaches_another_facility(worlds, client_of, role):
    """Facility B's objects do not exist for A's people, whatever their role; and a POST changes nothing."""
    ours, theirs = worlds
    before = picture(theirs)
    client = client_of(role)
    reached = []
    for name, view, parameters in WALKED:
        if not parameters:
            continue
        address = build(name, view, parameters, theirs)
        for method in ("get", "post"):
            response = getattr(client, method)(address, {"reason": "x"} if method == "post" else None)
            if response.status_code not in (403, 404, 405):
                reached.append(f"{method} {address} ({name}): {response.status_code}")
            body = response.content.decode(errors="replace")
            assert "Warga Ambon" not in body, address
            assert "Rahasia Ambon" not in body, address
    assert reached == []
    assert picture(theirs) == before


@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_for_who_may_and_refuses_who_may_not(worlds, client_of, role):
    """In one's own facility: 403 without the permission; with it the page, or 404 outside one's scope."""
    ours, _theirs = worlds
    client = client_of(role)
    user = ours.users[role]
    wrong = []
    for name, view, parameters in WALKED:
        if name in DESCRIBED:
            continue
        address = build(name, view, parameters, ours)
        response = client.get(address)
        if view.permission not in PERMISSIONS[role]:
            # A button takes no GET at all; who lacks the permission learns no more from that.
            expected = {403, 405}
        else:
            model = (view.parent_model or view.model) if "parent_pk" in parameters else view.model
            key = ours.rows[model].pk if parameters else None
            seen = key is None or model.objects.for_user(user).filter(pk=key).exists()
            # A move of somebody else's step is 403, one whose time is over leads back to the object.
            moves = {200, 302, 403} if "move" in parameters else {200, 302, 405}
            expected = moves if seen else {404, 405}
        if response.status_code not in expected:
            wrong.append(f"{address} ({name}): {response.status_code}, expected {sorted(expected)}")
    assert wrong == []


def test_lists_show_nobody_of_another_facility(worlds, client_of):
    """What a list, the worklist or a filter's choices could leak is there: Ambon's people and partners."""
    for role in Role:
        if role in (Role.NATIONAL, Role.ADMIN):
            continue
        client = client_of(role)
        for name, view, parameters in PRIVATE:
            if parameters:
                continue
            response = client.get(build(name, view, parameters, worlds[0]))
            body = b"".join(response).decode(errors="replace")
            for leak in ("Warga Ambon", "Peserta Ambon", "Calon Ambon", "Mitra Ambon", "Rutan Ambon"):
                assert leak not in body, f"{name} as {role} shows {leak}"


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.HEAD, Role.INSTRUCTOR])
def test_no_page_is_dear(worlds, client_of, role):
    """At most 10 statements for a list and 12 for any other page; at most 60 KB of HTML (design.md, 8)."""
    world = worlds[0]
    client = client_of(role)
    dear = []
    for name, view, parameters in WALKED:
        if name in DESCRIBED or view.permission not in PERMISSIONS[role]:
            continue
        address = build(name, view, parameters, world)
        with CaptureQueriesContext(connection) as statements:
            response = client.get(address)
        if response.status_code != 200 or response["Content-Type"] == "application/pdf":
            continue
        budget = 10 if issubclass(view, ListPage) else 12
        if len(statements) > budget:
            dear.append(f"{name}: {len(statements)} statements")
        if len(response.content) > 60_000:
            dear.append(f"{name}: {len(response.content)} bytes")
    assert dear == []

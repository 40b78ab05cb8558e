"""Every address x every role x own object, another facility's object, signed out; GET and POST.

What is expected stands in the table of `addresses.py`; the addresses come from the URLconf, so a new one
fails until it has a line there. How to fill in its parameters follows from the view's `model` and
`parent_model`; what does not follow from them stands in `DESCRIBED`.
"""

import pytest
from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from certificates.models import Certificate, Issuer
from core.views import ListPage
from facilities.models import Membership
from facilities.permissions import Role
from inmates.models import Inmate
from partners.models import Partner
from tests.contract.addresses import EXPECTED, PUBLIC, ROLES, SECOND_STEP
from tests.world import make_world

# Parameters that do not follow from the view's model.
DESCRIBED = {
    "facilities:membership-use": lambda world: {"pk": world.rows[Membership].pk},
    "facilities:facility-logo-image": lambda world: {"pk": world.facility.pk},
    "partners:partner-logo-image": lambda world: {"pk": world.rows[Partner].pk},
    "inmates:photo-image": lambda world: {"pk": world.rows[Inmate].pk},
    "facilities:letter-edit": lambda world: {"parent_pk": world.facility.pk, "kind": "minutes"},
    "facilities:access-link": lambda world: {"token": "tidak-ada"},
    "certificates:issuer-logo-image": lambda world: {"pk": world.rows[Issuer].pk},
    "certificates:program-handover": lambda world: {"pk": world.finished.pk},
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
KINDS = {"application/pdf": "pdf", "text/html": "page"}


def build(name, view, parameters, world):
    """Return the address of `world`'s object; fails for an address nobody described."""
    name, _slash, move = name.partition("/")
    if name in DESCRIBED:
        return reverse(name, kwargs=DESCRIBED[name](world))
    values = {}
    for parameter in parameters:
        model = (view.parent_model or view.model) if parameter == "parent_pk" else view.model
        if parameter == "move":
            values[parameter] = move or next(iter(model.lifecycle.moves))
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
def worlds(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two facilities, made once; what a test does to them is rolled back to the savepoint around it."""
    stored = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), stored, transaction.atomic():
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


def with_moves(addresses):
    """Yield the addresses with one of each move in place of the address of a move: "session-move/verify"."""
    for name, view, parameters in addresses:
        moves = view.model.lifecycle.moves if "move" in parameters else [None]
        for move in moves:
            yield (f"{name}/{move}" if move else name), view, parameters


def answer(client, address):
    """Return what an address answers, as a cell of the table, and with what kind of content."""
    opened = client.get(address)
    with transaction.atomic():
        sent = client.post(address, {"reason": "x"})
        transaction.set_rollback(True)
    kind = "button" if opened.status_code == 405 else ""
    if opened.status_code == 200:
        kind = KINDS.get(opened["Content-Type"].split(";")[0], "file")
    codes = (opened.status_code, sent.status_code)
    for refusal, cell in ((403, "."), (404, "0")):
        if codes in ((refusal, refusal), (405, refusal), (refusal, 405)):
            return cell, kind
    if codes in ((404, 403), (403, 404)):
        return ".", kind
    # 302 leads back to the object: done, or its time is over; 422 is the form again, with what it lacks; 409
    # says that the time for it is over where no page leads back.
    reads, writes = codes[0] in (200, 302), codes[1] in (200, 302, 409, 422)
    if not (reads or codes[0] == 405) or not (writes or codes[1] in (403, 405)) or not (reads or writes):
        return f"{codes[0]}/{codes[1]}", kind
    return ("r" if reads else "") + ("w" if writes else ""), kind


WALKED = list(with_moves(address for address in PRIVATE if address[0] not in SECOND_STEP))


def differences(client, world, role, cell_of):
    """Return the addresses of which the answer is not `cell_of(expected)`, as sentences."""
    wrong = []
    for name, view, parameters in WALKED:
        wanted = cell_of(EXPECTED[name], parameters)
        if wanted is None:
            continue
        address = build(name, view, parameters, world)
        cell, kind = answer(client, address)
        if cell not in wanted:
            wrong.append(f"{name} as {role}: {cell}, expected {' or '.join(sorted(wanted))} ({address})")
        if kind and cell in wanted and kind != EXPECTED[name].kind:
            wrong.append(f"{name} as {role}: answers with a {kind}, expected a {EXPECTED[name].kind}")
    return wrong


def test_every_address_has_its_line():
    names = {name for name, _view, _parameters in ADDRESSES}
    assert set(PUBLIC) | SECOND_STEP <= names
    assert {name for name, _view, _parameters in WALKED} == set(EXPECTED)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_the_table_says(worlds, client_of, role):
    ours, _theirs = worlds
    assert differences(client_of(role), ours, role, lambda line, _parameters: {line.cells[role]}) == []


@pytest.mark.parametrize(("name", "view", "parameters"), PRIVATE, ids=[a[0] for a in PRIVATE])
def test_signed_out_leads_to_the_sign_in(worlds, name, view, parameters):
    address = build(name, view, parameters, worlds[1])
    for send in (Client().get, Client().post):
        response = send(address)
        assert response.status_code == 302, address
        assert response.url.startswith(reverse("account_login")), address


@pytest.mark.parametrize("role", ROLES)
def test_elsewhere_only_who_the_table_names_gets_in(worlds, client_of, role):
    """Another facility's objects do not exist, unless the table says so; and a POST changes nothing."""
    _ours, theirs = worlds

    def cell_of(line, parameters):
        if not parameters:
            return None
        return {line.cells[role]} if role in line.elsewhere else {".", "0"}

    before = picture(theirs)
    assert differences(client_of(role), theirs, role, cell_of) == []
    assert picture(theirs) == before


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
        if not EXPECTED[name].cells[role].startswith("r"):
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

"""Every address x every role x own object, another facility's object, signed out; GET and POST.

What is expected stands in the table of `addresses.py`; the addresses come from the URLconf, so a new one
fails until it has a line there. How to fill in its parameters follows from the view's `model` and
`parent_model`; what does not follow from them stands in `DESCRIBED` (walk.py).
"""

from collections import defaultdict

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client, override_settings
from django.urls import reverse

from core.views import ListPage
from facilities.permissions import PERMISSIONS, Role
from tests.contract.addresses import EXPECTED, PUBLIC, ROLES, SECOND_STEP
from tests.contract.english import english_in
from tests.contract.walk import (
    ADDRESSES,
    DESCRIBED,
    PRIVATE,
    WALKED,
    build,
    cell_of,
    everybody,
    log_complaint,
    look,
    send,
)
from tests.world import make_world

pytestmark = pytest.mark.django_db
LEAKS = ("Warga Ambon", "Peserta Ambon", "Calon Ambon", "Mitra Ambon", "Rutan Ambon")


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two facilities, made once; what a test does to them is rolled back to the savepoint around it."""
    stored = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), stored, transaction.atomic():
        yield make_world("Ruteng"), make_world("Ambon", zone="Asia/Jayapura")
        transaction.set_rollback(True)


@pytest.fixture
def client_of(worlds):
    def signed_in(role):
        client = Client(raise_request_exception=True)
        client.force_login(worlds[0].users[role])
        return client

    return signed_in


def picture(world):
    """Return every row of a world as it stands in the database."""
    return {
        f"{model.__name__}": model_to_dict(model._base_manager.get(pk=row.pk))
        for model, row in world.rows.items()
    }


def test_every_address_has_its_line():
    names = {name for name, _view, _parameters in ADDRESSES}
    assert set(PUBLIC) | SECOND_STEP <= names
    assert {name for name, _view, _parameters in WALKED} == set(EXPECTED)


def test_every_list_says_what_it_is_filtered_by():
    """Left to itself the library makes a filter of each field, whatever its choices give away."""
    made = ListPage.get_filterset_class
    lists = {view for _name, view, _parameters in WALKED if issubclass(view, ListPage)}
    silent = [view for view in lists if not view.filterset_class and view.get_filterset_class == made]
    assert silent == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_walks_through_its_house(worlds, client_of, role):
    """Each address answers as the table says, in at most 10 statements for a list and 12 for any other page
    and 60 KB of HTML (design.md, 8), without a word of English; it records exactly whom it names; lists, the
    worklist and the choices of filters show nobody of Ambon, whose people and partners are there.
    """
    ours, _theirs = worlds
    user, client, names = ours.users[role], client_of(role), everybody()
    # What a POST leaves in its session, a message for instance, is not shown by the next page looked at.
    sender = client_of(role)
    wrong, seen = defaultdict(list), 0
    for name, view, parameters in WALKED:
        address, line = build(name, view, parameters, ours), EXPECTED[name]
        opened = look(client, "get", address)
        cell = cell_of(opened, send(sender, address))
        if cell != line.cells[role]:
            wrong["answers"].append(f"{name}: {cell}, expected {line.cells[role]} ({address})")
        elif opened.kind and opened.kind != line.kind:
            wrong["answers"].append(f"{name}: a {opened.kind}, expected a {line.kind}")
        if opened.kind == "page":
            if opened.statements > (10 if issubclass(view, ListPage) else 12):
                wrong["statements"].append(f"{name}: {opened.statements}")
            if len(opened.response.content) > 60_000:
                wrong["bytes"].append(f"{name}: {len(opened.response.content)}")
        if "text/html" in opened.response["Content-Type"]:
            html = opened.response.content.decode()
            wrong["English"] += [f"{name}: {phrase}" for phrase in english_in(html)]
        # Of pictures nobody reads here whom they name.
        is_picture = opened.response.get("Content-Type", "").startswith("image/")
        if name not in DESCRIBED and not is_picture and (complaint := log_complaint(opened, names)):
            wrong["read log"].append(f"{name}: {complaint}")
        for row in opened.logged:
            seen += 1
            kept = (row.user, row.membership, row.facility, row.page, row.kind)
            kind = "print" if opened.kind == "pdf" else "page"
            page = opened.response.resolver_match.view_name
            if kept != (user, user.membership, ours.facility, page, kind):
                wrong["read log"].append(f"{name}: {kept}")
        if not parameters and role not in (Role.NATIONAL, Role.ADMIN):
            wrong["leaks"] += [f"{name}: {leak}" for leak in LEAKS if leak in opened.text]
    assert {what: lines for what, lines in wrong.items() if lines} == {}
    # Whoever may see people does see some, so that "nothing is logged" cannot pass by itself.
    assert bool(seen) == bool({"inmates.view", "enrolments.view"} & PERMISSIONS[role])


@pytest.mark.parametrize("role", ROLES)
def test_elsewhere_only_who_the_table_names_gets_in(worlds, client_of, role):
    """Another facility's objects do not exist, unless the table says so; and a POST changes nothing."""
    _ours, theirs = worlds
    client, before, wrong = client_of(role), picture(theirs), []
    for name, view, parameters in WALKED:
        if not parameters:
            continue
        line, address = EXPECTED[name], build(name, view, parameters, theirs)
        wanted = {line.cells[role]} if role in line.elsewhere else {".", "0"}
        cell = cell_of(look(client, "get", address), send(client, address))
        if cell not in wanted:
            wrong.append(f"{name}: {cell}, expected {' or '.join(sorted(wanted))} ({address})")
    assert wrong == []
    assert picture(theirs) == before


def test_signed_out_leads_to_the_sign_in(worlds):
    wrong = []
    for name, view, parameters in PRIVATE:
        address = build(name, view, parameters, worlds[1])
        for method in (Client().get, Client().post):
            response = method(address)
            if response.status_code != 302 or not response.url.startswith(reverse("account_login")):
                wrong.append(f"{address}: {response.status_code}")
    assert wrong == []

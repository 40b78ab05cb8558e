"""Pages in Indonesian hold no English: public ones and refused forms; the URL walk reads the others."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from facilities.permissions import Role
from tests.contract.addresses import EXPECTED, PUBLIC
from tests.contract.english import english_in
from tests.contract.walk import ADDRESSES, DESCRIBED, WALKED, build
from tests.world import make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world("Ruteng")
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def leftovers(client, addresses):
    """Return (address, English phrase) for every page that opens, and how many did."""
    found, opened = [], 0
    for address in addresses:
        response = client.get(address)
        if response.status_code in (200, 403, 404) and "text/html" in response["Content-Type"]:
            opened += response.status_code == 200
            found += [(address, phrase) for phrase in english_in(response.content.decode())]
    return found, opened


def test_the_reader_sees_english_and_no_indonesian():
    page = '<p>Simpan</p><a aria-label="Edit Meubel">Ubah</a><p>Nothing <b>here</b> yet.</p>'
    assert english_in(page) == ["Edit Meubel", "Nothing", "here"]
    page = '<p>No. 1, data dan status</p><b lang="en">The page</b><script>is</script>'
    assert english_in(page) == []


def test_public_pages_are_indonesian(world):
    cache.clear()
    addresses = [
        build(*address, world) for address in ADDRESSES if address[0] in PUBLIC and address[0] != "health"
    ]
    found, opened = leftovers(Client(), [*addresses, "/tidak/ada/"])
    assert "\n".join(f"{a}: {p}" for a, p in found) == ""
    assert opened >= 3


def test_a_wrong_password_is_refused_in_indonesian(world):
    cache.clear()
    response = Client().post(reverse("account_login"), {"login": "head.ruteng", "password": "salah"})
    said = response.content.decode()
    assert "Nama pengguna atau kata sandi salah. Periksa, lalu coba lagi." in said
    assert english_in(said) == []


@pytest.mark.parametrize(("role", "least"), [(Role.OPERATOR, 150), (Role.SUPERVISOR, 15), (Role.HEAD, 15)])
def test_refused_forms_are_indonesian(world, role, least):
    """What is wrong with an empty form, or with one full of nonsense, is said in Indonesian.

    Each form is tried by the first role that opens it.
    """
    client = Client()
    client.force_login(world.users[role])
    found, refused = [], 0
    for name, view, parameters in WALKED:
        if name in DESCRIBED or EXPECTED[name].opener != role:
            continue
        path = build(name, view, parameters, world)
        page = client.get(path)
        form = page.context and page.context.get("form")
        if page.status_code != 200 or not form:
            continue
        for nonsense in ("", "?", "9" * 400):
            with transaction.atomic():
                response = client.post(path, dict.fromkeys(form.fields, nonsense))
                transaction.set_rollback(True)
            if response.status_code in (200, 422) and "text/html" in response["Content-Type"]:
                refused += 1
                found += [(path, phrase) for phrase in english_in(response.content.decode())]
    assert "\n".join(f"{a}: {p}" for a, p in found) == ""
    assert refused >= least

"""Pages in Indonesian hold no English of ours: every address that opens, read as each role sees it."""

import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation.reloader import translation_file_changed

from facilities.permissions import Role
from tests.contract.addresses import PUBLIC
from tests.contract.test_url_walk import ADDRESSES, DESCRIBED, build
from tests.world import make_world

# Words that only English has; "no", "in", "data", "status" and the like are Indonesian as well.
ENGLISH = set(
    re.findall(
        r"\w+",
        """
        about above add all and any are as at back be been before by can cancel change choose date day do
        does each edit empty end every everybody first for from has have help here how if is it its last
        leave left list name never new next nobody not nothing now number of on one only or other out page
        person remove save search see seats show somebody state submit that the their them there these they
        this those to until was were what when where which who why will with without write yes you your
        """,
    )
)
SPOKEN = {
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-label",
    "data-pick",
    "data-copied",
    "data-failed",
    "data-filters",
}


class Visible(HTMLParser):
    """Collects what people read or hear on a page; parts marked as English are left out."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}

    def __init__(self):
        super().__init__()
        self.words, self.silent = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        silent = tag in ("script", "style", "template") or attrs.get("lang") == "en"
        if not silent and not any(self.silent):
            self.words += [attrs[name] for name in SPOKEN & attrs.keys() if attrs[name]]
        if tag not in self.VOID:
            self.silent.append(silent)

    def handle_startendtag(self, tag, attrs):
        if tag not in self.VOID:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.silent:
            self.silent.pop()

    def handle_data(self, data):
        if data.strip() and not any(self.silent):
            self.words.append(" ".join(data.split()))


def english_in(html: str) -> list[str]:
    """Return the phrases of a page that hold an English word."""
    parser = Visible()
    parser.feed(html)
    return [phrase for phrase in parser.words if ENGLISH & set(re.findall(r"[a-z]+", phrase.lower()))]


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    """Compile the catalogues as `make setup` does, so that a page speaks as the sources say now."""
    for folder in settings.LOCALE_PATHS:
        po = Path(folder, "id/LC_MESSAGES/django.po")
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_name(f"{mo.name}.{id(po)}")
            with po.open("rb") as source, fresh.open("wb") as target:
                write_mo(target, read_po(source))
            fresh.replace(mo)
        translation_file_changed(None, mo)


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


@pytest.mark.parametrize("role", list(Role))
def test_pages_are_indonesian(world, role):
    """Lists, details, forms and moves; what a role may not open says so in Indonesian."""
    client = Client()
    client.force_login(world.users[role])
    make = partial(build, world=world)
    addresses = [
        make(*address) for address in ADDRESSES if address[0] not in PUBLIC and address[0] not in DESCRIBED
    ]
    found, opened = leftovers(client, addresses)
    assert "\n".join(f"{a}: {p}" for a, p in found) == ""
    assert opened >= 2


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR, Role.OPERATOR])
def test_refused_forms_are_indonesian(world, role):
    """What is wrong with an empty form, or with one full of nonsense, is said in Indonesian."""
    client = Client()
    client.force_login(world.users[role])
    found, refused = [], 0
    for address in ADDRESSES:
        name, _view, _parameters = address
        if name in PUBLIC or name in DESCRIBED:
            continue
        path = build(*address, world=world)
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
    assert refused >= 15

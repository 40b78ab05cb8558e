"""Every response that names people is on record, with exactly those people; others leave no trace.

The addresses are those of the URL walk, so a page that shows people and does not say so fails here.
"""

import html
import subprocess

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AccessLog
from core.shown import page_classes
from core.views import ListPage
from facilities.permissions import PERMISSIONS, Role
from inmates.models import Inmate
from tests.contract.addresses import EXPECTED
from tests.contract.test_url_walk import DESCRIBED, PRIVATE, build, worlds  # noqa: F401
from tests.world import make_world

pytestmark = pytest.mark.django_db
WALKERS = [Role.HEAD, Role.SUPERVISOR, Role.OPERATOR, Role.INSTRUCTOR, Role.COORDINATOR, Role.ADMIN]


def text_of(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    if response["Content-Type"] == "application/pdf":
        read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return " ".join(read.stdout.decode().split())
    return html.unescape(content.decode(errors="replace"))


def named_in(text) -> set[int]:
    return {person.pk for person in Inmate.objects.all() if person.full_name in text}


def open_page(client, method, address, data=None):
    """Return the response and the rows that it added to the log."""
    before = set(AccessLog.objects.values_list("pk", flat=True))
    response = getattr(client, method)(address, data)
    return response, list(AccessLog.objects.exclude(pk__in=before))


def complaint(response, rows) -> str:
    """Return what is wrong with the record of a response, or ""."""
    people = named_in(text_of(response))
    logged = [set(row.persons) for row in rows]
    if logged != ([people] if people else []):
        return f"names {sorted(people)}, logged {[sorted(row) for row in logged]}"
    return ""


@pytest.mark.parametrize("role", WALKERS)
def test_each_page_records_exactly_whom_it_names(worlds, role):  # noqa: F811
    user = worlds[0].users[role]
    client = Client()
    client.force_login(user)
    wrong, seen = [], 0
    for name, view, parameters in PRIVATE:
        if name in DESCRIBED:
            continue
        address = build(name, view, parameters, worlds[0])
        response, rows = open_page(client, "get", address)
        if text := complaint(response, rows):
            wrong.append(f"{name}: {text}")
        for row in rows:
            seen += 1
            assert (row.user, row.membership, row.facility) == (user, user.membership, worlds[0].facility)
            assert row.page == name
            assert row.kind == ("print" if EXPECTED[name].kind == "pdf" else "page")
    assert wrong == []
    # Whoever may see people does see some, so that "nothing is logged" cannot pass by itself.
    may = {"inmates.view", "enrolments.view"} & PERMISSIONS[role]
    assert bool(seen) == bool(may)


@pytest.mark.parametrize("role", [Role.HEAD, Role.OPERATOR, Role.INSTRUCTOR, Role.COORDINATOR])
@pytest.mark.parametrize("form", ["csv", "pdf"])
def test_each_file_of_a_list_records_exactly_whom_it_names(worlds, role, form):  # noqa: F811
    client = Client()
    client.force_login(worlds[0].users[role])
    wrong = []
    for name, view, parameters in PRIVATE:
        if view is None or not issubclass(view, ListPage):
            continue
        # Pages of one's own need no permission.
        if getattr(view, "permission", "") not in ("", *PERMISSIONS[role]):
            continue
        address = f"{build(name, view, parameters, worlds[0])}?export={form}"
        response, rows = open_page(client, "get", address)
        if not view.exports:
            assert response.status_code == 404
        elif view.persons:
            # The question itself names nobody but whom the heading does.
            assert b'name="purpose"' in response.content, name
            response, rows = open_page(client, "post", address, {"purpose": "Daftar untuk mitra"})
            assert [row.kind for row in rows] in ([], ["export"])
        if text := complaint(response, rows):
            wrong.append(f"{name}: {text}")
    assert wrong == []


def test_printing_certificates_is_recorded():
    from certificates.models import Certificate
    from programs.models import Program

    world, client = make_world("Sumenep"), Client()
    client.force_login(world.users[Role.HEAD])
    certificate = world.rows[Certificate]
    pages = {
        "certificates:certificate-print": certificate.pk,
        "certificates:program-print": world.finished.pk,
    }
    for name, key in pages.items():
        response, rows = open_page(client, "post", reverse(name, args=[key]))
        assert response["Content-Type"] == "application/pdf"
        assert complaint(response, rows) == ""
        model = Program if name.endswith("program-print") else Certificate
        assert [(row.kind, row.page, row.model, row.object_id) for row in rows] == [
            ("print", name, model._meta.label_lower, key)
        ]


def test_every_page_with_people_has_a_name_in_the_log():
    nameless = [
        name
        for name, view in page_classes().items()
        if getattr(view, "persons", "") and not getattr(view, "shown_as", "")
    ]
    assert nameless == []

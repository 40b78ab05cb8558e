"""Every file that names people is on record, with exactly those people; others leave no trace.

The addresses are those of the URL walk, which asks the same of every page.
"""

import pytest
from django.test import Client
from django.urls import reverse

from core.shown import page_classes
from core.views import ListPage
from facilities.permissions import PERMISSIONS, Role
from tests.contract.test_url_walk import worlds  # noqa: F401
from tests.contract.walk import PRIVATE, build, everybody, log_complaint, look
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.HEAD, Role.OPERATOR, Role.INSTRUCTOR, Role.COORDINATOR])
@pytest.mark.parametrize("form", ["csv", "pdf"])
def test_each_file_of_a_list_records_exactly_whom_it_names(worlds, role, form):  # noqa: F811
    client, names = Client(), everybody()
    client.force_login(worlds[0].users[role])
    wrong = []
    for name, view, parameters in PRIVATE:
        if view is None or not issubclass(view, ListPage):
            continue
        # Pages of one's own need no permission.
        if getattr(view, "permission", "") not in ("", *PERMISSIONS[role]):
            continue
        address = f"{build(name, view, parameters, worlds[0])}?export={form}"
        answer = look(client, "get", address)
        if not view.exports:
            assert answer.response.status_code == 404
        elif view.persons:
            # The question itself names nobody but whom the heading does.
            assert b'name="purpose"' in answer.response.content, name
            answer = look(client, "post", address, {"purpose": "Daftar untuk mitra"})
            assert [row.kind for row in answer.logged] in ([], ["export"])
        if text := log_complaint(answer, names):
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
        answer = look(client, "post", reverse(name, args=[key]))
        assert answer.kind == "pdf"
        assert log_complaint(answer, everybody()) == ""
        model = Program if name.endswith("program-print") else Certificate
        assert [(row.kind, row.page, row.model, row.object_id) for row in answer.logged] == [
            ("print", name, model._meta.label_lower, key)
        ]


def test_every_page_with_people_has_a_name_in_the_log():
    nameless = [
        name
        for name, view in page_classes().items()
        if getattr(view, "persons", "") and not getattr(view, "shown_as", "")
    ]
    assert nameless == []

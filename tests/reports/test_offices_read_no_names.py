"""Offices above the facilities read no name by any way: every link, list, file and paper of the demo."""

import re
import subprocess
from collections import Counter
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from openpyxl import load_workbook

from facilities.models import User
from inmates.models import Inmate, RegisterNumber
from partners.models import ContactPerson, Instructor
from tests.demo_copy import copied

pytestmark = pytest.mark.django_db
EACH = 8  # addresses opened of one kind of page
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
SKIPPED = ("/static/", "/accounts/logout/", "/language/")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, shared_folder, tmp_path_factory, worker_id):
    with (
        django_db_blocker.unblock(),
        copied(shared_folder, tmp_path_factory.mktemp("offices") / "files", worker_id),
    ):
        yield


def words_of(response) -> str:
    """Return everything that can be read in an answer: page, PDF, workbook or lines."""
    content = b"".join(response) if response.streaming else response.content
    kind = response.get("Content-Type", "").split(";")[0]
    if kind == "application/pdf":
        read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return " ".join(read.stdout.decode().split())
    if kind.endswith("spreadsheetml.sheet"):
        cells = (
            row for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows(values_only=True)
        )
        return " ".join(str(cell) for row in cells for cell in row if cell is not None)
    return content.decode(errors="replace") if not kind.startswith("image/") else ""


def telling() -> re.Pattern:
    """Return a pattern of all names and register numbers of people, but for names that officials bear too."""
    officials = " ".join(
        [
            *User.objects.values_list("full_name", flat=True),
            *ContactPerson._base_manager.values_list("name", flat=True),
            *Instructor._base_manager.values_list("name", flat=True),
        ]
    )
    names = {
        name for name in Inmate._base_manager.values_list("full_name", flat=True) if name not in officials
    }
    numbers = set(RegisterNumber._base_manager.values_list("raw", flat=True))
    assert len(names) > 200
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names | numbers)) + r")\b")


def answers(client, address):
    """Yield (address, answer) of a page and of its list as each kind of file."""
    response = client.get(address)
    yield address, response
    table = response.context and response.context.get("table")
    for form in ("csv", "xlsx", "pdf") if table is not None and "export=" in words_of(response) else ():
        wanted = f"{address}{'&' if '?' in address else '?'}export={form}"
        file = client.get(wanted)
        if file.status_code == 200 and "text/html" in file["Content-Type"]:
            file = client.post(wanted, {"purpose": "Pemeriksaan"})
        yield wanted, file


@pytest.mark.parametrize("username", ["regional.ntt", "national"])
def test_no_name_and_no_number_is_read_by_any_way(demo, username):
    client, pattern = Client(), telling()
    client.force_login(User.objects.get(username=username))
    waiting, met, kinds, opened, found = ["/"], {"/"}, Counter(), Counter(), []
    while waiting:
        for address, response in answers(client, waiting.pop(0)):
            opened[response.status_code] += 1
            text = words_of(response)
            found += [(address, name) for name in set(pattern.findall(text))]
            if "text/html" not in response.get("Content-Type", ""):
                continue
            for link in LINK.findall(text):
                path = urljoin(address, link.replace("&amp;", "&"))
                name = resolve(urlsplit(path).path).view_name if not path.startswith(SKIPPED) else ""
                if name and "export=" not in path and path not in met and kinds[name] < EACH:
                    kinds[name] += 1
                    met.add(path)
                    waiting.append(path)
    assert found == []
    # A walk that is led nowhere, or only into refusals, would find nothing either.
    assert opened[200] > 60
    assert {"reports:compare", "reports:compare-facility", "reports:facility-reports"} <= kinds.keys()
    assert not opened[500]


def test_the_reader_of_answers_finds_a_name(demo):
    client = Client()
    client.force_login(User.objects.get(username="operator.ruteng"))
    for address, response in answers(client, "/inmates/"):
        assert telling().search(words_of(response)), address

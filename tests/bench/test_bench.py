"""`make bench` in miniature: gunicorn, a few pages, the admin beside them, saving, the page of results."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connection

from bench import databases, fixed, report
from bench.budgets import KINDS
from bench.objects import OBJECTS
from bench.pages import BESIDE, pages
from tests.factories import PASSWORD, make_inmate, make_user


@pytest.mark.django_db(transaction=True)
def test_pages_and_saving_are_measured_and_told(facility_a, tmp_path):
    for role in ("operator", "supervisor", "head"):
        make_user(f"{role}_a", role, facility=facility_a)
    for _number in range(3):
        make_inmate(facility_a)
    out = tmp_path / "demo.json"
    command = [sys.executable, "-m", "bench.one", "--miniature", "--cast", "size", "--roles", "operator,head"]
    environment = databases.environment(connection.settings_dict["NAME"])
    done = subprocess.run(
        [*command, "--out", str(out)],
        cwd=django_settings.BASE_DIR,
        env=environment | {"BENCH_MINIATURE": "1", "BENCH_PASSWORD": PASSWORD, "MEDIA_ROOT": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(out.read_text())
    assert [(row["role"], row["kind"], row["status"]) for row in found["pages"]] == [
        ("operator", "list", 200),
        ("operator", "detail", 0),
        ("head", "list", 200),
        ("head", "detail", 0),
        ("head", "admin", 200),
    ]
    listed = found["pages"][0]
    assert 3 < listed["statements"] <= KINDS["list"].statements
    assert listed["raw"] > listed["compressed"] > 1000
    assert listed["p95"] >= listed["median"] >= listed["cpu"] > 0
    assert [line["what"] for line in found["saving"]] == [
        "attendance of 3 in a session",
        "a form with 2 rows, each changed",
    ]
    assert found["size"]["people held"] == 3
    assert "/" in found["first_visit"]
    text = report.page(
        {"demo": found, "national": found, "check": 1.0, "migrating": 9.0, "machine": fixed.machine()}
        | {"requests": 7}
    )
    assert "| `/inmates/` | list |" in text
    assert "- all migrations on an empty database: 9.0 s > 5.0 s" in text
    assert "- demo, operator: `production:sale-detail` (no sale)" in text


def test_every_line_of_the_table_names_an_address_and_an_object():
    from django.urls import reverse

    for page in pages():
        assert page.kind in KINDS
        assert not page.thing or page.thing in OBJECTS
        assert page.address in BESIDE or reverse(page.address, args=[1] if page.thing else [])

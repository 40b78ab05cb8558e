"""Guessing is slowed down however many processes serve, and wherever the attempts come from."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import SignInRecord
from tests.accounts.conftest import sign_in

# A server of its own: another interpreter with the same settings, on the test's database.
ATTEMPTS = """
import sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from django.test import Client
for number in range(3):
    client = Client(REMOTE_ADDR=f"10.0.{sys.argv[2]}.{number + 1}", SERVER_NAME="127.0.0.1")
    page = client.post("/accounts/login/", {"login": "operator_a", "password": "salah"})
    assert page.status_code == 200, page.status_code
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together(operator_a):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ATTEMPTS, connection.settings_dict["NAME"], str(number)],
            cwd=settings.BASE_DIR,
            env={"DJANGO_SETTINGS_MODULE": "config.settings_test", "PATH": "/usr/bin:/bin"},
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    for process in processes:
        _out, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
    reasons = sorted(SignInRecord.objects.values_list("reason", flat=True))
    assert reasons == ["limit", "password", "password", "password", "password", "password"]
    _client, answer = sign_in(operator_a, REMOTE_ADDR="10.9.9.9", SERVER_NAME="127.0.0.1")
    assert answer.status_code == 200, "the right password comes too late here as well"


@pytest.mark.django_db
def test_one_address_cannot_try_one_name_after_the_other():
    for number in range(12):
        sign_in(f"nama{number}", "salah", REMOTE_ADDR="10.0.0.7")
    reasons = list(SignInRecord.objects.order_by("pk").values_list("reason", flat=True))
    assert reasons == ["name"] * 10 + ["limit"] * 2

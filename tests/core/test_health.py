"""/health/ tells a monitor whether the house works, and strangers nothing else."""

import pytest
from django.db import connection
from django.test import Client

URL = "/health/"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_well(method):
    response = getattr(Client(), method)(URL)
    assert response.status_code == 200
    assert response.content == (b"ok" if method == "get" else b"")


@pytest.mark.django_db
def test_only_asking_is_allowed():
    assert Client().post(URL).status_code == 405


@pytest.mark.django_db
def test_it_is_answered_without_https_too(settings):
    """The probe asks on the machine itself; every other page leads to HTTPS."""
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(URL).status_code == 200
    assert Client().get("/").status_code == 301


def told(response, caplog):
    assert (response.status_code, response.content) == (503, b"unavailable")
    return caplog.records[0].facts["problems"]


@pytest.mark.django_db
def test_little_space(settings, caplog):
    settings.MIN_FREE_BYTES = 10**18
    assert told(Client().get(URL), caplog) == ["space"]


@pytest.mark.django_db
def test_files_cannot_be_written(settings, tmp_path, caplog):
    (tmp_path / "file").write_text("a file, no folder")
    settings.MEDIA_ROOT = tmp_path / "file" / "below"
    assert told(Client().get(URL), caplog) == ["files"]


@pytest.mark.django_db(transaction=True)
def test_no_database(caplog):
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "there-is-none"
    try:
        response = Client().get(URL)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
    assert told(response, caplog) == ["database"]

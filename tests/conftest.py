"""The cast of every test: facility A (Ruteng) with its people and partners, and facility B (Ambon)."""

import math

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client
from hypothesis import HealthCheck, settings

from facilities.permissions import Role
from facilities.templatetags import memberships
from tests.factories import make_agreement, make_facility, make_partner, make_user
from tests.flushing import sql_flush

# How long an example takes says how busy the machine is, not whether the arithmetic is right.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

DatabaseOperations.sql_flush = sql_flush


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Rate limits live in the cache, which outlives the rollback of a test."""
    names = set(request.fixturenames)
    if names & {"db", "transactional_db", "live_server"}:
        request.getfixturevalue("transactional_db" if "transactional_db" in names else "db")
        cache.clear()


@pytest.fixture(autouse=True)
def _no_demo(monkeypatch):
    """Pages ask once a minute whether this is a demo: in tests that minute would end where it likes."""
    monkeypatch.setattr(memberships, "_demo", {"until": math.inf, "here": False})


@pytest.fixture(autouse=True)
def _files(request, settings, tmp_path):
    """A test's files are its own; those of the shared worlds stay with them."""
    if "worlds" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture
def facility_a(db):
    return make_facility("Ruteng")


@pytest.fixture
def facility_b(db):
    return make_facility("Ambon", zone="Asia/Jayapura")


@pytest.fixture
def partner_a(facility_a):
    return make_partner(facility_a.region, "Elite Jaya Meubel")


@pytest.fixture
def partner_b(facility_b):
    return make_partner(facility_b.region, "BLK Kota Ambon", kind="blk")


@pytest.fixture
def agreement_a(facility_a, partner_a):
    return make_agreement(facility_a, partner_a)


def _staff(name, role, side):
    @pytest.fixture(name=name)
    def user(request):
        return make_user(name, role, facility=request.getfixturevalue(f"facility_{side}"))

    return user


operator_a = _staff("operator_a", Role.OPERATOR, "a")
supervisor_a = _staff("supervisor_a", Role.SUPERVISOR, "a")
head_a = _staff("head_a", Role.HEAD, "a")
operator_b = _staff("operator_b", Role.OPERATOR, "b")
supervisor_b = _staff("supervisor_b", Role.SUPERVISOR, "b")
head_b = _staff("head_b", Role.HEAD, "b")


@pytest.fixture
def instructor_a(partner_a):
    """An instructor of Elite Jaya Meubel; `instructor_a.membership.instructor` is who teaches."""
    return make_user("instructor_a", Role.INSTRUCTOR, partner=partner_a)


@pytest.fixture
def instructor_b(partner_b):
    return make_user("instructor_b", Role.INSTRUCTOR, partner=partner_b)


@pytest.fixture
def coordinator_a(partner_a):
    return make_user("coordinator_a", Role.COORDINATOR, partner=partner_a)


@pytest.fixture
def regional_a(facility_a):
    return make_user("regional_a", Role.REGIONAL, region=facility_a.region)


@pytest.fixture
def national(db):
    return make_user("national", Role.NATIONAL)


@pytest.fixture
def administrator(db):
    return make_user("administrator", Role.ADMIN)


@pytest.fixture
def as_user():
    """Return a function that gives a signed-in client: `as_user(operator_a).get(...)`."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def in_english(settings):
    """Pages in English, for tests that compare words."""
    settings.LANGUAGE_CODE = "en"

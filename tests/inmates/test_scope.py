"""Who may open what about people, and nobody sees those of another facility."""

import pytest
from django.urls import reverse

from core.registry import nav_for, work_for
from inmates.models import Identity, Inmate, InterestAssessment, SdpImport
from tests.factories import make_assessment, make_inmate
from tests.inmates.imports import MARIA, list_a, take, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

VIEW = (
    "inmate-list",
    "inmate-detail",
    "inmate-history",
    "import-list",
    "import-detail",
    "assessment-list",
    "assessment-missing",
)
ENTER = ("inmate-add", "inmate-edit", "import-add", "assessment-add")


@pytest.fixture
def maria(facility_a, operator_a):
    person = make_inmate(facility_a, "Maria Rahasia", "B I 1 / 26", national_register="4711")
    Identity.objects.create(inmate=person, nik="5310014505900001", address="Jl. Rahasia")
    make_assessment(person, operator_a)
    return person


@pytest.fixture
def addresses(maria, operator_a):
    waiting = upload(list_a(["YOSEF RAHASIA", "BI.5/26", *MARIA[2:]]), operator_a)
    keys = {
        "inmate-detail": maria.pk,
        "inmate-history": maria.pk,
        "inmate-edit": maria.pk,
        "assessment-add": maria.pk,
        "import-detail": waiting.pk,
    }
    return {
        name: reverse(f"inmates:{name}", args=[keys[name]] if name in keys else [])
        for name in (*VIEW, *ENTER)
    }


@pytest.mark.parametrize("name", ["operator_a", "supervisor_a"])
def test_officer_and_supervisor_open_everything(name, request, as_user, addresses):
    client = as_user(request.getfixturevalue(name))
    assert {page: client.get(url).status_code for page, url in addresses.items()} == dict.fromkeys(
        addresses, 200
    )


def test_the_head_looks_and_enters_nothing(head_a, as_user, addresses):
    client = as_user(head_a)
    assert {page: client.get(addresses[page]).status_code for page in VIEW} == dict.fromkeys(VIEW, 200)
    assert {page: client.get(addresses[page]).status_code for page in ENTER} == dict.fromkeys(ENTER, 403)
    page = client.get(addresses["import-detail"]).content.decode()
    assert "Take over" not in page
    for move in ("confirm", "discard"):
        assert client.post(f"{addresses['import-detail']}do/{move}/").status_code == 403
    assert SdpImport.objects.get().state == "waiting"


@pytest.mark.parametrize("name", ["instructor_a", "coordinator_a", "regional_a", "national", "administrator"])
def test_nobody_else_opens_anything(name, request, as_user, addresses, maria):
    user = request.getfixturevalue(name)
    client = as_user(user)
    for url in addresses.values():
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403
    assert not Inmate.objects.for_user(user).exists()
    assert not InterestAssessment.objects.for_user(user).exists()
    assert not SdpImport.objects.for_user(user).exists()
    assert not {"Inmates", "Assessments"} & {str(item.label) for item in nav_for(user)}


@pytest.mark.parametrize("name", ["operator_b", "supervisor_b", "head_b"])
def test_another_facility_finds_nothing_and_learns_nothing(name, request, as_user, addresses, maria):
    user = request.getfixturevalue(name)
    client = as_user(user)
    moves = [f"{addresses['import-detail']}do/{move}/" for move in ("confirm", "discard")]
    single = ("inmate-detail", "inmate-history", "import-detail", "inmate-edit", "assessment-add")
    for url in [*(addresses[page] for page in single), *moves]:
        assert client.get(url).status_code in (403, 404)
        answer = client.post(url, {"full_name": "Diubah", "register": "BI.1/26"})
        assert answer.status_code in (403, 404, 405)
    for page in ("inmate-list", "import-list", "assessment-list"):
        text = client.get(addresses[page] + "?q=rahasia").content.decode()
        assert "Maria Rahasia" not in text
        assert "Rahasia" not in client.get(addresses[page]).content.decode()
    maria.refresh_from_db()
    assert (maria.full_name, SdpImport.objects.get().state) == ("Maria Rahasia", "waiting")
    assert InterestAssessment.objects.count() == 1
    # What a facility owes its office by itself is there all the same.
    assert [group for group, _items in work_for(user) if group.permission != "reports.enter"] == []


def test_identifiers_of_another_facility_are_free(operator_b, as_user, maria):
    """Adding somebody with the same NIK and register number elsewhere works and says nothing."""
    form = {
        "full_name": "Maria Lain",
        "register": "B I 1 / 26",
        "national_register": "4711",
        "nik": "5310014505900001",
    }
    answer = as_user(operator_b).post(reverse("inmates:inmate-add"), form)
    assert answer.status_code == 302
    assert Inmate.objects.for_user(operator_b).get().full_name == "Maria Lain"


def test_who_moved_away_is_seen_by_the_new_facility_only(operator_a, operator_b, facility_b, maria, as_user):
    maria.facility = facility_b
    maria.save()
    page = reverse("inmates:inmate-detail", args=[maria.pk])
    assert as_user(operator_a).get(page).status_code == 404
    assert as_user(operator_b).get(page).status_code == 200
    assert not InterestAssessment.objects.for_user(operator_a).exists()
    assert InterestAssessment.objects.for_user(operator_b).count() == 1


def test_identity_stands_apart_from_the_person(head_a, maria, as_user, monkeypatch):
    from facilities import permissions

    page, details = (reverse(f"inmates:{name}", args=[maria.pk]) for name in ("inmate-detail", "details"))
    for secret in ("0001", "Jl. Rahasia"):
        assert secret not in as_user(head_a).get(page).content.decode()
    text = as_user(head_a).get(details).content.decode()
    assert "************0001" in text
    assert "5310014505900001" not in text
    assert "Jl. Rahasia" in text
    monkeypatch.setitem(permissions.PERMISSIONS, "head", frozenset({"inmates.view"}))
    assert as_user(head_a).get(details).status_code == 403


def test_worklist_of_staff(operator_a, supervisor_a, head_a, facility_a, maria):
    take(list_a(["HERMAN", "BI.7/26", *MARIA[2:]]), operator_a)
    waiting = upload(list_a(["YOSEF", "BI.8/26", *MARIA[2:]]), operator_a)
    for user in (operator_a, supervisor_a):
        found = [(item.title, item.url) for _group, items in work_for(user) for item in items]
        assert ("1 person has no interest assessment", "/assessments/missing/") in found
        assert waiting.get_absolute_url() in [item.url for _group, items in work_for(user) for item in items]
    urls = [item.url for _group, items in work_for(head_a) for item in items]
    assert [url for url in urls if url.startswith("/inmates/")] == []

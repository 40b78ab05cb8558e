"""Register F and risk: the head looks, the supervisor writes, nobody else learns of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.registry import work_for
from inmates.models import DisciplineRecord, RiskAssessment
from inmates.services import leave_facility
from tests.factories import make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = timezone.localdate()


@pytest.fixture
def maria(facility_a):
    return make_inmate(facility_a, "Maria Goreti")


@pytest.fixture
def record(maria, supervisor_a, facility_a):
    RiskAssessment.objects.create(facility=facility_a, inmate=maria, level="maximum", created_by=supervisor_a)
    return DisciplineRecord.objects.create(
        facility=facility_a,
        inmate=maria,
        number="F-RAHASIA/7",
        level="serious",
        starts_on=TODAY - timedelta(days=10),
        created_by=supervisor_a,
    )


def tab(person):
    return reverse("inmates:inmate-risk", args=[person.pk])


def test_who_sees_what(record, maria, head_a, supervisor_a, operator_a, operator_b, supervisor_b, as_user):
    edit = reverse("inmates:discipline-edit", args=[record.pk])
    add = reverse("inmates:discipline-add", args=[maria.pk])
    answers = {
        user.username: [as_user(user).get(url).status_code for url in (tab(maria), edit, add)]
        for user in (head_a, supervisor_a, operator_a, operator_b, supervisor_b)
    }
    assert answers == {
        "head_a": [200, 403, 403],
        "supervisor_a": [200, 200, 200],
        "operator_a": [403, 403, 403],
        "operator_b": [403, 403, 403],
        "supervisor_b": [404, 404, 404],
    }
    assert "F-RAHASIA/7" in as_user(head_a).get(tab(maria)).content.decode()


def test_an_officer_learns_of_it_nowhere(record, maria, operator_a, as_user):
    client = as_user(operator_a)
    page = reverse("inmates:inmate-detail", args=[maria.pk])
    texts = [
        client.get(url).content.decode()
        for url in (
            page,
            reverse("inmates:inmate-history", args=[maria.pk]),
            reverse("inmates:inmate-list") + "?q=RAHASIA",
            reverse("inmates:inmate-list"),
            "/",
        )
    ]
    file = client.post(
        reverse("inmates:inmate-list") + "?export=csv", {"purpose": "Daftar untuk kepala keamanan"}
    )
    texts.append(b"".join(file).decode() if file.streaming else file.content.decode())
    for text in texts:
        for word in ("RAHASIA/7", "Maximum", "Serious", "Register F", "Discipline and risk", tab(maria)):
            assert word not in text
    assert not [i for _g, items in work_for(operator_a) for i in items if "RAHASIA" in i.title + i.text]


def test_a_supervisor_adds_corrects_and_ends(maria, supervisor_a, as_user):
    client = as_user(supervisor_a)
    form = {"number": " F/1/26 ", "level": "light", "starts_on": f"{TODAY:%d/%m/%Y}"}
    add = reverse("inmates:discipline-add", args=[maria.pk])
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    assert client.post(add, form | {"starts_on": tomorrow}).status_code == 422
    assert client.post(add, form).url == tab(maria)
    record = DisciplineRecord.objects.get()
    assert (record.number, record.is_active, record.created_by) == ("F/1/26", True, supervisor_a)
    twice = client.post(add, form | {"level": "medium"})
    assert twice.status_code == 422
    assert "recorded for this person already" in twice.content.decode()

    edit = reverse("inmates:discipline-edit", args=[record.pk])
    earlier = f"{TODAY - timedelta(days=5):%d/%m/%Y}"
    assert client.post(edit, form | {"level": "serious", "starts_on": earlier}).url == tab(maria)
    end = reverse("inmates:discipline-end", args=[record.pk])
    before = f"{TODAY - timedelta(days=6):%d/%m/%Y}"
    assert client.post(end, {"ends_on": before}).status_code == 422
    yesterday = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    assert client.post(end, {"ends_on": yesterday}).url == tab(maria)
    record.refresh_from_db()
    assert (record.level, record.is_active) == ("serious", False)
    assert client.get(end).url == reverse("inmates:inmate-risk", args=[maria.pk])
    history = client.get(reverse("inmates:discipline-history", args=[record.pk])).content.decode()
    assert "Light → Serious" in history


def test_the_latest_assessment_of_risk_counts(maria, supervisor_a, head_a, as_user):
    client = as_user(supervisor_a)
    add = reverse("inmates:risk-add", args=[maria.pk])
    old = f"{TODAY - timedelta(days=90):%d/%m/%Y}"
    assert client.post(add, {"level": "high", "assessed_on": old}).status_code == 302
    assert client.post(add, {"level": "low", "assessed_on": f"{TODAY:%d/%m/%Y}"}).status_code == 302
    assert [risk.level for risk in maria.risks.all()] == ["low", "high"]
    reader = as_user(head_a)
    with CaptureQueriesContext(connection) as queries:
        text = reader.get(tab(maria)).content.decode()
    assert len(queries) <= 12
    assert text.index("counts now") < text.index("High")
    assert "Correct" not in text


def test_records_follow_the_person_and_stay_with_their_writer(
    record, maria, operator_a, supervisor_a, supervisor_b, facility_b, as_user
):
    leave_facility(inmates=[maria], how="transferred", on=TODAY, destination=facility_b, by=operator_a)
    assert as_user(supervisor_a).get(tab(maria)).status_code == 404
    text = as_user(supervisor_b).get(tab(maria)).content.decode()
    assert "F-RAHASIA/7" in text
    edit = reverse("inmates:discipline-edit", args=[record.pk])
    assert edit not in text
    assert as_user(supervisor_b).get(edit).status_code == 404
    assert as_user(supervisor_a).get(edit).status_code == 404

"""What partners offer: who sees and keeps it, the rules about who may take part, its end."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.history import story
from facilities.permissions import Role
from partners.models import Offering
from skills.models import SkillField
from tests.factories import make_facility, make_offering, make_partner, make_user

pytestmark = pytest.mark.usefixtures("in_english")


def offering_data(**changes):
    data = {
        "skill_field": SkillField.objects.get(code="barbershop").pk,
        "title": "",
        "level": "basic",
        "lesson_hours": "60",
        "place": "outside",
        "months": ["2", "9"],
        "seats": "4",
        "is_public": "on",
        "public_seats": "12",
        "age_from": "17",
        "age_to": "40",
        "minimum_education": "junior",
        "legal_statuses": ["convict"],
        "only_sex": "",
        "clean_months": "6",
        "maximum_risk": "medium",
        "minimum_stage": "one_third",
        "barred_limits": ["sharp"],
        "literacy_needed": "",
        "sentence_outlasts": "on",
        "prerequisite": "by_level",
        "kit_follows": "on",
        "capital_follows": "on",
        "what_follows": "Alat pangkas",
        "notes": "",
    }
    return data | changes


def test_a_package_is_kept_whole_and_told_in_words(as_user, operator_a, partner_a):
    client = as_user(operator_a)
    response = client.post(f"/partners/{partner_a.pk}/offerings/add/", offering_data())
    row = Offering.objects.get()
    assert (response.status_code, response.url) == (302, f"/offerings/{row.pk}/")
    assert (row.partner, row.title, row.months) == (partner_a, "Barbershop/Pangkas Rambut", [2, 9])
    assert row.requirement_words == [
        "17–40 years old",
        "Junior high school (SMP) or higher",
        "only: Convict",
        "no discipline record for 6 months",
        "risk level at most: Medium",
        "after 1/3 of the sentence",
        "not for people with the work limits: No sharp tools",
        "the sentence outlasts the last session",
    ]
    page = client.get(response.url).content.decode()
    for words in (
        "February, September",
        "yes, 12 seats beside",
        "tools, working capital: Alat pangkas",
        "17–40 years old; Junior high school (SMP) or higher; only: Convict;",
    ):
        assert words in page, words


def test_no_rules_means_everybody(partner_a):
    row = make_offering(
        partner_a, age_from=None, age_to=None, minimum_education="", sentence_outlasts=False, level="basic"
    )
    assert row.requirement_words == []


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"age_from": 17}, ["at least 17 years old"]),
        ({"age_to": 17}, ["at most 17 years old"]),
        ({"age_from": 17, "age_to": 17}, ["17–17 years old"]),
        ({"clean_months": 1}, ["no discipline record for 1 month"]),
        ({"only_sex": "F"}, ["women only"]),
        ({"level": "advanced"}, ["prerequisite: Sewing and garments, level Basic, passed"]),
        ({"level": "advanced", "prerequisite": "none"}, []),
        ({"literacy_needed": "fluent"}, ["needed: Reading and writing"]),
    ],
)
def test_each_rule_is_told(partner_a, rules, words):
    nothing = {"age_from": None, "age_to": None, "minimum_education": "", "sentence_outlasts": False}
    assert make_offering(partner_a, **nothing | rules).requirement_words == words


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"age_from": "41"}, {"age_to": ["The highest age is below the lowest."]}),
        ({"age_from": "9"}, {"age_from": ["Ensure this value is greater than or equal to 10."]}),
        ({"clean_months": "0"}, {"clean_months": ["Ensure this value is greater than or equal to 1."]}),
        ({"seats": "0"}, {"seats": ["Ensure this value is greater than or equal to 1."]}),
        (
            {"is_public": ""},
            {"public_seats": ["Tick that it is open to the public, or leave this at 0."]},
        ),
        (
            {"months": ["13"]},
            {"months": ["Select a valid choice. 13 is not one of the available choices."]},
        ),
        (
            {"legal_statuses": ["free"]},
            {"legal_statuses": ["Select a valid choice. free is not one of the available choices."]},
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(as_user, operator_a, partner_a, changes, errors):
    url = f"/partners/{partner_a.pk}/offerings/add/"
    response = as_user(operator_a).post(url, offering_data(**changes))
    assert (response.status_code, response.context["form"].errors) == (422, errors)
    assert not Offering.objects.exists()


def test_ages_may_be_equal(as_user, operator_a, partner_a):
    url = f"/partners/{partner_a.pk}/offerings/add/"
    assert as_user(operator_a).post(url, offering_data(age_from="40")).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_from": 41},
        {"age_from": 9},
        {"age_to": 100},
        {"clean_months": 0},
        {"legal_statuses": ["free"]},
        {"barred_limits": ["asthma"]},
        {"months": [0]},
        {"seats": 0},
        {"public_seats": 3},
    ],
)
def test_the_database_refuses_it_too(partner_a, wrong):
    row = make_offering(partner_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offering.objects.filter(pk=row.pk).update(**wrong)


def test_the_same_package_stands_once_until_it_ends(as_user, operator_a, partner_a):
    client, url = as_user(operator_a), f"/partners/{partner_a.pk}/offerings/add/"
    data = offering_data(title="Menjahit")
    old = make_offering(partner_a)
    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "This partner already offers a training of this title and level." in refused.content.decode()
    ended = client.post(f"/offerings/{old.pk}/end/", {"ended_on": "02/01/2026", "reason": "Tanpa instruktur"})
    assert ended.status_code == 302
    assert client.post(url, data).status_code == 302
    # The old one cannot come back beside the new one.
    again = client.post(f"/offerings/{old.pk}/again/", {})
    assert again.status_code == 422
    assert "This partner already offers a training of this title and level." in again.content.decode()
    old.refresh_from_db()
    assert not old.is_active


def test_end_and_again_stand_in_the_history(as_user, operator_a, partner_a):
    client, row = as_user(operator_a), make_offering(partner_a)
    client.post(f"/offerings/{row.pk}/end/", {"ended_on": "02/01/2026", "reason": "Tanpa instruktur"})
    page = client.get(f"/offerings/{row.pk}/").content.decode()
    assert "Tanpa instruktur" in page
    assert "Use this offering" not in page
    assert client.post(f"/offerings/{row.pk}/end/", {"ended_on": "02/01/2026"}).status_code == 422
    assert client.post(f"/offerings/{row.pk}/again/", {}).status_code == 302
    row.refresh_from_db()
    assert row.is_active
    told = [change[0] for entry in story(row) for change in entry.changes]
    assert {"ended on", "why it ended"} <= {str(label).lower() for label in told}
    assert "Tanpa instruktur" in client.get(f"/offerings/{row.pk}/history/").content.decode()


def test_scope_is_that_of_the_partner(
    as_user,
    operator_a,
    operator_b,
    coordinator_a,
    instructor_a,
    regional_a,
    national,
    administrator,
    partner_a,
):
    row = make_offering(partner_a, title="Paket Rahasia")
    neighbour = make_user(
        "operator_n", Role.OPERATOR, facility=make_facility("Tetangga", region=partner_a.region)
    )
    other = make_user("coordinator_o", Role.COORDINATOR, partner=make_partner(partner_a.region, "Mitra lain"))
    for user, seen in (
        (operator_a, 200),
        (neighbour, 200),
        (coordinator_a, 200),
        (regional_a, 200),
        (national, 200),
        (operator_b, 404),
        (other, 404),
        (instructor_a, 403),
        (administrator, 403),
    ):
        client = as_user(user)
        assert client.get(f"/offerings/{row.pk}/").status_code == seen, user
        assert client.get(f"/partners/{partner_a.pk}/offerings/").status_code == seen, user
        listed = client.get("/offerings/")
        assert ("Paket Rahasia" in listed.content.decode()) == (seen == 200), user


def test_only_staff_who_keep_partners_change_it(as_user, coordinator_a, regional_a, head_a, partner_a):
    row = make_offering(partner_a)
    for user in (coordinator_a, regional_a, head_a):
        client = as_user(user)
        page = client.get(f"/offerings/{row.pk}/").content.decode()
        assert "/edit/" not in page
        assert "/use/" not in page
        assert client.post(f"/offerings/{row.pk}/edit/", offering_data()).status_code == 403
        assert client.post(f"/partners/{partner_a.pk}/offerings/add/", offering_data()).status_code == 403
    row.refresh_from_db()
    assert row.title == "Menjahit"


def test_the_list_is_narrowed(as_user, operator_a, partner_a):
    make_offering(partner_a, title="Menjahit", months=[2])
    make_offering(partner_a, "las", title="Las", months=[])
    client = as_user(operator_a)
    for query, titles in (
        ("month=2", ["Las", "Menjahit"]),
        ("month=3", ["Las"]),
        ("q=jahit", ["Menjahit"]),
        (f"skill_field={SkillField.objects.get(code='las').pk}", ["Las"]),
        ("offered=no", []),
    ):
        table = client.get(f"/offerings/?{query}").context["table"]
        assert [row.record.title for row in table.rows] == titles, query


def test_statements_stay_the_same(as_user, operator_a, partner_a):
    client = as_user(operator_a)
    counts = {}
    for count in (3, 30):
        for index in range(Offering.objects.count(), count):
            make_offering(partner_a, title=f"Paket {index}")
        for url in ("/offerings/", f"/partners/{partner_a.pk}/offerings/"):
            with CaptureQueriesContext(connection) as statements:
                assert client.get(url).status_code == 200
            counts.setdefault(url, []).append(len(statements))
    for url, (few, many) in counts.items():
        assert few == many <= 10, (url, few, many)


def test_history_tells_lists_in_words(as_user, operator_a, partner_a):
    row = make_offering(partner_a)
    row.legal_statuses, row.months = ["convict", "juvenile"], [2, 9]
    row.save()
    changes = {str(change[0]).lower(): change[1:] for change in story(row)[0].changes}
    assert changes["legal status"] == ("—", "Convict, Juvenile")
    assert changes["months offered"] == ("—", "February, September")

"""The search of the top bar: all kinds at once, within one's scope, and kept in the read log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AccessLog
from inmates.models import RegisterNumber
from tests.factories import make_inmate, make_partner, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def search(client, text):
    """Return {kind: titles of its hits} of a search."""
    page = client.get("/search/", {"q": text})
    return {str(found.kind.title): [hit.title for hit in found.hits] for found in page.context["found"]}


def test_people_programmes_and_partners_are_found_at_once(operator_a, facility_a, agreement_a, as_user):
    make_inmate(facility_a, "Randong Nabut")
    partner = make_partner(facility_a.region, "SKB Randong")
    program = make_program(facility_a, partner=partner, title="Menjahit")
    assert search(as_user(operator_a), "randong") == {
        "Inmates": ["Randong Nabut"],
        "Programmes": [str(program)],
        "Partners": ["SKB Randong"],
    }


def test_a_register_number_is_found_in_any_spelling(operator_a, facility_a, as_user):
    person = make_inmate(facility_a, "Maria", register="B I 283 / 26")
    assert RegisterNumber.objects.for_user(operator_a).get(inmate=person).raw == "B I 283 / 26"
    assert search(as_user(operator_a), "bi.283/26") == {"Inmates": ["Maria"]}


def test_another_facility_and_other_roles_find_nothing_of_it(
    operator_b, coordinator_a, instructor_a, national, facility_a, as_user
):
    make_inmate(facility_a, "Maria Unik")
    make_program(facility_a, title="Unik")
    for user in (operator_b, coordinator_a, instructor_a, national):
        assert search(as_user(user), "unik") == {}


def test_who_may_look_through_nothing_has_no_search(administrator, as_user):
    client = as_user(administrator)
    assert client.get("/search/?q=unik").status_code == 403
    assert b"bar-search" not in client.get("/").content


def test_what_was_found_stands_in_the_read_log(operator_a, facility_a, as_user):
    person = make_inmate(facility_a, "Maria")
    search(as_user(operator_a), "mari")
    entry = AccessLog.objects.latest("pk")
    assert (entry.persons, entry.kind) == ([person.pk], "page")


@pytest.mark.parametrize("text", ["", " ", "m", "m\x00"])
def test_too_little_to_search_for_asks_for_more(operator_a, facility_a, as_user, text):
    make_inmate(facility_a, "Maria")
    page = as_user(operator_a).get("/search/", {"q": text})
    assert "Type at least two letters of a name, or a number." in page.content.decode()
    assert page.context["found"] == []


def test_many_hits_are_cut_with_a_way_to_all_at_the_same_count(operator_a, facility_a, as_user):
    client = as_user(operator_a)
    counts = []
    for total in (3, 30):
        for number in range(total):
            make_inmate(facility_a, f"Maria {total} {number}")
            make_program(facility_a, title=f"Maria {total} {number}")
            make_partner(facility_a.region, f"Maria {total} {number}")
        client.get("/search/?q=maria")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/search/?q=maria")
        counts.append(len(queries))
    assert (counts[0], counts[0] <= 10) == (counts[1], True)
    assert [len(found.hits) for found in page.context["found"]] == [6, 6, 6]
    assert '<a class="btn" href="/inmates/?q=maria">Show all' in page.content.decode()
    everybody = client.get("/inmates/?q=maria")
    assert everybody.context["table"].page.paginator.count == 33


def test_what_is_typed_comes_back_as_text(operator_a, as_user):
    page = as_user(operator_a).get("/search/", {"q": "<b>x</b> & 50%"}).content.decode()
    assert "<b>x</b>" not in page
    assert "Nothing is found for “&lt;b&gt;x&lt;/b&gt; &amp; 50%”" in page

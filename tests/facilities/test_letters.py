"""Numbers of letters: without gaps, never twice, and shown before they are taken."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from facilities.models import LetterCounter, LetterNumbering
from facilities.services.letters import take_letter_number
from tests.enrolments.test_races import at_once
from tests.factories import make_facility

DAY = date(2026, 4, 10)


def take(facility, kind="minutes", day=DAY):
    with transaction.atomic():
        return take_letter_number(facility=facility, kind=kind, day=day)


def page(facility, name=""):
    return f"/settings/facilities/{facility.pk}/letters/{name}"


@pytest.mark.django_db
def test_each_kind_facility_and_year_counts_by_itself(facility_a, facility_b):
    a, b = facility_a.code.upper(), facility_b.code.upper()
    assert [take(facility_a), take(facility_a)] == [f"001/TPP-{a}/IV/2026", f"002/TPP-{a}/IV/2026"]
    assert take(facility_a, "handover") == f"001/BAST-{a}/IV/2026"
    assert take(facility_b) == f"001/TPP-{b}/IV/2026"
    assert take(facility_a, day=date(2027, 1, 4)) == f"001/TPP-{a}/I/2027"
    assert take(facility_a) == f"003/TPP-{a}/IV/2026"


@pytest.mark.django_db
def test_the_first_number_counts_in_the_first_year_only(facility_a):
    LetterNumbering.objects.create(
        facility=facility_a, kind="report", pattern="{seq}/{year}", first_number=41
    )
    assert [take(facility_a, "report"), take(facility_a, "report")] == ["41/2026", "42/2026"]
    assert take(facility_a, "report", date(2027, 1, 4)) == "1/2027"


@pytest.mark.django_db
def test_a_letter_that_fails_gives_its_number_back(facility_a):
    @transaction.atomic
    def fail():
        take_letter_number(facility=facility_a, kind="minutes", day=DAY)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert take(facility_a).startswith("001/")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given():
    facility = make_facility("Ruteng")
    with pytest.raises(RuntimeError):
        take_letter_number(facility=facility, kind="minutes", day=DAY)
    assert LetterCounter.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_run_without_gaps():
    facility = make_facility("Ruteng")

    def job(index):
        def letter():
            with transaction.atomic():
                number = take_letter_number(facility=facility, kind="minutes", day=DAY)
                if index % 4 == 0:
                    raise ZeroDivisionError
                return number

        return letter

    answers = at_once(*(job(index) for index in range(20)))
    taken = sorted(int(answer[:3]) for answer in answers if isinstance(answer, str))
    assert taken == list(range(1, 16))
    assert LetterCounter.objects.get().last == 15


@pytest.mark.django_db
def test_the_page_shows_the_next_number_and_takes_none(as_user, head_a, facility_a, in_english):
    client = as_user(head_a)
    rows = dict((row.kind, number) for row, number in client.get(page(facility_a)).context["rows"])
    assert rows["minutes"].startswith(f"001/TPP-{facility_a.code.upper()}/")
    assert LetterNumbering.objects.count() == 0
    sent = {"pattern": "W22.{code}-{seq:04}-{year}", "code": "BA", "first_number": "7"}
    assert client.post(page(facility_a, "minutes/"), sent).status_code == 302
    rows = dict((row.kind, number) for row, number in client.get(page(facility_a)).context["rows"])
    assert rows["minutes"].startswith("W22.BA-0007-")
    history = client.get(f"/settings/letters/{LetterNumbering.objects.get().pk}/history/")
    assert "Head A" in history.content.decode()


@pytest.mark.django_db
def test_the_example_follows_what_is_typed(as_user, head_a, facility_a, in_english):
    client, htmx = as_user(head_a), {"HX-Request": "true"}
    typed = {"pattern": "{seq:05}-{code}-{year}", "code": "<b>", "first_number": "12"}
    body = client.get(page(facility_a, "minutes/"), typed, headers=htmx).content.decode()
    assert body.startswith("<strong>00012-&lt;b&gt;-")
    for pattern in ("{seq}", "{seq:0{year}}{year}", "{", "{seq.__class__}{year}", ""):
        body = client.get(page(facility_a, "minutes/"), {"pattern": pattern}, headers=htmx).content.decode()
        assert "The pattern gives no number yet." in body, pattern


@pytest.mark.django_db
def test_two_kinds_never_bear_the_same_numbers(as_user, head_a, facility_a, in_english):
    client = as_user(head_a)
    sent = {"pattern": "{seq}/{year}", "code": "A", "first_number": "1"}
    assert client.post(page(facility_a, "minutes/"), sent).status_code == 302
    response = client.post(page(facility_a, "report/"), sent | {"code": "B"})
    assert response.context["form"].errors["code"] == [
        "“Panel minutes” would bear the same numbers: change the pattern or the code."
    ]
    LetterNumbering.objects.filter(kind="minutes").update(code="B")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterNumbering.objects.create(facility=facility_a, kind="report", pattern="{seq}/{year}", code="B")


@pytest.mark.django_db
def test_a_count_that_has_begun_goes_on(as_user, head_a, facility_a, in_english):
    take(facility_a)
    sent = {"pattern": "{seq:03}/{code}/{year}", "code": "BA", "first_number": "500"}
    assert as_user(head_a).post(page(facility_a, "minutes/"), sent).status_code == 302
    assert take(facility_a) == "002/BA/2026"


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("operator_a", 403), ("head_b", 404), ("administrator", 200)])
def test_whose_patterns_these_are(request, as_user, facility_a, who, status):
    client = as_user(request.getfixturevalue(who))
    assert client.get(page(facility_a, "minutes/")).status_code == status
    assert client.get(page(facility_a, "nothing/")).status_code == {200: 404}.get(status, status)

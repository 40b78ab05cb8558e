"""The list of people, one person's page, adding and changing somebody."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from inmates.models import Identity, Inmate, RegisterNumber
from inmates.words import sentence_line
from tests.factories import make_assessment, make_inmate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("inmates:inmate-list")
ADD = reverse("inmates:inmate-add")
FORM = {
    "full_name": "  Maria   Goreti ",
    "register": " B I 283 / 26",
    "sex": "F",
    "birth_date": "05/05/1990",
    "admitted_on": "01/02/2025",
    "sentence_end": "10/03/2031",
    "block": "A",
    "cell": "A-1",
}


def shown(response):
    return [row.record.full_name for row in response.context["table"].paginated_rows]


def errors(response):
    assert response.status_code == 422
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def page_of(person, name="inmate-detail"):
    return reverse(f"inmates:{name}", args=[person.pk])


@pytest.fixture
def people(facility_a, operator_a):
    maria = make_inmate(facility_a, "Maria Goreti", "B I 283 / 26", aliases="Ria, Goris")
    herman = make_inmate(
        facility_a, "Herman", "A.II/5/2026", legal_status="detainee", sentence_end=None, block="B"
    )
    make_inmate(facility_a, "Yosef Pulang", "B I 9 / 25", custody="released")
    make_assessment(maria, operator_a)
    return maria, herman


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Herman", "Maria Goreti"]),
        ("q=gor", ["Maria Goreti"]),
        ("q=goreti maria", ["Maria Goreti"]),
        ("q=ria", ["Maria Goreti"]),
        ("q=goris", ["Maria Goreti"]),
        ("q=BI.283/2026", ["Maria Goreti"]),
        ("q=a ii 5 / 26", ["Herman"]),
        ("q=nobody", []),
        ("legal_status=detainee", ["Herman"]),
        ("block=B", ["Herman"]),
        ("assessed=yes", ["Maria Goreti"]),
        ("assessed=no", ["Herman"]),
        ("custody=released", ["Yosef Pulang"]),
        ("custody=all", ["Herman", "Maria Goreti", "Yosef Pulang"]),
        ("custody=all&q=B I 9 / 25", ["Yosef Pulang"]),
        ("block=nowhere", []),
    ],
)
def test_finding_people(people, operator_a, as_user, query, expected):
    assert shown(as_user(operator_a).get(f"{LIST}?{query}")) == expected


def test_an_earlier_register_number_still_finds_the_person(people, operator_a, as_user, facility_a):
    maria, _herman = people
    RegisterNumber.objects.create(
        facility=facility_a, inmate=maria, raw="A I 7/25", key="AI/7/25", valid_to=date(2026, 1, 1)
    )
    response = as_user(operator_a).get(f"{LIST}?q=A.I.7/2025")
    assert shown(response) == ["Maria Goreti"]
    assert "B I 283 / 26" in response.content.decode()


def test_an_empty_register_offers_the_import(operator_a, head_a, as_user):
    page = as_user(operator_a).get(LIST).content.decode()
    assert "Nobody is recorded here yet." in page
    assert page.count(f'href="{reverse("inmates:import-add")}"') == 2
    assert reverse("inmates:import-add") not in as_user(head_a).get(LIST).content.decode()


def test_the_list_costs_the_same_for_3_and_for_30(people, facility_a, operator_a, as_user):
    client = as_user(operator_a)
    client.get(LIST)

    def cost(url):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    few = cost(LIST + "?per_page=100")
    for _n in range(30):
        make_assessment(make_inmate(facility_a), operator_a)
    assert cost(LIST + "?per_page=100") == few <= 10
    many = cost(reverse("inmates:assessment-list") + "?per_page=100")
    assert many <= 10


def test_no_more_than_a_hundred_rows_whatever_the_address_asks(facility_a, operator_a, as_user):
    for _n in range(101):
        make_inmate(facility_a)
    client = as_user(operator_a)
    for wanted in ("100000", "100"):
        response = client.get(f"{LIST}?per_page={wanted}")
        assert len(shown(response)) == 100
        assert len(response.content) <= 60_000
    assert len(shown(client.get(f"{LIST}?per_page=-5"))) == 25
    assert len(shown(client.get(f"{LIST}?per_page=100&page=2"))) == 1


def test_a_person_s_page_says_who_and_what_next(people, operator_a, as_user):
    maria, herman = people
    client = as_user(operator_a)
    client.get(page_of(maria))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(page_of(maria)).content.decode()
    assert len(queries) <= 12
    assert "The sentence ends on 10 March 2031" in page
    assert "Carpentry and furniture" in page
    assert "not a psychological test" in page
    response = client.get(page_of(herman))
    assert "End of the sentence: not known yet" in response.content.decode()
    assert [(action.label, action.main, action.menu) for action in response.context["actions"]] == [
        ("Assess interest", True, False),
        ("Edit", False, False),
        ("Photo", False, True),
        ("Record leave", False, True),
        ("Record transfer", False, True),
        ("Record release", False, True),
        ("Record death", False, True),
        ("Merge with another entry", False, True),
    ]


@pytest.mark.parametrize(
    ("end", "line"),
    [
        (None, "End of the sentence: not known yet"),
        (date(2025, 12, 31), "The sentence ended on 31 December 2025"),
        (date(2026, 1, 10), "The sentence ends today"),
        (date(2026, 1, 11), "The sentence ends on 11 January 2026, 1 day left"),
        (date(2026, 3, 9), "The sentence ends on 9 March 2026, 58 days left"),
        (date(2026, 3, 10), "The sentence ends on 10 March 2026, 2 months left"),
        (date(2027, 4, 30), "The sentence ends on 30 April 2027, 15 months left"),
        (date(2028, 12, 31), "The sentence ends on 31 December 2028, 35 months left"),
        (date(2031, 1, 9), "The sentence ends on 9 January 2031, 4 years left"),
    ],
)
def test_how_much_time_is_left(end, line):
    with translation.override("en"):
        assert sentence_line(Inmate(sentence_end=end), today=date(2026, 1, 10)) == line


def test_adding_somebody_saves_person_number_and_identity(operator_a, facility_a, as_user):
    form = FORM | {"nik": "5310014505900001", "address": "Jl. Satu", "city": "Ruteng"}
    response = as_user(operator_a).post(ADD, form)
    maria = Inmate.objects.get()
    assert response["Location"] == maria.get_absolute_url()
    assert (maria.full_name, maria.facility, maria.legal_status) == ("Maria Goreti", facility_a, "convict")
    number = maria.register_numbers.get()
    assert (number.raw, number.key, number.valid_from) == ("B I 283 / 26", "BI/283/26", date(2025, 2, 1))
    assert (maria.identity.nik, maria.identity.city) == ("5310014505900001", "Ruteng")
    assert maria.events.get().pgh_context.metadata["user"] == operator_a.pk


def test_a_form_sent_twice_adds_one_person(operator_a, as_user):
    client, form = as_user(operator_a), FORM | {"form_key": str(uuid.uuid4())}
    first, second = client.post(ADD, form), client.post(ADD, form)
    assert (first.status_code, second["Location"]) == (302, first["Location"])
    assert Inmate.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"full_name": ""}, {"full_name": ["This field is required."]}),
        ({"full_name": "123"}, {"full_name": ["Write the name."]}),
        (
            {"register": "tanpa nomor"},
            {"register": ["A register number holds a number, for instance B I 283 / 26."]},
        ),
        ({"birth_date": "31/02/1990"}, {"birth_date": ["Enter a valid date."]}),
        ({"birth_date": "01/01/1850"}, {"birth_date": ["The year of this date cannot be right."]}),
        (
            {"sentence_end": "10/03/2024"},
            {"sentence_end": ["The sentence ends before the day of admission."]},
        ),
        (
            {"half_on": "01/01/2030", "two_thirds_on": "01/01/2029"},
            {"two_thirds_on": ["This is before the stage above it."]},
        ),
        (
            {"legal_status": "detainee"},
            {"legal_status": ["By its class this register number is that of a convict."]},
        ),
        (
            {"register": "X 1 / 26"},
            {"legal_status": ["The class of the register number is not known, so choose the legal status."]},
        ),
        ({"nik": "53100145"}, {"nik": ["A NIK has 16 digits; this one has 8."]}),
        ({"nik": "531001450590000A"}, {"nik": ["A NIK consists of digits only."]}),
    ],
)
def test_bad_input_is_answered_beside_the_field(operator_a, as_user, changed, expected):
    response = as_user(operator_a).post(ADD, FORM | changed)
    assert errors(response) == expected
    assert "A-1" in response.content.decode()
    assert not Inmate.objects.exists()
    assert not RegisterNumber.objects.exists()


def test_a_doubtful_nik_is_taken_when_it_was_compared(operator_a, as_user):
    client = as_user(operator_a)
    form = FORM | {"nik": "5310010505900001"}  # a man's day for a woman
    assert errors(client.post(ADD, form)) == {
        "nik": ["The sex inside the NIK differs from the sex given."],
        "nik_reason": ["Correct it, or write why it is right."],
    }
    assert client.post(ADD, form | {"nik_reason": "the identity card says so"}).status_code == 302
    maria = Inmate.objects.get()
    assert [(row.reason, row.accepted_by) for row in maria.nik_acceptances.all()] == [
        ("the identity card says so", operator_a)
    ]
    # Saving something else later does not ask again.
    assert client.post(page_of(maria, "inmate-edit"), form | {"cell": "A-2"}).status_code == 302
    assert Inmate.objects.get().cell == "A-2"


def test_number_and_nik_of_somebody_else_are_refused(people, operator_a, as_user):
    maria, herman = people
    Identity.objects.create(inmate=herman, nik="5310014505900001")
    form = FORM | {"nik": "5310014505900001", "register": "b.i.283/2026"}
    assert errors(as_user(operator_a).post(ADD, form)) == {
        "register": ["Somebody here already has this register number."],
        "nik": ["Somebody here already has this NIK."],
    }
    assert Inmate.objects.count() == 3


def test_a_new_register_number_keeps_the_old_one(people, operator_a, as_user):
    _maria, herman = people
    client, url = as_user(operator_a), page_of(people[1], "inmate-edit")
    form = {"full_name": "Herman", "register": "B I 50 / 26", "legal_status": "detainee"}
    assert client.post(url, form).status_code == 302
    today = timezone.localdate()
    assert list(herman.register_numbers.values_list("raw", "valid_to")) == [
        ("A.II/5/2026", today),
        ("B I 50 / 26", None),
    ]
    herman.refresh_from_db()
    assert herman.legal_status == "convict"
    page = client.get(page_of(herman)).content.decode()
    assert "A.II/5/2026" in page
    # Another spelling of the same number is no new number.
    assert client.post(url, form | {"register": "BI.50/2026", "legal_status": "convict"}).status_code == 302
    assert list(herman.register_numbers.values_list("raw", flat=True)) == ["A.II/5/2026", "BI.50/2026"]


def test_somebody_else_changed_it_meanwhile(people, operator_a, as_user):
    maria, _herman = people
    client, url = as_user(operator_a), page_of(people[0], "inmate-edit")
    seen = client.get(url).context["form"]["seen"].value()
    Inmate.objects.filter(pk=maria.pk).update(block="Z")
    form = FORM | {"seen": seen}
    assert list(errors(client.post(url, form))) == ["__all__"]
    maria.refresh_from_db()
    assert maria.block == "Z"


def test_who_may_not_enter_identities_neither_sees_nor_sends_them(people, operator_a, as_user, monkeypatch):
    from facilities import permissions

    maria, _herman = people
    Identity.objects.create(inmate=maria, nik="5310014505900001", address="Jl. Satu")
    monkeypatch.setitem(permissions.PERMISSIONS, "operator", frozenset({"inmates.view", "inmates.enter"}))
    client, url = as_user(operator_a), page_of(maria, "inmate-edit")
    assert "5310014505900001" not in client.get(url).content.decode()
    assert client.post(url, FORM | {"nik": "", "address": "Jl. Dua"}).status_code == 302
    assert list(Identity.objects.values_list("nik", "address")) == [("5310014505900001", "Jl. Satu")]


def test_history_is_told_in_words(people, operator_a, as_user):
    maria, _herman = people
    client = as_user(operator_a)
    client.post(page_of(maria, "inmate-edit"), FORM | {"full_name": "Maria Goreti", "cell": "A-99"})
    entries = client.get(page_of(maria, "inmate-history")).context["entries"]
    assert ("cell", "A-99") in [(str(label), new) for label, _old, new in entries[0].changes]
    assert entries[0].who == "Operator A"


def test_form_pages_stay_within_their_budget(people, operator_a, as_user):
    client = as_user(operator_a)
    client.get(ADD)
    for url in (ADD, page_of(people[0], "inmate-edit"), page_of(people[0], "inmate-history")):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) <= 12


def test_released_people_are_not_asked_for_their_interest(people, operator_a, as_user):
    gone = Inmate.objects.get(custody="released")
    client = as_user(operator_a)
    assert [action.label for action in client.get(page_of(gone)).context["actions"]] == [
        "Edit",
        "Photo",
        "Admit again",
        "Merge with another entry",
    ]
    assert client.get(reverse("inmates:assessment-add", args=[gone.pk])).status_code == 404


def test_two_at_once_cannot_add_the_same_number(transactional_db, facility_a, operator_a):
    """The facility's register is locked, so the second is told in words instead of breaking a constraint."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    from django.core.exceptions import ValidationError

    from inmates.services import save_inmate

    start = Barrier(2)

    def add(name):
        start.wait()
        try:
            save_inmate(
                inmate=Inmate(facility=facility_a, full_name=name, legal_status="convict"),
                register="B I 1 / 26",
                identity={"nik": "5310014505900001", "address": "", "city": "", "province": ""},
                by=operator_a,
            )
        except ValidationError as error:
            return sorted(error.message_dict)
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(add, ["Maria", "Herman"]))
    assert sorted(map(str, answers)) == ["['nik', 'register']", "saved"]
    assert Inmate.objects.count() == 1


def test_admission_may_lie_ahead_but_birth_may_not(operator_a, as_user):
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")
    assert errors(as_user(operator_a).post(ADD, FORM | {"birth_date": tomorrow}))["birth_date"] in (
        ["This day is still to come."],
        ["The year of this date cannot be right."],
    )

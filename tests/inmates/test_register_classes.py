"""Classes of register numbers: kept by the administrator, recognised in forms and SDP lists."""

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.history import story
from inmates.models import Inmate, RegisterClass, RegisterNumber
from inmates.register_classes import CLASSES, load_register_classes
from tests.factories import make_inmate
from tests.inmates.imports import list_a, look, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST, ADD = reverse("inmates:registerclass-list"), reverse("inmates:registerclass-add")
C_ONE = {
    "code": "C1",
    "spellings": "C I, K I",
    "name_id": "Titipan",
    "name_en": "Held for another place",
    "legal_status": "detainee",
    "position": "12",
    "is_active": "on",
}
ROW = ["SIMON", "C.I/7/26", "01/02/2026", "10/03/2031", "A", "A-1"]


def page(row, name="edit"):
    return reverse(f"inmates:registerclass-{name}", args=[row.pk])


@pytest.fixture
def admin(as_user, administrator):
    return as_user(administrator)


@pytest.fixture
def added(admin):
    assert admin.post(ADD, C_ONE).url == LIST
    return RegisterClass.objects.get(code="C1")


def person_form(register, **more):
    return {"full_name": "Simon", "register": register, "legal_status": "", **more}


class TestRecognised:
    def test_in_a_form(self, added, operator_a, as_user):
        client = as_user(operator_a)
        for register in ("C I 7 / 26", "k.i/8/2026"):
            assert client.post("/inmates/add/", person_form(register)).status_code == 302
        people = Inmate.objects.order_by("pk")
        assert [person.legal_status for person in people] == ["detainee", "detainee"]
        assert [person.register_numbers.get().register_class for person in people] == [added, added]
        response = client.post("/inmates/add/", person_form("C I 9 / 26", legal_status="convict"))
        assert "that of a detainee" in str(response.context["form"].errors["legal_status"])
        text = client.get(people[0].get_absolute_url()).content.decode()
        assert "C I" in text
        assert "Held for another place" in text

    def test_in_an_sdp_list_and_not_before(self, operator_a, admin):
        before = look(list_a(ROW), operator_a)
        assert before.new[0].values["legal_status"] == "convict"
        assert [problem.field for problem in before.remarks] == ["legal_status"]
        admin.post(ADD, C_ONE)
        assert look(list_a(ROW), operator_a).remarks == []
        take(list_a(ROW), operator_a)
        person = Inmate.objects.get()
        assert (person.legal_status, person.register_numbers.get().register_class_id) == ("detainee", "C1")

    def test_a_number_that_was_not_known_before_is_the_next_time(
        self, operator_a, as_user, admin, facility_a
    ):
        person = make_inmate(facility_a, "Simon", "C I 7 / 26", legal_status="convict")
        assert person.register_numbers.get().register_class is None
        admin.post(ADD, C_ONE)
        [found] = look(list_a(ROW), operator_a).changed
        assert ("legal_status", "convict", "detainee") in [(c.name, c.old, c.new) for c in found.changes]
        client = as_user(operator_a)
        data = person_form("C I 7 / 26", legal_status="detainee")
        assert client.post(f"/inmates/{person.pk}/edit/", data).status_code == 302
        assert person.register_numbers.get().register_class_id == "C1"

    def test_a_class_set_aside_is_not_but_numbers_keep_it(self, added, admin, operator_a, facility_a):
        make_inmate(facility_a, "Simon", "C I 7 / 26", legal_status="detainee", admitted_on=None)
        admin.post(page(added), {**C_ONE, "is_active": ""})
        assert RegisterNumber.objects.get().register_class_id == "C1"
        rows = [[*ROW[:1], "C I 7 / 26", *ROW[2:]], ["PETRUS", "C I 8 / 26", *ROW[2:]]]
        result = look(list_a(*rows), operator_a)
        assert "legal_status" not in [change.name for change in result.changed[0].changes]
        assert [problem.value for problem in result.remarks] == ["C I 8 / 26"]

    @pytest.mark.parametrize("people", [3, 30])
    def test_reading_the_table_takes_one_statement_however_long_the_list(self, operator_a, people):
        rows = [[f"ORANG {n}", f"B I {n} / 26", *ROW[2:]] for n in range(1, people + 1)]
        with CaptureQueriesContext(connection) as queries:
            look(list_a(*rows), operator_a)
        assert len([q for q in queries if '"inmates_registerclass"' in q["sql"]]) == 1


class TestKept:
    def test_only_the_administrator_changes_them_and_staff_read_them(self, as_user, operator_a, admin):
        b1 = RegisterClass.objects.get(code="B1")
        assert page(b1) in admin.get(LIST).content.decode()
        text = as_user(operator_a).get(LIST).content.decode()
        assert "Sentence of more than 1 year" in text
        assert page(b1) not in text
        for url in (ADD, page(b1), page(b1, "remove"), page(b1, "history")):
            assert as_user(operator_a).get(url).status_code == 403

    def test_a_class_in_use_cannot_be_removed(self, added, admin, facility_a):
        make_inmate(facility_a, "Simon", "C I 7 / 26")
        response = admin.post(page(added, "remove"), {})
        assert response.status_code == 422
        assert "There are register numbers of the class C I" in response.content.decode()
        with pytest.raises(ProtectedError):
            added.delete()
        RegisterNumber.objects.all().delete()
        assert admin.post(page(added, "remove"), {}).url == LIST
        assert not RegisterClass.objects.filter(code="C1").exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"code": "B1"}, "code"),
            ({"code": "c 1"}, "code"),
            ({"spellings": "c.i, b i"}, "spellings"),
            ({"spellings": " , "}, "spellings"),
            ({"spellings": "C I, //"}, "spellings"),
            ({"legal_status": "free"}, "legal_status"),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, admin, changes, field):
        response = admin.post(ADD, C_ONE | changes)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
        assert RegisterClass.objects.count() == len(CLASSES)

    def test_the_code_stands_for_good_and_history_tells_the_rest(self, added, admin):
        assert "code" not in admin.get(page(added)).context["form"].fields
        admin.post(page(added), {**C_ONE, "code": "C2", "name_en": "Guest"})
        added.refresh_from_db()
        assert (added.code, added.name) == ("C1", "Guest")
        [change, _first] = story(added)
        assert change.changes == (("meaning in English", "Held for another place", "Guest"),)
        assert "Guest" in admin.get(page(added, "history")).content.decode()

    def test_what_was_changed_or_removed_stays_so_after_migrating(self):
        RegisterClass.objects.filter(code="B1").update(name_id="Lain")
        RegisterClass.objects.filter(code="M").delete()
        load_register_classes()
        assert RegisterClass.objects.count() == len(CLASSES) - 1
        assert RegisterClass.objects.get(code="B1").name_id == "Lain"

    @pytest.mark.parametrize("more", [3, 30])
    def test_the_list_takes_the_same_statements_for_few_and_many(self, admin, more):
        RegisterClass.objects.bulk_create(
            RegisterClass(
                code=f"X{n}", spellings=f"X{n}", name_id="X", name_en="X", legal_status="convict", position=99
            )
            for n in range(more)
        )
        with CaptureQueriesContext(connection) as queries:
            admin.get(LIST)
        assert len(queries) <= 8


def test_histories_of_a_number_name_the_class(facility_a):
    number = make_inmate(facility_a, "Simon", "B I 7 / 26").register_numbers.get()
    number.register_class_id = "B3"
    number.save()
    assert story(number)[0].changes == (("class", "B I", "B III"),)

"""Partners of a region and the people who teach for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.permissions import Role
from partners.models import Instructor, Partner
from partners.names import alike, key
from skills.models import SkillField
from tests.factories import make_agreement, make_facility, make_partner, make_user

pytestmark = pytest.mark.usefixtures("in_english")


def data(**changes):
    return {"name": "UPTD SKB Randong", "kind": "skb", "regency": "Manggarai"} | changes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UPTD SKB Randong", "SKB Randong", True),
        ("CV. Elite Jaya Meubel", "ELITE JAYA MEBEL", True),
        ("Sanggar Kegiatan Belajar Randong", "SKB Randong", True),
        ("Dinas Tenaga Kerja Kota Ambon", "Disnaker Kota Ambon", True),
        ("SKB Randong", "SKB Cibal", False),
        ("BLK Tapin", "BLK Ambon", False),
        ("Yayasan", "PT", False),
    ],
)
def test_names_that_say_the_same(one, other, same):
    assert (key(one) == key(other)) is same


def test_alike_returns_the_partners_themselves(facility_a):
    randong, cibal = (make_partner(facility_a.region, name) for name in ("SKB Randong", "SKB Cibal"))
    assert alike("UPTD SKB Randong", [randong, cibal]) == [randong]


class TestPartner:
    def test_it_belongs_to_the_region_of_who_adds_it(self, as_user, operator_a):
        response = as_user(operator_a).post("/partners/add/", data())
        partner = Partner.objects.get()
        assert (response.status_code, response.url) == (302, partner.get_absolute_url())
        assert partner.region == operator_a.membership.facility.region

    def test_a_similar_name_is_warned_of_and_may_be_confirmed(self, as_user, operator_a, facility_a):
        make_partner(facility_a.region, "SKB Randong")
        client = as_user(operator_a)
        response = client.post("/partners/add/", data(phone="0385-1"))
        form = response.context["form"]
        assert (response.status_code, form.errors) == (
            422,
            {"name": ["A partner has a similar name: SKB Randong. If yours is another one, tick the box."]},
        )
        assert form["phone"].value() == "0385-1"
        assert 'type="checkbox" name="different"' in response.content.decode()
        assert client.post("/partners/add/", data(different="on")).status_code == 302
        assert Partner.objects.count() == 2

    def test_the_same_name_is_refused_however_sure_one_is(self, as_user, operator_a, facility_a):
        make_partner(facility_a.region, "UPTD SKB Randong")
        response = as_user(operator_a).post("/partners/add/", data(different="on"))
        assert response.context["form"].non_field_errors() == [
            "This region already has a partner of this name."
        ]

    def test_a_name_in_another_region_is_nobodys_business(self, as_user, operator_a, facility_b):
        make_partner(facility_b.region, "UPTD SKB Randong")
        assert as_user(operator_a).post("/partners/add/", data()).status_code == 302

    def test_editing_does_not_warn_of_itself(self, as_user, operator_a, facility_a):
        partner = make_partner(facility_a.region, "SKB Randong")
        client = as_user(operator_a)
        assert client.post(f"/partners/{partner.pk}/edit/", data(name="SKB Randong")).status_code == 302
        assert client.post(f"/partners/{partner.pk}/edit/", data()).status_code == 302
        partner.refresh_from_db()
        assert partner.name == "UPTD SKB Randong"

    def test_history_says_who_changed_what(self, as_user, operator_a, facility_a):
        partner = make_partner(facility_a.region, "SKB Randong")
        client = as_user(operator_a)
        client.post(f"/partners/{partner.pk}/edit/", data(name="SKB Randong", phone="0385-21"))
        entries = client.get(f"/partners/{partner.pk}/history/").context["entries"]
        assert entries[0].who == str(operator_a)
        assert ("phone", "—", "0385-21") in entries[0].changes


class TestScope:
    def test_a_region_shares_its_partners(self, as_user, facility_a, partner_a, partner_b):
        neighbour = make_facility("Bajawa", region=facility_a.region)
        client = as_user(make_user("operator_bajawa", Role.OPERATOR, facility=neighbour))
        assert [row.name for row in client.get("/partners/").context["table"].data] == [partner_a.name]
        assert client.get(partner_a.get_absolute_url()).status_code == 200
        assert client.get(partner_b.get_absolute_url()).status_code == 404
        assert client.post(f"/partners/{partner_b.pk}/edit/", data()).status_code == 404
        partner_b.refresh_from_db()
        assert partner_b.name == "BLK Kota Ambon"

    @pytest.mark.parametrize(
        ("user", "names"),
        [
            ("regional_a", {"Elite Jaya Meubel", "SKB Randong"}),
            ("national", {"Elite Jaya Meubel", "SKB Randong", "BLK Kota Ambon"}),
            ("coordinator_a", {"Elite Jaya Meubel"}),
            ("head_b", {"BLK Kota Ambon"}),
        ],
    )
    def test_who_sees_which(self, as_user, request, facility_a, partner_a, partner_b, user, names):
        make_partner(facility_a.region, "SKB Randong")
        client = as_user(request.getfixturevalue(user))
        assert {row.name for row in client.get("/partners/").context["table"].data} == names

    @pytest.mark.parametrize("user", ["instructor_a", "administrator"])
    def test_who_sees_none(self, as_user, request, partner_a, user):
        client = as_user(request.getfixturevalue(user))
        for address in ("/partners/", partner_a.get_absolute_url(), "/instructors/"):
            assert client.get(address).status_code == 403

    @pytest.mark.parametrize("user", ["head_a", "regional_a", "national", "coordinator_a"])
    def test_who_reads_does_not_write(self, as_user, request, partner_a, user):
        client = as_user(request.getfixturevalue(user))
        for address in ("/partners/add/", f"/partners/{partner_a.pk}/edit/", "/instructors/add/"):
            assert client.get(address).status_code == 403
            assert client.post(address, data()).status_code == 403

    def test_a_partners_page_shows_ones_own_agreements_only(
        self, as_user, operator_a, facility_a, partner_a, agreement_a
    ):
        neighbour = make_facility("Bajawa", region=facility_a.region)
        make_agreement(neighbour, partner_a, title="Rahasia Bajawa")
        page = as_user(operator_a).get(f"/partners/{partner_a.pk}/agreements/")
        assert list(page.context["table"].data) == [agreement_a]
        assert "Rahasia Bajawa" not in page.content.decode()


class TestInstructors:
    def test_one_of_a_partner(self, as_user, operator_a, partner_a):
        address = f"/partners/{partner_a.pk}/instructors/add/"
        response = as_user(operator_a).post(address, {"name": "Yohanes Jeramu", "titles_after": "S.Pd."})
        person = Instructor.objects.get()
        assert (response.status_code, response.url) == (302, partner_a.get_absolute_url())
        assert (person.partner, person.facility, str(person)) == (partner_a, None, "Yohanes Jeramu, S.Pd.")

    def test_an_officer(self, as_user, operator_a, operator_b):
        assert as_user(operator_a).post("/instructors/add/", {"name": "Maria Goreti"}).status_code == 302
        person = Instructor.objects.get()
        assert (person.partner, person.facility) == (None, operator_a.membership.facility)
        assert list(as_user(operator_b).get("/instructors/").context["table"].data) == []
        assert as_user(operator_b).get(person.get_absolute_url()).status_code == 404

    def test_a_wrong_nip_is_answered_beside_it(self, as_user, operator_a, partner_a):
        response = as_user(operator_a).post(
            f"/partners/{partner_a.pk}/instructors/add/", {"name": "X", "nip": "123"}
        )
        assert (response.status_code, set(response.context["form"].errors)) == (422, {"nip"})
        assert not Instructor.objects.exists()

    def test_the_list_holds_partners_people_and_own_officers(
        self, as_user, operator_a, instructor_a, instructor_b
    ):
        client = as_user(operator_a)
        client.post("/instructors/add/", {"name": "Maria Goreti"})
        names = {row.name for row in client.get("/instructors/").context["table"].data}
        assert names == {"Maria Goreti", instructor_a.full_name}


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/partners/", "/instructors/", "/agreements/"])
def test_lists_cost_the_same_with_3_and_with_30_rows(as_user, operator_a, facility_a, address):
    def fill(count):
        for _ in range(count):
            partner = make_partner(facility_a.region)
            partner.skill_fields.set(SkillField.objects.all()[:3])
            Instructor.objects.create(partner=partner, name=f"Pengajar {partner.pk}")
            make_agreement(facility_a, partner)

    client = as_user(operator_a)
    fill(3)
    few = statements(client, f"{address}?per_page=100")
    fill(27)
    assert statements(client, f"{address}?per_page=100") == few <= 10

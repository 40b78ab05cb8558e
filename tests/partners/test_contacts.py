"""Contacts with partners: recorded once, settled, kept to the facility, printed with a number."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from facilities.permissions import Role
from partners.models import ContactPerson, NextStep, PartnerContact, Partnership
from partners.services import contacts
from tests.factories import make_contact, make_facility, make_partner, make_user
from tests.partners.contacts import data, in_days, typed

pytestmark = pytest.mark.usefixtures("in_english")

AUDIENCE = {
    "kind": "audience",
    "day": "10/02/2026",
    "place": "Kantor Disnakertrans Kabupaten Timor Tengah Selatan",
    "summary": "Paket: menjahit, kecantikan, pres batako, pangkas rambut; terbuka bagi semua desa.",
    "promise": "Bantuan alat dan modal usaha setelah pelatihan.",
}


class TestRecording:
    def test_soes_audience_word_for_word(self, as_user, operator_a, supervisor_a, partner_a, add):
        person = ContactPerson.objects.create(partner=partner_a, name="Yohana", office="Kepala Dinas")
        response = as_user(operator_a).post(
            add,
            AUDIENCE
            | {
                "officers": [operator_a.pk, supervisor_a.pk],
                "our_others": "Melkisedek; Kepala Rutan",
                "people": [person.pk],
                "their_others": "Arnoldus; Kepala Bidang Pelatihan\nMaria",
                "next_step": "Menanyakan jadwal paket",
                "due_on": typed(in_days(3)),
                "responsible": supervisor_a.pk,
            },
        )
        row = PartnerContact.objects.get()
        assert (response.status_code, response.url) == (302, row.get_absolute_url())
        assert (row.day, row.place, row.promise) == (
            date(2026, 2, 10),
            AUDIENCE["place"],
            AUDIENCE["promise"],
        )
        assert [(p.side, p.name, p.office) for p in row.participants.all()] == [
            ("ours", "Operator A", "Officer"),
            ("ours", "Supervisor A", "Supervisor"),
            ("ours", "Melkisedek", "Kepala Rutan"),
            ("theirs", "Yohana", "Kepala Dinas"),
            ("theirs", "Arnoldus", "Kepala Bidang Pelatihan"),
            ("theirs", "Maria", ""),
        ]
        assert (row.step.text, row.step.responsible) == ("Menanyakan jadwal paket", supervisor_a)
        assert (row.partnership.state, row.stage_after) == ("visited", "visited")
        page = as_user(operator_a).get(row.get_absolute_url()).content.decode()
        for words in (*AUDIENCE.values(), "Melkisedek", "Kepala Bidang Pelatihan"):
            assert words in page or words in ("audience", "10/02/2026")
        assert "Tuesday, 10 February 2026" in page

    @pytest.mark.parametrize(
        ("changes", "errors"),
        [
            ({"day": lambda: typed(in_days(1))}, {"day": ["This day lies in the future."]}),
            ({"officers": []}, {"officers": ["Say who of ours took part."]}),
            ({"next_step": "Surat"}, {"due_on": ["Say until when."], "responsible": ["Say who sees to it."]}),
            ({"due_on": lambda: typed(in_days(2))}, {"next_step": ["Say what is to be done by then."]}),
            ({"their_others": "; Kepala"}, {"their_others": ["A name is missing: ; Kepala"]}),
            ({"summary": ""}, {"summary": ["This field is required."]}),
        ],
    )
    def test_what_is_refused_says_why_and_saves_nothing(self, as_user, operator_a, add, changes, errors):
        changes = {name: value() if callable(value) else value for name, value in changes.items()}
        response = as_user(operator_a).post(add, data(operator_a, **changes))
        assert (response.status_code, response.context["form"].errors) == (422, errors)
        assert not PartnerContact.objects.exists()
        assert not Partnership.objects.exists()

    def test_today_is_the_facilitys_today(self, facility_a):
        facility_a.time_zone = "Asia/Jayapura"
        assert contacts.why_not_then(facility_a, timezone.localdate(timezone=facility_a.zone)) == ""
        later = timezone.localdate(timezone=facility_a.zone) + timedelta(days=1)
        assert contacts.why_not_then(facility_a, later) == "This day lies in the future."

    def test_officers_and_people_of_elsewhere_are_no_choice(
        self, as_user, operator_a, operator_b, partner_b, add
    ):
        stranger = ContactPerson.objects.create(partner=partner_b, name="Asing")
        form = as_user(operator_a).post(add, data(operator_b, people=[stranger.pk])).context["form"]
        assert set(form.errors) == {"officers", "people"}
        assert "Asing" not in str(form)
        assert "Operator B" not in str(form)

    def test_the_same_form_twice_makes_one(self, as_user, operator_a, add):
        client = as_user(operator_a)
        key = client.get(add).context["form"]["form_key"].value()
        sent = data(operator_a, form_key=str(key))
        assert client.post(add, sent).url == client.post(add, sent).url
        assert PartnerContact.objects.count() == 1

    def test_an_edit_keeps_the_office_of_then(self, as_user, operator_a, contact):
        person = contact.participants.get(side="theirs").person
        ContactPerson.objects.filter(pk=person.pk).update(office="Sekretaris", is_former=True)
        client = as_user(operator_a)
        address = f"/partners/contacts/{contact.pk}/edit/"
        form = client.get(address).context["form"]
        assert form["people"].value() == [person.pk]
        sent = data(
            operator_a,
            day=typed(contact.day),
            people=[person.pk],
            summary="Diperbaiki.",
            next_step="Mengirim surat resmi",
            responsible=operator_a.pk,
            seen=form["seen"].value(),
        )
        assert client.post(address, sent).status_code == 302
        contact.refresh_from_db()
        assert (contact.summary, contact.step.text) == ("Diperbaiki.", "Mengirim surat resmi")
        assert contact.step.due_on == in_days(-2)
        assert contact.participants.get(side="theirs").office == "Kepala"

    def test_an_edit_notices_who_was_changed_meanwhile(self, as_user, operator_a, contact):
        client = as_user(operator_a)
        address = f"/partners/contacts/{contact.pk}/edit/"
        seen = client.get(address).context["form"]["seen"].value()
        contact.participants.filter(side="theirs").delete()
        response = client.post(
            address,
            data(operator_a, next_step="Surat", responsible=operator_a.pk, seen=seen),
        )
        assert response.status_code == 422
        assert "Somebody else changed this" in response.context["form"].non_field_errors()[0]


class TestScope:
    @pytest.fixture
    def neighbour(self, facility_a):
        """An officer of another facility of the same region."""
        facility = make_facility("Bajawa", region=facility_a.region)
        return make_user("neighbour", Role.OPERATOR, facility=facility)

    def test_one_partner_from_two_facilities(self, as_user, operator_a, neighbour, contact, partner_a):
        mine = make_contact(neighbour.membership.facility, partner_a, neighbour, summary="Rahasia Bajawa")[0]
        ours, theirs = as_user(operator_a), as_user(neighbour)
        page = theirs.get(partner_a.get_absolute_url())
        assert page.status_code == 200
        assert page.context["partnership"] == mine.partnership
        assert {step.contact_id for step in page.context["steps"]} == {mine.pk}
        # People are shared.
        assert page.context["people"].count() == 2
        for address in ("/partners/contacts/", f"/partners/{partner_a.pk}/contacts/"):
            assert [row.pk for row in theirs.get(address).context["table"].data] == [mine.pk]
            assert "Rahasia" not in ours.get(address).content.decode()
            assert list(ours.get(f"{address}?q=Rahasia").context["table"].data) == []
        (row,) = [row for row in ours.get("/partners/").context["table"].data if row.pk == partner_a.pk]
        assert (row.stage, row.last_contact_on) == ("visited", contact.day)
        Partnership.objects.get(pk=mine.partnership_id).perform("rest", by=neighbour, reason="x")
        assert list(ours.get("/partners/?stage=dormant").context["table"].data) == []

    def test_nothing_of_a_contact_for_others(
        self, as_user, neighbour, coordinator_a, instructor_a, regional_a, national, contact
    ):
        photo = contact.files.get()
        for address in (
            contact.get_absolute_url(),
            f"/partners/contacts/{contact.pk}/report/",
            f"/partners/contacts/{contact.pk}/history/",
            f"/partners/contacts/files/{photo.pk}/",
            f"/partners/contacts/steps/{contact.step.pk}/",
            f"/partners/mapping/{contact.partnership_id}/history/",
        ):
            assert as_user(neighbour).get(address).status_code == 404, address
            for user in (coordinator_a, instructor_a, regional_a, national):
                assert as_user(user).get(address).status_code == 403, (address, user)

    def test_offices_above_see_partners_and_counts(self, as_user, regional_a, national, partner_a, contact):
        person = contact.participants.get(side="theirs")
        for user in (regional_a, national):
            client = as_user(user)
            (row,) = client.get("/partners/").context["table"].data
            assert (row.facility_count, row.contact_count) == (1, 1)
            page = client.get(partner_a.get_absolute_url()).content.decode()
            assert person.name not in page
            assert contact.summary not in page
            assert client.get("/partners/", {"q": person.name}).context["table"].data.data.count() == 0

    def test_a_coordinator_sees_nothing_of_contacts(self, as_user, coordinator_a, partner_a, contact):
        page = as_user(coordinator_a).get(partner_a.get_absolute_url()).content.decode()
        assert contact.participants.get(side="theirs").name not in page
        assert "/contacts/" not in page
        assert "/people/" not in page

    def test_the_database_refuses_a_contact_of_another_facilitys_map(self, contact, facility_b):
        for rows in (contact.participants, contact.files, NextStep.objects.filter(contact=contact)):
            rows.all().delete()
        with pytest.raises(IntegrityError, match="contact_facility"), transaction.atomic():
            PartnerContact.objects.filter(pk=contact.pk).update(facility=facility_b)


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_as_many_statements_with_3_rows_as_with_30(as_user, operator_a, facility_a, partner_a, contact):
    most = {
        "/partners/": 10,
        "/partners/contacts/": 10,
        f"/partners/{partner_a.pk}/contacts/": 10,
        f"/partners/{partner_a.pk}/people/": 10,
        "/partners/mapping/": 12,
        f"/partners/{partner_a.pk}/": 12,
        f"/partners/contacts/{contact.pk}/": 12,
        f"/partners/{partner_a.pk}/contacts/add/": 12,
        f"/partners/contacts/{contact.pk}/edit/": 12,
        f"/partners/contacts/steps/{contact.step.pk}/": 12,
    }
    client, counts = as_user(operator_a), []
    for rows in (3, 27):
        for _row in range(rows):
            make_contact(facility_a, partner_a, operator_a)
            make_contact(facility_a, make_partner(facility_a.region), operator_a)
        counts.append({address: statements(client, address) for address in most})
    assert counts[0] == counts[1]
    assert {address: count for address, count in counts[1].items() if count > most[address]} == {}
    assert {address for address in most if len(client.get(address).content) > 60 * 1024} == set()

"""Contacts with partners: recorded once, settled, kept to the facility, printed with a number."""

from datetime import date, timedelta
from io import BytesIO
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from core import registry
from core.files.storage import load
from core.lifecycle import MoveRefused
from facilities.models import LetterCounter, Office
from facilities.permissions import Role
from partners.models import ContactFile, ContactPerson, NextStep, PartnerContact, Partnership
from partners.services import contacts
from tests.factories import make_contact, make_facility, make_partner, make_user

pytestmark = pytest.mark.usefixtures("in_english")

AUDIENCE = {
    "kind": "audience",
    "day": "10/02/2026",
    "place": "Kantor Disnakertrans Kabupaten Timor Tengah Selatan",
    "summary": "Paket: menjahit, kecantikan, pres batako, pangkas rambut; terbuka bagi semua desa.",
    "promise": "Bantuan alat dan modal usaha setelah pelatihan.",
}


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def typed(day):
    return f"{day:%d/%m/%Y}"


def data(user, **changes):
    return {
        "kind": "visit",
        "day": typed(in_days(-1)),
        "summary": "Membahas paket pelatihan.",
        "officers": [user.pk],
    } | changes


@pytest.fixture
def add(partner_a):
    return f"/partners/{partner_a.pk}/contacts/add/"


@pytest.fixture
def contact(facility_a, partner_a, operator_a):
    return make_contact(facility_a, partner_a, operator_a)[0]


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


class TestStage:
    @pytest.mark.parametrize(
        ("now", "kind", "after"),
        [
            ("identified", "call", "contacted"),
            ("identified", "letter", "contacted"),
            ("contacted", "visit", "visited"),
            ("contacted", "audience", "visited"),
            ("negotiating", "visit", "negotiating"),
            ("agreed", "call", "agreed"),
            ("visited", "signing", "agreed"),
            ("dormant", "call", "contacted"),
            ("declined", "visit", "visited"),
        ],
    )
    def test_a_contact_leads_forward(self, as_user, operator_a, facility_a, partner_a, add, now, kind, after):
        Partnership.objects.create(facility=facility_a, partner=partner_a, state=now)
        assert as_user(operator_a).post(add, data(operator_a, kind=kind)).status_code == 302
        assert Partnership.objects.get().state == after

    def test_a_contact_may_say_that_they_declined(self, as_user, operator_a, add):
        as_user(operator_a).post(add, data(operator_a, stage="declined", summary="Tidak ada instruktur."))
        row = Partnership.objects.get()
        page = as_user(operator_a).get(f"/partners/mapping/{row.pk}/history/").context["entries"]
        assert (row.state, page[0].text, page[0].reason) == (
            "declined",
            "Record as declined",
            "Tidak ada instruktur.",
        )

    def test_the_way_back_is_not_offered(self, as_user, operator_a, facility_a, partner_a, add):
        Partnership.objects.create(facility=facility_a, partner=partner_a, state="negotiating")
        choices = as_user(operator_a).get(add).context["form"].fields["stage"].choices
        assert [value for value, _label in choices] == ["", "negotiating", "agreed", "declined", "dormant"]

    def test_the_database_refuses_a_step_back(self, facility_a, partner_a):
        row = Partnership.objects.create(facility=facility_a, partner=partner_a, state="agreed")
        row.state = "contacted"
        with pytest.raises(Exception, match="state"), transaction.atomic():
            row.save()


class TestSteps:
    def items(self, user):
        groups = {str(group.title): found for group, found in registry.work_for(user)}
        return [(i.title, i.overdue, i.url) for i in groups.get("Next steps with partners", [])]

    def test_the_worklist_names_what_is_due_overdue_first(
        self, facility_a, facility_b, partner_a, partner_b, operator_a, operator_b, head_a, coordinator_a
    ):
        make_contact(facility_b, partner_b, operator_b)
        rows = {}
        for days in (3, -5, 8, -1, 0):
            step = make_contact(facility_a, partner_a, operator_a)[3]
            NextStep.objects.filter(pk=step.pk).update(due_on=in_days(days), text=f"langkah {days}")
            rows[days] = step
        done = make_contact(facility_a, partner_a, operator_a)[3]
        contacts.finish(step=done, by=operator_a, note="Sudah.")
        name = partner_a.name
        expected = [
            (f"{name}: langkah {days}", days < 0, f"/partners/contacts/steps/{rows[days].pk}/")
            for days in (-5, -1, 0, 3)
        ]
        assert self.items(operator_a) == self.items(head_a) == expected
        assert self.items(coordinator_a) == []

    def test_a_new_contact_settles_it(self, as_user, operator_a, contact, add):
        client = as_user(operator_a)
        page = client.get(f"/partners/contacts/steps/{contact.step.pk}/").content.decode()
        assert f"{add}?step={contact.step.pk}" in page
        form = client.get(f"{add}?step={contact.step.pk}").context["form"]
        assert form["settles"].value() == [contact.step.pk]
        client.post(add, data(operator_a, kind="letter", settles=[contact.step.pk]))
        step = NextStep.objects.get(pk=contact.step.pk)
        assert (step.state, step.settled_by.kind) == ("done", "letter")
        assert self.items(operator_a) == []

    def test_done_needs_a_note_and_happens_once(self, as_user, operator_a, contact):
        client, address = as_user(operator_a), f"/partners/contacts/steps/{contact.step.pk}/"
        sent = {"outcome": "done", "responsible": operator_a.pk}
        assert client.post(address, sent).status_code == 422
        assert client.post(address, sent | {"note": "Surat terkirim."}).status_code == 302
        page = client.get(contact.get_absolute_url()).content.decode()
        assert "Surat terkirim." in page
        assert client.post(address, sent | {"note": "Lagi."}).context["form"].non_field_errors() == [
            "Already done: this is now “Done”."
        ]

    def test_a_new_day_takes_a_reason_and_is_told(self, as_user, operator_a, supervisor_a, contact):
        client, address = as_user(operator_a), f"/partners/contacts/steps/{contact.step.pk}/"
        sent = {"outcome": "postpone", "note": "Pejabat cuti.", "responsible": supervisor_a.pk}
        assert client.post(address, sent).context["form"].errors == {"due_on": ["Say until when."]}
        past = client.post(address, sent | {"due_on": typed(in_days(-1))})
        assert past.context["form"].errors == {"due_on": ["The new day has gone by already."]}
        assert client.post(address, sent | {"due_on": typed(in_days(9))}).status_code == 302
        step = NextStep.objects.get(pk=contact.step.pk)
        assert (step.due_on, step.responsible, step.state) == (in_days(9), supervisor_a, "open")
        assert "Pejabat cuti." in client.get(contact.get_absolute_url()).content.decode()

    def test_a_contact_of_another_partner_cannot_settle_it(self, as_user, operator_a, facility_a, contact):
        other = make_partner(facility_a.region)
        sent = data(operator_a, settles=[contact.step.pk])
        as_user(operator_a).post(f"/partners/{other.pk}/contacts/add/", sent)
        assert NextStep.objects.get(pk=contact.step.pk).state == "open"


def upload(content, name):
    return SimpleUploadedFile(name, content)


def picture(**options):
    output = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(output, "JPEG", **options)
    return output.getvalue()


class TestFiles:
    def test_photos_are_drawn_anew(self, as_user, operator_a, contact):
        exif = Image.Exif()
        exif[0x010F] = "KameraRahasia"
        sent = {"file_1": upload(picture(exif=exif), "IMG_1.jpg"), "caption_1": "Di aula"}
        sent["file_2"] = upload(picture(quality=40), "IMG_2.jpg")
        assert (
            as_user(operator_a).post(f"/partners/contacts/{contact.pk}/files/add/", sent).status_code == 302
        )
        row = ContactFile.objects.get(caption="Di aula")
        assert b"KameraRahasia" not in load(row.stored)
        response = as_user(operator_a).get(f"/partners/contacts/files/{row.pk}/")
        assert (response["Content-Type"], response.content) == ("image/jpeg", load(row.stored))
        assert contact.files.count() == 3

    @pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"MZ\x90\x00", b"GIF89a..."])
    def test_a_disguised_file_is_refused_and_nothing_kept(self, as_user, operator_a, contact, content):
        sent = {"file_1": upload(picture(), "baik.jpg"), "file_2": upload(content, "surat.pdf")}
        response = as_user(operator_a).post(f"/partners/contacts/{contact.pk}/files/add/", sent)
        assert response.context["form"].errors == {
            "file_2": ["This is not a PDF, JPEG or PNG file, whatever its name says."]
        }
        assert contact.files.count() == 1

    def test_the_same_file_twice_is_one_and_there_is_an_end(self, as_user, operator_a, contact, monkeypatch):
        address = f"/partners/contacts/{contact.pk}/files/add/"
        client = as_user(operator_a)
        for _time in range(2):
            client.post(address, {"file_1": upload(picture(), "a.jpg")})
        assert contact.files.count() == 2
        monkeypatch.setattr(contacts, "MOST_FILES", 2)
        response = client.post(address, {"file_1": upload(picture(quality=30), "b.jpg")})
        assert response.context["form"].non_field_errors() == ["A contact keeps at most 2 files."]


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


class TestReport:
    def text(self, response):
        assert response["Content-Type"] == "application/pdf"
        pages = PdfReader(BytesIO(response.content)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def test_the_number_is_taken_once(self, as_user, operator_a, facility_a, contact):
        client = as_user(operator_a)
        report, number = (f"/partners/contacts/{contact.pk}/{name}/" for name in ("report", "number"))
        assert "(draft)" in self.text(client.get(report))[0]
        assert not LetterCounter.objects.exists()
        sent = {"day": typed(in_days(0))}
        assert client.post(number, sent).status_code == 302
        contact.refresh_from_db()
        assert contact.report_number
        for _time in range(2):
            assert contact.report_number in self.text(client.get(report))[0]
            assert client.post(number, sent).status_code in (302, 422)
        assert LetterCounter.objects.get().last == 1

    def test_two_at_once_take_one_number(self, as_user, operator_a, contact):
        first = contacts.number_report(contact=contact, by=operator_a, day=in_days(0))
        assert contacts.number_report(contact=contact, by=operator_a, day=in_days(-1)) == first
        assert LetterCounter.objects.get().last == 1

    def test_what_stands_on_paper(self, as_user, operator_a, facility_a, contact):
        Office.objects.create(
            facility=facility_a,
            position="Kepala Rutan",
            name="Ahmad Pengganti",
            nip="198502142009121000",
            is_acting=True,
            starts_on=in_days(-5),
        )
        contacts.number_report(contact=contact, by=operator_a, day=in_days(0))
        first, second = self.text(as_user(operator_a).get(f"/partners/contacts/{contact.pk}/report/"))
        contact.refresh_from_db()
        for words in (
            facility_a.name,
            "Visit report",
            contact.report_number,
            "Elite Jaya Meubel",
            contact.summary,
            "Mengirim surat",
            "Plt. Kepala Rutan",
            "Ahmad Pengganti",
            "NIP 198502142009121000",
            "Operator A",
        ):
            assert words in first, words
        assert "Foto bersama" in second

    def test_what_bears_a_number_stays(self, as_user, operator_a, contact):
        contacts.number_report(contact=contact, by=operator_a, day=in_days(0))
        client = as_user(operator_a)
        for name in ("edit", "remove"):
            address = f"/partners/contacts/{contact.pk}/{name}/"
            assert client.get(address).status_code == 302
            assert client.post(address, data(operator_a, summary="Lain")).status_code == 422
        contact.refresh_from_db()
        assert contact.summary == "Membahas paket pelatihan."

    @pytest.mark.parametrize(
        ("days", "error"),
        [(1, "This day lies in the future."), (-21, "The report cannot be older than the contact.")],
    )
    def test_its_day(self, as_user, operator_a, contact, days, error):
        response = as_user(operator_a).post(
            f"/partners/contacts/{contact.pk}/number/", {"day": typed(in_days(days))}
        )
        assert response.context["form"].errors == {"day": [error]}
        assert not LetterCounter.objects.exists()


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/partners/", 10),
        ("/partners/contacts/", 10),
        ("/partners/{partner}/contacts/", 10),
        ("/partners/{partner}/people/", 10),
        ("/partners/mapping/", 12),
        ("/partners/{partner}/", 12),
        ("/partners/contacts/{contact}/", 12),
        ("/partners/{partner}/contacts/add/", 12),
        ("/partners/contacts/{contact}/edit/", 12),
        ("/partners/contacts/steps/{step}/", 12),
    ],
)
def test_as_many_statements_with_3_rows_as_with_30(
    as_user, operator_a, facility_a, partner_a, contact, path, most
):
    address = path.format(partner=partner_a.pk, contact=contact.pk, step=contact.step.pk)
    client, counts = as_user(operator_a), []
    for rows in (3, 27):
        for _row in range(rows):
            make_contact(facility_a, partner_a, operator_a)
            make_contact(facility_a, make_partner(facility_a.region), operator_a)
        counts.append(statements(client, address))
    assert counts[0] == counts[1] <= most
    assert len(client.get(address).content) <= 60 * 1024


@pytest.mark.django_db(transaction=True)
def test_a_step_is_settled_by_one_of_two(facility_a, partner_a, operator_a):
    step = make_contact(facility_a, partner_a, operator_a)[3]
    barrier, results = Barrier(2), []

    def settle():
        try:
            barrier.wait()
            contacts.finish(step=NextStep.objects.get(pk=step.pk), by=operator_a, note="Selesai.")
            results.append("done")
        except MoveRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=settle) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "refused"]

"""Files of a contact, and its report on paper."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from core.files.storage import load
from facilities.models import LetterCounter, Office
from partners.models import ContactFile
from partners.services import contacts
from tests.partners.contacts import data, in_days, picture, typed, upload

pytestmark = pytest.mark.usefixtures("in_english")


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

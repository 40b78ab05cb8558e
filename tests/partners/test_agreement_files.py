"""Scans of agreements, and what is done under them beside training."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partners.models import (
    AgreementActivity,
    AgreementFile,
)
from tests.factories import make_agreement, make_user
from tests.partners.agreements import dmy
from tests.partners.uploads import SCAN, activity_file, agreement_file

pytestmark = pytest.mark.usefixtures("in_english")


class TestFiles:
    def upload(self, content=SCAN, name="naskah.pdf"):
        return SimpleUploadedFile(name, content, content_type="application/pdf")

    def test_a_scan_is_kept_and_served_within_the_scope(
        self, as_user, operator_a, operator_b, coordinator_a, instructor_a, agreement_a
    ):
        client = as_user(operator_a)
        address = f"/agreements/{agreement_a.pk}/files/add/"
        assert client.post(address, {"file": self.upload(), "caption": "Naskah"}).status_code == 302
        row = AgreementFile.objects.get()
        assert (row.name, row.caption, row.uploaded_by) == ("naskah.pdf", "Naskah", operator_a)
        page = f"/agreements/files/{row.pk}/"
        for user, status in (
            (operator_a, 200),
            (coordinator_a, 200),
            (operator_b, 404),
            (instructor_a, 403),
        ):
            assert as_user(user).get(page).status_code == status
        assert client.get(page).content == SCAN
        assert as_user(operator_b).post(f"/agreements/files/{row.pk}/remove/").status_code == 404
        assert client.post(f"/agreements/files/{row.pk}/remove/").status_code == 302
        assert client.get(page).status_code == 404

    @pytest.mark.parametrize(
        ("content", "name"),
        [(b"MZ\x90\x00 program", "naskah.pdf"), (b"<html><script>", "foto.jpg"), (b"", "kosong.pdf")],
    )
    def test_a_disguised_file_is_refused(self, as_user, operator_a, agreement_a, content, name):
        activity = AgreementActivity.objects.create(
            facility=agreement_a.facility,
            agreement=agreement_a,
            kind="staff",
            topic="Pelatihan",
            held_on=timezone.localdate(),
        )
        client = as_user(operator_a)
        for address in (
            f"/agreements/{agreement_a.pk}/files/add/",
            f"/agreements/activities/{activity.pk}/files/add/",
        ):
            response = client.post(address, {"file": self.upload(content, name)})
            assert (response.status_code, set(response.context["form"].errors)) == (422, {"file"})
        assert not AgreementFile.objects.exists()
        assert not activity.files.exists()


class TestActivities:
    def data(self, **changes):
        return {
            "kind": "staff",
            "topic": "Pertolongan pertama",
            "held_on": dmy(timezone.localdate()),
            "party": "",
            "officers_reached": "18",
            "inmates_reached": "0",
            "value": "0",
            "outcome": "Bersertifikat.",
        } | changes

    def test_from_record_to_files(self, as_user, operator_a, head_a, agreement_a):
        client = as_user(operator_a)
        add = f"/agreements/{agreement_a.pk}/activities/add/"
        assert as_user(head_a).get(add).status_code == 403
        assert client.post(add, self.data(party=agreement_a.parties.get().pk)).status_code == 302
        activity = AgreementActivity.objects.get()
        assert (activity.party, activity.officers_reached) == (agreement_a.parties.get(), 18)
        row = activity_file(activity, by=operator_a)
        page = client.get(activity.get_absolute_url()).content.decode()
        assert "Bersertifikat." in page
        assert f"/agreements/activities/files/{row.pk}/" in page
        listed = client.get(f"/agreements/{agreement_a.pk}/activities/").context["table"].data
        assert list(listed) == [activity]
        client.post(f"/agreements/activities/{activity.pk}/edit/", self.data(topic="P3K"))
        activity.refresh_from_db()
        assert activity.topic == "P3K"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"held_on": dmy(timezone.localdate() + timedelta(days=2))}, "held_on"),
            ({"held_on": "01/01/2001"}, "held_on"),
            ({"officers_reached": "-1"}, "officers_reached"),
            ({"topic": ""}, "topic"),
        ],
    )
    def test_what_is_wrong_is_said_beside_it(self, as_user, operator_a, agreement_a, changes, field):
        response = as_user(operator_a).post(
            f"/agreements/{agreement_a.pk}/activities/add/", self.data(**changes)
        )
        assert (response.status_code, set(response.context["form"].errors)) == (422, {field})
        assert not AgreementActivity.objects.exists()

    def test_a_draft_has_none(self, as_user, operator_a, facility_a, partner_a):
        draft = make_agreement(facility_a, partner_a, state="drafting")
        response = as_user(operator_a).post(f"/agreements/{draft.pk}/activities/add/", self.data())
        assert response.status_code == 422
        assert not AgreementActivity.objects.exists()


def test_a_scan_of_an_agreement_is_nobodys_elsewhere(as_user, agreement_a, operator_a, facility_b):
    row = agreement_file(agreement_a, by=operator_a)
    head = make_user("head_b2", "head", facility=facility_b)
    assert as_user(head).get(f"/agreements/files/{row.pk}/").status_code == 404

"""What an agreement promises: parties, contributions, scans, extension, renewal, activities, seats."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from core import registry
from facilities.models import Office
from partners.models import (
    Agreement,
    AgreementActivity,
    AgreementContribution,
    AgreementExtension,
    AgreementFile,
    AgreementParty,
)
from partners.services import extend, let_end, renew
from tests.factories import make_agreement, make_facility, make_partner, make_program, make_user
from tests.partners.uploads import SCAN, activity_file, agreement_file

pytestmark = pytest.mark.usefixtures("in_english")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def dmy(day):
    return f"{day:%d/%m/%Y}"


def text_of(response):
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# 16.30 UTC on 9 March: 23.30 in Jakarta, already the 10th in Makassar (00.30) and in Jayapura (01.30).
LATE = datetime(2026, 3, 9, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "standing"),
    [
        ("Asia/Jakarta", LATE, "expiring"),
        ("Asia/Makassar", LATE, "expired"),
        ("Asia/Jayapura", LATE, "expired"),
        ("Asia/Makassar", LATE - timedelta(hours=1), "expiring"),
        ("Asia/Jayapura", LATE - timedelta(hours=1), "expired"),
        ("Asia/Jayapura", LATE - timedelta(hours=2), "expiring"),
    ],
)
def test_the_last_day_ends_at_midnight_of_the_facility(db, monkeypatch, zone, now, standing):
    """Also for whoever looks from another zone, in the page and in the database."""
    monkeypatch.setattr(timezone, "now", lambda: now)
    agreement = make_agreement(
        make_facility("Uji", zone=zone), starts_on=date(2025, 1, 1), ends_on=date(2026, 3, 9)
    )
    for looking in ("Asia/Jakarta", "Asia/Jayapura"):
        with timezone.override(looking):
            assert agreement.standing == standing
            assert Agreement.objects.of_standing(standing).get() == agreement
            assert Agreement.objects.active().exists() == (standing == "expiring")


@pytest.mark.parametrize(
    ("zone", "standing"),
    [("Asia/Jakarta", "upcoming"), ("Asia/Makassar", "active"), ("Asia/Jayapura", "active")],
)
def test_the_first_day_begins_at_midnight_of_the_facility(db, monkeypatch, zone, standing):
    monkeypatch.setattr(timezone, "now", lambda: LATE)
    agreement = make_agreement(make_facility("Uji", zone=zone), starts_on=date(2026, 3, 10), ends_on=None)
    assert agreement.standing == standing
    assert Agreement.objects.of_standing(standing).get() == agreement


def test_what_ends_soon_is_a_setting(facility_a, partner_a, settings):
    agreement = make_agreement(facility_a, partner_a, ends_on=in_days(31))
    assert agreement.standing == "expiring"
    settings.EXPIRING_DAYS = 30
    assert agreement.standing == "active"
    assert Agreement.objects.of_standing("active").get() == agreement


class TestSixParties:
    @pytest.fixture
    def memorandum(self, facility_a):
        partners = [make_partner(facility_a.region, f"Instansi {number}") for number in range(1, 7)]
        memorandum = make_agreement(facility_a, *partners, kind="mou", state="drafting", seats_agreed=64)
        for number, party in enumerate(memorandum.parties.all(), start=1):
            party.number = f"{number}/INST/2026"
            party.signatory_name, party.signatory_titles_after = f"Pejabat {number}", "S.H."
            party.signatory_position, party.signatory_acting = f"Kepala Instansi {number}", number == 6
            party.save()
            AgreementContribution.objects.create(
                facility=facility_a,
                agreement=memorandum,
                party=party,
                scope="staff",
                what=f"Sumbangan {number}",
                value=number * 1_000_000,
            )
        return memorandum

    def test_its_summary_prints_all_of_them(self, as_user, operator_a, head_a, memorandum):
        memorandum = memorandum.perform("sign", by=head_a)
        for party in memorandum.parties.all():
            AgreementActivity.objects.create(
                facility=memorandum.facility,
                agreement=memorandum,
                party=party,
                kind="staff",
                topic=f"Kegiatan {party.partner}",
                held_on=timezone.localdate(),
                officers_reached=20,
            )
        response = as_user(operator_a).get(f"/agreements/{memorandum.pk}/summary/")
        assert response["Content-Type"] == "application/pdf"
        text = text_of(response)
        for number in range(1, 7):
            acting = "Plt. " if number == 6 else ""
            assert f"{number}/INST/2026 Pejabat {number}, S.H., {acting}Kepala Instansi {number}" in text
            assert f"Sumbangan {number} Rp{number}.000.000" in text.replace(",", ".")
            assert f"Kegiatan Instansi {number}" in text
        assert "Rp21.000.000" in text.replace(",", ".")
        assert "0 of 64 used" in text
        assert "Kepala Ruteng, Kepala Rutan" in text

    def test_the_page_costs_the_same_with_six_parties_as_with_one(
        self, as_user, operator_a, memorandum, agreement_a
    ):
        client = as_user(operator_a)
        counts = []
        for agreement in (agreement_a, memorandum):
            client.get(agreement.get_absolute_url())
            with CaptureQueriesContext(connection) as statements:
                assert client.get(agreement.get_absolute_url()).status_code == 200
            counts.append(len(statements))
        assert max(counts) <= 12
        assert counts[1] - counts[0] <= 0

    def test_a_contribution_belongs_to_a_party_of_the_agreement(self, facility_a, memorandum, agreement_a):
        with pytest.raises(IntegrityError, match="contribution_party"), transaction.atomic():
            AgreementContribution.objects.create(
                facility=facility_a,
                agreement=memorandum,
                party=agreement_a.parties.get(),
                scope="staff",
                what="Salah",
            )

    def test_contributions_stay_once_it_is_signed(self, as_user, operator_a, head_a, memorandum, agreement_a):
        client = as_user(operator_a)
        data = {"party": "", "scope": "training", "what": "Aula", "value": "0"}
        add = f"/agreements/{memorandum.pk}/contributions/add/"
        assert client.post(add, data).status_code == 302
        wrong = client.post(add, data | {"value": "-1", "party": agreement_a.parties.get().pk})
        assert set(wrong.context["form"].errors) == {"value", "party"}
        own = memorandum.contributions.get(party=None)
        assert (own.what, own.value) == ("Aula", 0)
        memorandum.perform("sign", by=head_a)
        assert client.post(add, data).status_code == 422
        assert client.post(f"/agreements/contributions/{own.pk}/remove/").status_code == 422
        assert memorandum.contributions.count() == 7


class TestOurSignatory:
    def test_the_office_of_that_day_is_kept(self, facility_a, partner_a, head_a):
        regular = Office.objects.get(facility=facility_a)
        acting = Office.objects.create(
            facility=facility_a,
            position="Kepala Rutan",
            name="Pengganti",
            titles_after="S.H.",
            is_acting=True,
            starts_on=in_days(-120),
            ends_on=in_days(-90),
        )
        agreement = make_agreement(facility_a, partner_a, state="drafting", signed_on=in_days(-100))
        signed = agreement.perform("sign", by=head_a)
        assert (signed.our_signatory, signed.our_position) == ("Pengganti, S.H.", "Plt. Kepala Rutan")
        chosen = make_agreement(
            facility_a, partner_a, state="drafting", signed_on=in_days(-100), office=regular
        ).perform("sign", by=head_a)
        assert chosen.our_position == "Kepala Rutan"
        acting.delete()
        signed.refresh_from_db()
        assert signed.our_signatory == "Pengganti, S.H."

    def test_who_was_not_in_office_did_not_sign(self, as_user, operator_a, facility_a, facility_b, partner_a):
        draft = make_agreement(facility_a, partner_a, state="drafting")
        late = Office.objects.create(
            facility=facility_a, position="Kepala Rutan", name="Nanti", is_acting=True, starts_on=in_days(-1)
        )
        data = {"kind": "pks", "title": "T", "number": "1", "scopes": ["training"]}
        data |= {"signed_on": dmy(in_days(-5)), "starts_on": dmy(in_days(-5)), "ends_on": ""}
        client = as_user(operator_a)
        for office in (late, Office.objects.get(facility=facility_b)):
            response = client.post(f"/agreements/{draft.pk}/edit/", data | {"office": office.pk})
            assert set(response.context["form"].errors) == {"office"}


class TestExtending:
    def test_days_reason_and_who_are_kept(self, as_user, head_a, operator_a, agreement_a):
        old, address = agreement_a.ends_on, f"/agreements/{agreement_a.pk}/extend/"
        assert as_user(operator_a).get(address).status_code == 403
        client = as_user(head_a)
        early = client.post(address, {"new_end": dmy(old), "reason": "x"})
        assert set(early.context["form"].errors) == {"new_end"}
        assert set(client.post(address, {"new_end": "", "reason": ""}).context["form"].errors) == {
            "new_end",
            "reason",
        }
        data = {"new_end": dmy(old + timedelta(days=90)), "reason": "Adendum 1", "form_key": "a" * 32}
        assert client.post(address, data).status_code == 302
        assert client.post(address, data).status_code == 302, "a double click extends once"
        row = AgreementExtension.objects.get()
        assert (row.old_end, row.days, row.reason, row.by) == (old, 90, "Adendum 1", head_a)
        agreement_a.refresh_from_db()
        assert agreement_a.ends_on == old + timedelta(days=90)
        page = client.get(agreement_a.get_absolute_url()).content.decode()
        assert "Adendum 1" in page

    @pytest.mark.parametrize("fields", [{"ends_on": None}, {"state": "drafting"}, {"state": "terminated"}])
    def test_what_cannot_be_extended(self, facility_a, partner_a, head_a, fields):
        agreement = make_agreement(facility_a, partner_a, **fields)
        with pytest.raises(ValidationError):
            extend(agreement=agreement, new_end=in_days(900), reason="x", by=head_a)
        assert not AgreementExtension.objects.exists()

    def test_it_takes_the_head(self, operator_a, agreement_a):
        with pytest.raises(PermissionDenied):
            extend(agreement=agreement_a, new_end=in_days(900), reason="x", by=operator_a)


class TestRenewing:
    def test_a_renewal_takes_over_parties_and_terms(self, as_user, operator_a, facility_a, agreement_a):
        party = agreement_a.parties.get()
        party.signatory_name = "Petrus"
        party.save()
        AgreementContribution.objects.create(
            facility=facility_a,
            agreement=agreement_a,
            party=party,
            scope="equipment",
            what="Gergaji",
            value=5,
        )
        client = as_user(operator_a)
        response = client.post(f"/agreements/{agreement_a.pk}/renew/")
        renewal = agreement_a.renewal
        assert response.url == f"/agreements/{renewal.pk}/edit/"
        assert (renewal.state, renewal.number, renewal.signed_on) == ("drafting", "", None)
        assert renewal.starts_on == agreement_a.ends_on + timedelta(days=1)
        assert (renewal.title, renewal.scopes) == (agreement_a.title, agreement_a.scopes)
        copied = renewal.parties.get()
        assert (copied.partner, copied.signatory_name) == (party.partner, "Petrus")
        assert renewal.contributions.get().party == copied
        again = client.post(f"/agreements/{agreement_a.pk}/renew/")
        assert (again.status_code, Agreement.objects.count()) == (422, 2)
        page = client.get(agreement_a.get_absolute_url())
        assert [action.label for action in page.context["actions"]] == ["Print summary"]

    def test_the_worklist_follows_the_renewal(self, operator_a, head_a, facility_a, partner_a):
        ending = make_agreement(facility_a, partner_a, title="berakhir", ends_on=in_days(10))

        def waiting():
            groups = {str(group.title): items for group, items in registry.work_for(operator_a)}
            return [(item.url, item.action) for item in groups.get("Agreements that end", [])]

        assert waiting() == [(ending.get_absolute_url(), "Extend, renew or let end")]
        renewal = renew(agreement=ending, by=operator_a)
        assert waiting() == [(renewal.get_absolute_url(), "See renewal")]
        Agreement.objects.filter(pk=renewal.pk).update(number="2", signed_on=in_days(0))
        renewal.perform("sign", by=head_a)
        assert waiting() == []

    def test_letting_it_end_is_a_decision_with_a_reason(
        self, as_user, head_a, operator_a, facility_a, partner_a
    ):
        ending = make_agreement(facility_a, partner_a, ends_on=in_days(10))
        address = f"/agreements/{ending.pk}/let-end/"
        assert as_user(operator_a).post(address, {"reason": "x"}).status_code == 403
        client = as_user(head_a)
        assert set(client.post(address).context["form"].errors) == {"reason"}
        assert client.post(address, {"reason": "Mitra pindah."}).status_code == 302
        assert not Agreement.objects.needing_renewal().exists()
        assert "Mitra pindah." in client.get(ending.get_absolute_url()).content.decode()
        extend(agreement=ending, new_end=in_days(20), reason="Ternyata lanjut", by=head_a)
        assert Agreement.objects.needing_renewal().get() == ending

    def test_it_takes_who_may(self, supervisor_a, operator_a, agreement_a):
        with pytest.raises(PermissionDenied):
            renew(agreement=agreement_a, by=supervisor_a)
        with pytest.raises(PermissionDenied):
            let_end(agreement=agreement_a, reason="x", by=operator_a)


class TestFramework:
    def test_a_pks_rests_on_a_signed_memorandum_of_the_facility(
        self, as_user, operator_a, facility_a, facility_b, partner_a, partner_b
    ):
        memorandum = make_agreement(facility_a, partner_a, kind="mou")
        theirs = make_agreement(facility_b, partner_b, kind="mou")
        data = {"kind": "pks", "title": "Turunan", "scopes": ["training"], "framework": memorandum.pk}
        client = as_user(operator_a)
        assert client.post("/agreements/add/", data).status_code == 302
        assert Agreement.objects.get(title="Turunan").framework == memorandum
        for wrong in ({"framework": theirs.pk}, {"kind": "mou"}):
            response = client.post("/agreements/add/", data | wrong)
            assert set(response.context["form"].errors) == {"framework"}
        with pytest.raises(IntegrityError, match="agreement_framework_facility"), transaction.atomic():
            make_agreement(facility_a, framework=theirs)


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


def test_seats_used_are_those_of_programmes_under_it(as_user, operator_a, facility_a, partner_a, agreement_a):
    Agreement.objects.update(seats_agreed=100)
    for state, seats, public in (
        ("running", 16, 4),
        ("closed", 10, 0),
        ("draft", 50, 0),
        ("cancelled", 50, 0),
    ):
        make_program(
            facility_a,
            partner=partner_a,
            agreement=agreement_a,
            state=state,
            seats=seats,
            public_seats=public,
        )
    make_program(facility_a, partner=partner_a, state="running", seats=16)
    client = as_user(operator_a)
    page = client.get(agreement_a.get_absolute_url())
    assert page.context["object"].seats_used == 30
    assert "30 of 100 used" in page.content.decode()
    listed = client.get(f"/agreements/{agreement_a.pk}/programs/").context["table"].data
    assert len(listed) == 4


def test_filters_by_scope_ending_and_the_parties_number(as_user, operator_a, facility_a, partner_a):
    soon = make_agreement(facility_a, partner_a, title="segera", ends_on=in_days(20), scopes=["staff"])
    make_agreement(facility_a, partner_a, title="nanti", ends_on=in_days(80))
    AgreementParty.objects.filter(agreement=soon).update(number="421/XYZ")
    client = as_user(operator_a)
    for wanted, names in (
        ({"ending": "30"}, {"segera"}),
        ({"ending": "90"}, {"segera", "nanti"}),
        ({"scope": "staff"}, {"segera"}),
        ({"q": "421/xyz"}, {"segera"}),
    ):
        rows = client.get("/agreements/", wanted).context["table"].data
        assert {row.title for row in rows} == names


@pytest.mark.parametrize("address", ["/agreements/", "/agreements/{pk}/activities/", "/instructors/"])
def test_lists_cost_the_same_with_3_and_with_30_rows(as_user, operator_a, facility_a, agreement_a, address):
    from partners.models import Instructor

    client, counts = as_user(operator_a), []
    for more in (3, 27):
        for number in range(more):
            partner = make_partner(facility_a.region)
            make_agreement(facility_a, partner)
            Instructor.objects.create(name=f"Guru {number}", partner=partner)
            AgreementActivity.objects.create(
                facility=facility_a,
                agreement=agreement_a,
                party=agreement_a.parties.get(),
                kind="staff",
                topic="Pelatihan",
                held_on=timezone.localdate(),
            )
        page = address.format(pk=agreement_a.pk)
        client.get(page)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(page).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10


def test_the_agreement_of_a_programme_is_its_partners(
    as_user, operator_a, facility_a, partner_a, agreement_a
):
    """The page's script offers those of the chosen partner; the server refuses the others without it."""
    other = make_partner(facility_a.region, "Mitra Lain")
    program = make_program(facility_a, partner=partner_a, agreement=agreement_a)
    client = as_user(operator_a)
    form = client.get(f"/programs/{program.pk}/edit/")
    assert f'data-partners="{partner_a.pk}"' in form.content.decode()
    assert "js/agreements.js" in form.content.decode()
    sent = {
        name: field.value() if field.value() is not None else ""
        for name, field in ((bound.html_name, bound) for bound in form.context["form"])
    }
    sent |= {"partner": other.pk, "starts_on": dmy(program.starts_on), "ends_on": dmy(program.ends_on)}
    response = client.post(f"/programs/{program.pk}/edit/", sent)
    assert "agreement" in response.context["form"].errors


def test_a_scan_of_an_agreement_is_nobodys_elsewhere(as_user, agreement_a, operator_a, facility_b):
    row = agreement_file(agreement_a, by=operator_a)
    head = make_user("head_b2", "head", facility=facility_b)
    assert as_user(head).get(f"/agreements/files/{row.pk}/").status_code == 404

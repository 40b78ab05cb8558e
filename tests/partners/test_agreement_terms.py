"""What an agreement promises: parties, contributions, scans, extension, renewal, activities, seats."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from facilities.models import Office
from partners.models import (
    Agreement,
    AgreementActivity,
    AgreementContribution,
    AgreementParty,
)
from tests.factories import make_agreement, make_facility, make_partner, make_program
from tests.partners.agreements import dmy, in_days

pytestmark = pytest.mark.usefixtures("in_english")

# 16.30 UTC on 9 March: 23.30 in Jakarta, already the 10th in Makassar (00.30) and in Jayapura (01.30).
LATE = datetime(2026, 3, 9, 16, 30, tzinfo=UTC)


def text_of(response):
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


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

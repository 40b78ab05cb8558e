"""Agreements: from the first talk to the last day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import registry
from core.lifecycle import MoveRefused
from partners.models import STANDINGS, Agreement, AgreementParty
from tests.factories import make_agreement, make_partner, make_program

pytestmark = pytest.mark.usefixtures("in_english")

SIGNED = (
    "This agreement was signed, so its text, dates and parties stay as they are. "
    "What changes is written into a new agreement."
)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def data(**changes):
    day = f"{timezone.localdate():%d/%m/%Y}"
    return {
        "kind": "mou",
        "title": "Kerja sama enam instansi",
        "number": "W15-01",
        "scopes": ["training", "staff"],
        "signed_on": day,
        "starts_on": day,
        "ends_on": "",
    } | changes


@pytest.fixture
def one_of_each(facility_a, partner_a):
    """An agreement of every standing, by its standing."""
    fields = {
        "exploring": {"state": "exploring"},
        "drafting": {"state": "drafting"},
        "upcoming": {"starts_on": in_days(1)},
        "active": {"ends_on": in_days(61)},
        "expiring": {"ends_on": in_days(60)},
        "expired": {"ends_on": in_days(-1)},
        "terminated": {"state": "terminated"},
    }
    return {
        standing: make_agreement(facility_a, partner_a, title=standing, **values)
        for standing, values in fields.items()
    }


def test_standing_follows_from_state_and_dates(one_of_each):
    assert {agreement.standing for agreement in one_of_each.values()} == set(STANDINGS)
    assert all(agreement.standing == standing for standing, agreement in one_of_each.items())


@pytest.mark.parametrize("standing", list(STANDINGS))
def test_the_filter_finds_what_the_badge_says(as_user, operator_a, one_of_each, standing):
    page = as_user(operator_a).get("/agreements/", {"standing": standing})
    assert [row.title for row in page.context["table"].data] == [standing]


def test_the_last_day_and_no_end(facility_a, partner_a):
    assert make_agreement(facility_a, partner_a, ends_on=in_days(0)).standing == "expiring"
    assert make_agreement(facility_a, partner_a, ends_on=None).standing == "active"
    assert set(Agreement.objects.of_standing("active")) == {Agreement.objects.get(ends_on=None)}


def test_from_talks_to_signature(as_user, operator_a, head_a, facility_a, partner_a):
    officer, head = as_user(operator_a), as_user(head_a)
    response = officer.post("/agreements/add/", data())
    agreement = Agreement.objects.get()
    assert (response.status_code, response.url) == (302, f"/agreements/{agreement.pk}/parties/add/")
    assert (agreement.facility, agreement.scopes) == (facility_a, ["training", "staff"])
    page = agreement.get_absolute_url()
    assert officer.post(f"{page}do/draft/").status_code == 302
    assert officer.post(f"{page}do/sign/").status_code == 403

    refused = head.post(f"{page}do/sign/")
    assert refused.status_code == 422
    assert [str(r.text) for r in refused.context["refusals"]] == ["No party has been named."]
    assert [head.get(r.url).status_code for r in refused.context["refusals"]] == [200]

    party = {"partner": partner_a.pk, "number": "421/2026", "signatory_name": "Petrus"}
    assert officer.post(f"{page}parties/add/", party).url == page
    assert head.post(f"{page}do/sign/").status_code == 302
    agreement.refresh_from_db()
    assert (agreement.state, agreement.standing) == ("signed", "active")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"scopes": []}, "No scope has been chosen."),
        ({"signed_on": None}, "The day of signature or the first day is missing."),
        ({"starts_on": None}, "The day of signature or the first day is missing."),
        ({"signed_on": in_days(1)}, "The day of signature lies in the future."),
        ({"number": ""}, "Our number is missing."),
    ],
)
def test_what_a_signature_needs(facility_a, partner_a, head_a, fields, sentence):
    agreement = make_agreement(facility_a, partner_a, state="drafting", **fields)
    with pytest.raises(MoveRefused) as error:
        agreement.perform("sign", by=head_a)
    assert [str(refusal.text) for refusal in error.value.refusals] == [sentence]


def test_terminating_takes_a_reason(as_user, head_a, agreement_a):
    client = as_user(head_a)
    address = f"{agreement_a.get_absolute_url()}do/terminate/"
    assert client.post(address).status_code == 422
    assert client.post(address, {"reason": "Mitra tutup."}).status_code == 302
    agreement_a.refresh_from_db()
    assert agreement_a.standing == "terminated"


def test_dates_in_order(as_user, operator_a):
    response = as_user(operator_a).post("/agreements/add/", data(ends_on="01/01/2020"))
    assert response.context["form"].non_field_errors() == ["The last day is before the first day."]
    assert not Agreement.objects.exists()


def test_what_was_signed_stays(as_user, operator_a, agreement_a, facility_a):
    party = agreement_a.parties.get()
    other = make_partner(facility_a.region)
    client = as_user(operator_a)
    posts = {
        f"/agreements/{agreement_a.pk}/edit/": data(title="Diubah"),
        f"/agreements/{agreement_a.pk}/parties/add/": {"partner": other.pk},
        f"/agreements/parties/{party.pk}/edit/": {"partner": other.pk},
        f"/agreements/parties/{party.pk}/remove/": {},
    }
    for address, sent in posts.items():
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0] == agreement_a.get_absolute_url(), address
        assert [str(message) for message in answer.context["messages"]] == [SIGNED]
        answer = client.post(address, sent)
        assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [SIGNED]), address
    agreement_a.refresh_from_db()
    assert agreement_a.title == "Kerja sama pelatihan"
    assert list(agreement_a.parties.values_list("pk", "partner")) == [(party.pk, party.partner_id)]


def test_parties_of_a_draft(as_user, operator_a, facility_a, partner_a, partner_b):
    draft = make_agreement(facility_a, partner_a, state="drafting")
    other = make_partner(facility_a.region)
    client = as_user(operator_a)
    add = f"/agreements/{draft.pk}/parties/add/"
    twice = client.post(add, {"partner": partner_a.pk})
    assert twice.context["form"].non_field_errors() == ["This partner is a party already."]
    assert set(client.post(add, {"partner": partner_b.pk}).context["form"].errors) == {"partner"}
    assert client.post(add, {"partner": other.pk}).status_code == 302
    party = AgreementParty.objects.get(partner=other)
    client.post(f"/agreements/parties/{party.pk}/edit/", {"partner": other.pk, "number": "7/2026"})
    party.refresh_from_db()
    assert party.number == "7/2026"
    assert client.post(f"/agreements/parties/{party.pk}/remove/").url == draft.get_absolute_url()
    assert [p.partner for p in draft.parties.all()] == [partner_a]


def test_a_signature_meanwhile_is_not_undone_by_an_edit(as_user, operator_a, head_a, facility_a, partner_a):
    draft = make_agreement(facility_a, partner_a, state="drafting")
    client = as_user(operator_a)
    seen = client.get(f"/agreements/{draft.pk}/edit/").context["form"]["seen"].value()
    draft.perform("sign", by=head_a)
    response = client.post(f"/agreements/{draft.pk}/edit/", data(title="Diubah", seen=seen))
    assert response.context["form"].non_field_errors() == [SIGNED]
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("signed", "Kerja sama pelatihan")


class TestScope:
    def test_another_facilitys_agreement_is_not_there(self, as_user, head_b, operator_b, agreement_a):
        party = agreement_a.parties.get()
        for user in (head_b, operator_b):
            client = as_user(user)
            assert list(client.get("/agreements/").context["table"].data) == []
            assert client.get(agreement_a.get_absolute_url()).status_code == 404
        for address in (
            f"/agreements/{agreement_a.pk}/edit/",
            f"/agreements/{agreement_a.pk}/parties/add/",
            f"/agreements/parties/{party.pk}/edit/",
            f"/agreements/parties/{party.pk}/remove/",
        ):
            assert as_user(operator_b).get(address).status_code == 404
            assert as_user(operator_b).post(address, data()).status_code == 404

    def test_a_coordinator_reads_those_of_the_own_partner(
        self, as_user, coordinator_a, agreement_a, facility_a
    ):
        other = make_agreement(facility_a, make_partner(facility_a.region), title="Lain")
        client = as_user(coordinator_a)
        assert [row.pk for row in client.get("/agreements/").context["table"].data] == [agreement_a.pk]
        assert client.get(agreement_a.get_absolute_url()).status_code == 200
        assert client.get(other.get_absolute_url()).status_code == 404

    def test_the_database_refuses_a_party_of_another_facility(self, agreement_a, facility_b, partner_b):
        with pytest.raises(IntegrityError, match="party_facility"), transaction.atomic():
            AgreementParty.objects.create(facility=facility_b, agreement=agreement_a, partner=partner_b)


def test_the_worklist_names_what_ends(
    facility_a, facility_b, partner_a, operator_a, coordinator_a, one_of_each
):
    make_agreement(facility_b, title="Ambon", ends_on=in_days(5))
    used = make_agreement(facility_a, partner_a, title="masih dipakai", ends_on=in_days(-10))
    for state in ("closed", "running", "running"):
        make_program(facility_a, partner=partner_a, agreement=used, state=state)
    done = make_agreement(facility_a, partner_a, title="sudah selesai", ends_on=in_days(-10))
    make_program(facility_a, partner=partner_a, agreement=done, state="closed")

    def items(user):
        groups = {str(group.title): found for group, found in registry.work_for(user)}
        return [(item.title, item.overdue) for item in groups.get("Agreements that end", [])]

    assert items(operator_a) == [("masih dipakai", True), ("expiring", False)]
    assert items(coordinator_a) == []

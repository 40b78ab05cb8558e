"""What comes after the last day of an agreement, and what stands above it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from core import registry
from partners.models import (
    Agreement,
    AgreementContribution,
    AgreementExtension,
)
from partners.services import extend, let_end, renew
from tests.factories import make_agreement
from tests.partners.agreements import dmy, in_days

pytestmark = pytest.mark.usefixtures("in_english")


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

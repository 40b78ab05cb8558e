"""The stage of a partner and the next step after a contact."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from core import registry
from core.lifecycle import MoveRefused
from partners.models import NextStep, Partnership
from partners.services import contacts
from tests.factories import make_contact, make_partner
from tests.partners.contacts import data, in_days, typed

pytestmark = pytest.mark.usefixtures("in_english")


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

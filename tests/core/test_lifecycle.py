"""Life cycles: moved only along declared steps, once, by who may, and recorded."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction

from core.history import story
from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import MoveRecord
from partners.models import Agreement
from programs.models import Program
from tests.factories import make_agreement, make_program

pytestmark = pytest.mark.django_db


def test_a_move_is_recorded_with_who_and_why(facility_a, partner_a, head_a):
    agreement = make_agreement(facility_a, partner_a).perform("terminate", by=head_a, reason="Mitra tutup")
    (record,) = MoveRecord.objects.of(agreement)
    assert (record.move, record.source, record.target, record.by, record.reason) == (
        "terminate",
        "signed",
        "terminated",
        head_a,
        "Mitra tutup",
    )


def test_a_reason_that_is_asked_for_must_be_given(facility_a, partner_a, head_a):
    agreement = make_agreement(facility_a, partner_a)
    for reason in ("", "   "):
        with pytest.raises(MoveRefused):
            agreement.perform("terminate", by=head_a, reason=reason)
    agreement.refresh_from_db()
    assert agreement.state == "signed"
    assert not MoveRecord.objects.of(agreement).exists()


def test_who_lacks_the_permission_moves_nothing(facility_a, partner_a, operator_a):
    with pytest.raises(PermissionDenied):
        make_agreement(facility_a, partner_a).perform("terminate", by=operator_a, reason="x")


def test_the_second_click_is_told_what_the_first_did(facility_a, partner_a, head_a):
    agreement = make_agreement(facility_a, partner_a)
    agreement.perform("terminate", by=head_a, reason="Mitra tutup")
    with pytest.raises(AlreadyMoved) as error:
        agreement.perform("terminate", by=head_a, reason="Mitra tutup")
    assert error.value.arrived
    assert MoveRecord.objects.of(agreement).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_moves(facility_a, partner_a, head_a):
    agreement = make_agreement(facility_a, partner_a)

    def terminate(number):
        try:
            Agreement.objects.get(pk=agreement.pk).perform("terminate", by=head_a, reason=f"Alasan {number}")
        except AlreadyMoved:
            return "told"
        else:
            return "moved"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(terminate, range(4))) == ["moved", "told", "told", "told"]
    assert MoveRecord.objects.of(agreement).count() == 1


def test_the_database_refuses_a_step_that_is_not_declared(facility_a):
    program = make_program(facility_a)
    with pytest.raises(InternalError), transaction.atomic():
        Program.objects.filter(pk=program.pk).update(state="closed")


def test_records_of_moves_cannot_be_changed(facility_a, partner_a, head_a):
    agreement = make_agreement(facility_a, partner_a).perform("terminate", by=head_a, reason="Mitra tutup")
    with pytest.raises(InternalError), transaction.atomic():
        MoveRecord.objects.of(agreement).update(reason="Lain")


def test_history_cannot_be_changed(facility_a):
    program = make_program(facility_a)
    with pytest.raises(InternalError), transaction.atomic():
        program.events.update(title="Lain")


def test_history_tells_who_changed_what_even_when_written_in_bulk(facility_a, in_english):
    program = make_program(facility_a, seats=16)
    Program.objects.filter(pk=program.pk).update(seats=18)
    first, last = story(program)
    assert (last.text, first.text) == ("recorded", "changed")
    assert [(str(label), old, new) for label, old, new in first.changes] == [("seats", "16", "18")]

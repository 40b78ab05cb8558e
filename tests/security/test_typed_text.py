"""Text that no keyboard types and that reaches a server all the same."""

import pytest

from core.models import MoveRecord
from tests.factories import make_program

pytestmark = pytest.mark.django_db


def test_a_reason_with_a_nul_is_kept_without_it(facility_a, head_a, as_user):
    program = make_program(facility_a, state="open")
    address = f"/programs/{program.pk}/do/cancel/"
    assert as_user(head_a).post(address, {"reason": "\0"}).status_code == 422
    assert as_user(head_a).post(address, {"reason": "Mitra mundur\0"}).status_code == 302
    assert [move.reason for move in MoveRecord.objects.of(program)] == ["Mitra mundur"]

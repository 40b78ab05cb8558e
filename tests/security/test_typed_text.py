"""Text that no keyboard types and that reaches a server all the same."""

import pytest

from core.models import MoveRecord
from inmates.models import Inmate
from tests.factories import make_program
from tests.inmates.imports import list_a, take

pytestmark = pytest.mark.django_db


def test_a_reason_with_a_nul_is_kept_without_it(facility_a, head_a, as_user):
    program = make_program(facility_a, state="open")
    address = f"/programs/{program.pk}/do/cancel/"
    assert as_user(head_a).post(address, {"reason": "\0"}).status_code == 422
    assert as_user(head_a).post(address, {"reason": "Mitra mundur\0"}).status_code == 302
    assert [move.reason for move in MoveRecord.objects.of(program)] == ["Mitra mundur"]


NAME_TURNED = "Yohanes \u202eContoh\u200b"


def test_a_name_loses_what_nobody_sees(facility_a, operator_a, as_user):
    data = {"full_name": NAME_TURNED, "register": "B I 283 / 26", "sex": "M"}
    assert as_user(operator_a).post("/inmates/add/", data).status_code == 302
    take(list_a([f"MARIA{NAME_TURNED}".upper(), "B I 1 / 26"]), operator_a)
    assert sorted(Inmate.objects.values_list("full_name", flat=True)) == [
        "Mariayohanes Contoh",
        "Yohanes Contoh",
    ]

import pytest
from django.core.exceptions import ValidationError

from facilities.nip import validate_nip


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("198608262010051000", "198608262010051000"),
        ("19860826 201005 1 000", "198608262010051000"),
        ("19860826.201005.2.000", "198608262010052000"),
        ("199009132025212000", "199009132025212000"),  # PPPK: 21 is no month
        ("199009132025242000", "199009132025242000"),
        ("", ""),
        (None, ""),
    ],
)
def test_takes_the_numbers_of_pns_and_pppk(text, clean):
    assert validate_nip(text) == clean


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("19860826201005100", "nip_length"),
        ("1986082620100510000", "nip_length"),
        ("19860826201005100X", "nip_letters"),
        ("198613262010051000", "nip_birth"),
        ("198602302010051000", "nip_birth"),
        ("000000002010051000", "nip_birth"),
        ("198608261990051000", "nip_appointment"),
        ("198608262010053000", "nip_sex"),
    ],
)
def test_refuses_what_no_nip_can_be(text, code):
    with pytest.raises(ValidationError) as caught:
        validate_nip(text)
    assert caught.value.code == code

"""`manage.py import_inmates`: the same report for the administrator, without names unless asked."""

import io

import pytest
from django.core.management import CommandError, call_command

from inmates.models import Inmate, SdpImport
from tests.inmates.imports import HERMAN, MARIA, list_a, list_b
from tests.inmates.sdp_lists import DATA

pytestmark = pytest.mark.django_db


def run(path, facility, **options):
    stream = io.StringIO()
    call_command("import_inmates", str(path), facility=facility.code, stdout=stream, **options)
    return stream.getvalue()


def test_the_report_has_counts_rows_and_reasons_and_no_names(facility_a):
    text = run(DATA / "sdp_a_ruteng.xlsx", facility_a)
    assert "  new           60\n" in text
    assert "  row 68, Tgl Msk UPT: This date does not exist.\n" in text
    assert "Nothing was saved." in text
    assert (Inmate.objects.count(), SdpImport.objects.count()) == (0, 0)
    for secret in ("Paulina", "BENYAMIN", "31/02/2026", "B I 1 / 25"):
        assert secret not in text
    named = run(DATA / "sdp_a_ruteng.xlsx", facility_a, names=True)
    assert "New: row 5, Paulina Jehadun Mbaru" in named


def test_a_nik_is_never_written_out(facility_b):
    assert "817101120706000" not in run(DATA / "sdp_b_ambon.xlsx", facility_b, names=True)


def test_it_takes_a_list_over_in_the_name_of_staff(facility_a, operator_a, tmp_path):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(list_a(MARIA, HERMAN))
    text = run(path, facility_a, confirm=True, by=operator_a.username)
    done = SdpImport.objects.get()
    assert f"Taken over as import {done.pk}: 2 new, 0 changed." in text
    assert (done.state, done.uploaded_by, Inmate.objects.count()) == ("done", operator_a, 2)
    assert "No changes" in run(path, facility_a, confirm=True, by=operator_a.username)


def test_long_lists_are_taken_over_as_well(facility_a, operator_a, tmp_path):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(
        list_b(*[[f"BI.{n}/24", f"ORANG {n}", None, None, None, None, "SD"] for n in range(400)])
    )
    run(path, facility_a, confirm=True, by=operator_a.username)
    assert Inmate.objects.count() == 400


def test_refusals_end_with_1(facility_a, facility_b, operator_a, operator_b, head_a, tmp_path):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(list_a(MARIA))

    def refused(path=path, **options):
        with pytest.raises(CommandError) as caught:
            run(path, facility_a, **options)
        assert caught.value.returncode == 1
        return str(caught.value)

    assert refused(DATA / "sdp_password.xlsx").startswith("This file is protected by a password.")
    assert refused(tmp_path / "keine.xlsx") == "The file cannot be read: No such file or directory."
    assert refused(confirm=True).startswith("--confirm needs --by")
    for user in (operator_b, head_a):
        assert (
            refused(confirm=True, by=user.username)
            == "Nobody of this name may import lists at this facility."
        )
    with pytest.raises(CommandError, match="no facility"):
        call_command("import_inmates", str(path), facility="tidak-ada")
    assert Inmate.objects.count() == 0

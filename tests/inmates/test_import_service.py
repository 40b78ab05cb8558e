"""From an SDP list to people: the comparison, the confirmation, and what is kept of it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import MoveRecord
from inmates.models import Identity, Inmate, RegisterNumber, SdpImport
from inmates.services import confirm_import
from tests.factories import make_inmate
from tests.inmates.imports import (
    AMBON,
    HERMAN,
    MARIA,
    RUTENG,
    A,
    changes,
    list_a,
    list_b,
    look,
    take,
    upload,
    why,
)
from tests.inmates.sdp_lists import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def person(facility, name):
    return Inmate.objects.get(facility=facility, full_name=name)


def test_ruteng_into_an_empty_facility(operator_a, facility_a):
    result = look(RUTENG, operator_a)
    assert result.counts == {
        "new": 60,
        "changed": 0,
        "unchanged": 0,
        "rejected": 3,
        "missing": 0,
        "remarks": 0,
    }
    assert [(p.row, p.column, p.text) for p in result.rejected] == [
        (35, "No. Registrasi", "This row repeats row 8."),
        (67, "Nama Lengkap", "This row has no name."),
        (68, "Tgl Msk UPT", "This date does not exist."),
    ]
    assert Inmate.objects.count() == 0

    done = take(RUTENG, operator_a)
    assert (done.state, done.rows, done.counts["new"], done.counts["rejected"]) == ("done", [], 60, 3)
    assert Inmate.objects.filter(facility=facility_a, custody="held").count() == 60
    assert Counter(Inmate.objects.values_list("legal_status", flat=True)) == {"convict": 44, "detainee": 16}
    first = person(facility_a, "Paulina Jehadun Mbaru")
    assert (first.aliases, first.block, first.cell) == ("Paul", "C", "C-12")
    assert (first.admitted_on, first.sentence_end) == (date(2025, 7, 12), date(2029, 5, 18))
    number = first.register_numbers.get()
    assert (number.raw, number.key, number.register_class_id) == ("B I 1 / 25", "BI/1/25", "B1")
    assert (number.valid_from, number.valid_to, number.facility) == (date(2025, 7, 12), None, facility_a)


def test_the_same_list_again_changes_nothing(operator_a):
    take(RUTENG, operator_a)
    assert look(RUTENG, operator_a).counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 60,
        "rejected": 3,
        "missing": 0,
        "remarks": 0,
    }
    again = upload(RUTENG, operator_a)
    assert (again.state, again.rows) == ("unchanged", [])
    with pytest.raises(AlreadyMoved):
        confirm_import(sdp_import=again, by=operator_a)
    assert MoveRecord.objects.of(again).get().move == "close"
    assert Inmate.objects.count() == 60


def test_ambon_brings_identities_and_says_which_nik_to_look_at(operator_b, facility_b):
    result = look(AMBON, operator_b)
    assert result.counts == {
        "new": 120,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
        "missing": 0,
        "remarks": 50,
    }
    take(AMBON, operator_b)
    assert Identity.objects.exclude(nik="").count() == 104
    melkias = Inmate.objects.get(register_numbers__key="BIII/1/25")
    assert melkias.full_name == "Melkias Lesilawa"
    assert (melkias.identity.nik, melkias.identity.province) == ("8171011211990000", "Maluku")
    assert (melkias.national_register, melkias.sex, melkias.religion) == ("100001", "M", "protestant")
    assert (melkias.one_third_on, melkias.half_on, melkias.two_thirds_on) == (
        date(2026, 2, 2),
        date(2026, 8, 9),
        date(2027, 2, 13),
    )
    # A NIK that the list got wrong was not taken, and importing again does not take it either.
    assert Identity.objects.get(inmate__register_numbers__key__endswith="/9/25").nik == ""
    assert look(AMBON, operator_b).counts["changed"] == 0


def test_a_changed_block_shows_old_and_new(operator_a, facility_a):
    take(list_a(MARIA, HERMAN), operator_a)
    moved = [*MARIA[:4], "C", "C-9"]
    result = look(list_a(moved, HERMAN), operator_a)
    assert changes(result) == [("Maria", "block", "A", "C"), ("Maria", "cell", "A-1", "C-9")]
    assert (len(result.unchanged), len(result.new)) == (1, 0)
    before = person(facility_a, "Herman").updated_at
    take(list_a(moved, HERMAN), operator_a)
    maria = person(facility_a, "Maria")
    assert (maria.block, maria.cell) == ("C", "C-9")
    assert list(maria.events.order_by("pgh_id").values_list("pgh_label", "block")) == [
        ("insert", "A"),
        ("update", "C"),
    ]
    assert person(facility_a, "Herman").updated_at == before


def test_who_is_missing_from_the_list_is_shown_and_left_alone(operator_a, facility_a):
    take(list_a(MARIA, HERMAN), operator_a)
    make_inmate(facility_a, "Sudah Bebas", custody="released")
    moved = [*MARIA[:4], "C", "C-9"]
    result = look(list_a(moved), operator_a)
    assert [(missing.full_name, missing.register_number) for missing in result.missing] == [
        ("Herman", "A I 2 / 26")
    ]
    take(list_a(moved), operator_a)
    herman = person(facility_a, "Herman")
    assert (herman.custody, herman.block, herman.legal_status) == ("held", "B", "detainee")


def test_a_new_register_number_closes_the_old_and_either_finds_the_person(operator_a, facility_a):
    head = [*A, "Nomor Induk"]
    take(xlsx([*HERMAN, "777"], header=head), operator_a)
    convicted = ["HERMAN", "B I 90 / 26", "01/02/2026", "10/03/2029", "B", "B-2", "777"]
    result = look(xlsx(convicted, header=head), operator_a)
    assert changes(result) == [
        ("Herman", "sentence_end", None, date(2029, 3, 10)),
        ("Herman", "raw", "A I 2 / 26", "B I 90 / 26"),
        ("Herman", "legal_status", "detainee", "convict"),
    ]
    take(xlsx(convicted, header=head), operator_a)
    herman = person(facility_a, "Herman")
    assert herman.legal_status == "convict"
    today = timezone.localdate()
    assert list(herman.register_numbers.values_list("raw", "valid_from", "valid_to")) == [
        ("A I 2 / 26", date(2026, 2, 1), today),
        ("B I 90 / 26", today, None),
    ]
    # An older list still names the old number: the same person, whose newer number and status stay.
    old = look(list_a([*HERMAN[:4], "D", "D-1"]), operator_a)
    assert changes(old) == [
        ("Herman", "sentence_end", date(2029, 3, 10), None),
        ("Herman", "block", "B", "D"),
        ("Herman", "cell", "B-2", "D-1"),
    ]
    assert why(old.remarks) == [
        (2, "This is an earlier register number; the present one, B I 90 / 26, was kept.")
    ]


def test_spelling_of_a_register_number_is_no_change(operator_a):
    take(list_a(MARIA), operator_a)
    assert look(list_a(["MARIA", "b.i.1/2026", *MARIA[2:]]), operator_a).counts["unchanged"] == 1


def test_nik_finds_whom_no_number_finds(operator_a, facility_a):
    take(list_b(["BI.1/26", "MARIA", None, "5310014505900001", "Jl. Satu", "10/03/2031", "SD"]), operator_a)
    result = look(
        list_b(["BI.2/26", "MARIA", None, "5310014505900001", "Jl. Dua", "10/03/2031", "SD"]), operator_a
    )
    assert changes(result) == [
        ("Maria", "raw", "BI.1/26", "BI.2/26"),
        ("Maria", "address", "Jl. Satu", "Jl. Dua"),
    ]


def test_what_the_list_leaves_empty_is_not_erased(operator_a, facility_a):
    full = ["BI.1/26", "MARIA", "100", "5310014505900001", "Jl. Satu", "10/03/2031", "SMA"]
    take(list_b(full), operator_a)
    bare = ["BI.1/26", "MARIA", None, "12345", "-", "10/03/2031", "sekolah alam"]
    result = look(list_b(bare), operator_a)
    assert (changes(result), result.counts["unchanged"]) == ([], 1)
    assert [remark.text for remark in result.remarks] == [
        "This entry is not known and was left empty.",
        "A NIK has 16 digits; this one has 5.",
    ]
    # A list without the column cannot erase either; with it, "-" takes the end of the sentence back.
    assert changes(look(xlsx(["MARIA", "BI.1/26"], header=["Nama", "No Reg"]), operator_a)) == []
    assert changes(look(list_b([*full[:5], "-", "SMA"]), operator_a)) == [
        ("Maria", "sentence_end", date(2031, 3, 10), None)
    ]


def test_rows_that_speak_of_two_people_or_two_rows_of_one(operator_a, facility_a):
    take(
        list_b(
            ["BI.1/26", "MARIA", "100", None, None, None, None],
            ["BI.2/26", "HERMAN", "200", None, None, None, None],
        ),
        operator_a,
    )
    result = look(
        list_b(
            ["BI.1/26", "MARIA", "200", None, None, None, None],
            ["BI.8/26", "HERMAN", "200", None, None, None, None],
            ["BI.2/26", "HERMAN", "200", None, None, None, None],
            ["BI.3/26", "YOSEF", "300", None, None, None, None],
            ["BI.4/26", "YOSEF", "300", None, None, None, None],
        ),
        operator_a,
    )
    same = "This is the same person as in row {}. If it is somebody else, add them by hand."
    assert why(result.rejected) == [
        (2, "By its register number this row is one person here, by its nomor induk another."),
        (3, same.format(4)),
        (6, same.format(5)),
    ]
    assert [p.row.full_name for p in result.new] == ["Yosef"]
    assert [p.row.full_name for p in result.unchanged] == ["Herman"]
    assert result.missing == []


def test_a_nik_of_somebody_else_rejects_the_cell_not_the_row(operator_a, facility_a):
    take(list_b(["BI.1/26", "MARIA", None, "5310014505900001", None, None, None]), operator_a)
    take(list_b(["BI.2/26", "HERMAN", None, None, None, None, None]), operator_a)
    rows = list_b(
        ["BI.1/26", "MARIA", None, None, None, None, None],
        ["BI.2/26", "HERMAN", None, "5310014505900001", None, None, "SMA"],
        ["BI.3/26", "YOSEF", None, None, None, None, None],
    )
    result = look(rows, operator_a)
    assert why(result.remarks) == [(3, "Somebody else here has this NIK; it was left out.")]
    assert changes(result) == [("Herman", "education", "", "senior")]
    take(rows, operator_a)
    assert list(Identity.objects.exclude(nik="").values_list("inmate__full_name", flat=True)) == ["Maria"]


def test_people_of_another_facility_are_never_found(operator_a, operator_b, facility_b):
    row = ["BI.1/26", "MARIA", "100", "5310014505900001", "Jl. Satu", None, None]
    take(list_b(row), operator_a)
    result = look(list_b([row[0], "LAIN", *row[2:]]), operator_b)
    assert (result.counts["new"], result.counts["remarks"], result.counts["rejected"]) == (1, 0, 0)
    take(list_b([row[0], "LAIN", *row[2:]]), operator_b)
    assert list(Inmate.objects.order_by("pk").values_list("full_name", "facility")) == [
        ("Maria", operator_a.membership.facility_id),
        ("Lain", facility_b.pk),
    ]


def test_a_number_whose_holder_moved_away_is_refused_without_a_name(operator_a, facility_a, facility_b):
    gone = make_inmate(facility_a, "Pindah", "BI.1/26")
    gone.facility = facility_b
    gone.save()
    result = look(list_a(["BARU", "BI.1/26", *MARIA[2:]]), operator_a)
    assert why(result.rejected) == [(2, "This register number is already in use here.")]


def test_somebody_who_comes_back_is_held_again(operator_a, facility_a):
    make_inmate(facility_a, "Maria", "B I 1 / 26", custody="released", block="", cell="")
    result = look(list_a(MARIA), operator_a)
    assert ("Maria", "custody", "released", "held") in changes(result)
    take(list_a(MARIA), operator_a)
    assert person(facility_a, "Maria").custody == "held"


def test_dates_in_the_wrong_order_and_names_too_long_reject_the_row(operator_a):
    result = look(
        list_a(
            ["MARIA", "B I 1 / 26", "01/02/2025", "10/03/2024", "A", "A-1"],
            ["X" * 151, "B I 2 / 26", "01/02/2025", "10/03/2031", "A", "A-1"],
            ["HERMAN", "B I 3 / 26", "01/02/2025", "10/03/2031", "B" * 21, "A-1"],
        ),
        operator_a,
    )
    assert why(result.rejected) == [
        (2, "The sentence ends before the day of admission."),
        (3, "This name is too long."),
    ]
    assert why(result.remarks) == [(4, "Longer than 20 characters; it was left out.")]
    assert [new.place for new in result.new] == ["A-1"], "the preview shows what will be kept"


def test_an_unknown_class_is_said(operator_a, facility_a):
    rows = list_a(["MARIA", "X 1 / 26", "01/02/2025", "10/03/2031", "A", "A-1"], [*HERMAN])
    result = look(rows, operator_a)
    assert why(result.remarks) == [(2, "The class of this register number is not known; taken as: Convict.")]


def test_juveniles_stay_juveniles(operator_a, facility_a):
    make_inmate(facility_a, "Maria", "B I 1 / 26", legal_status="juvenile")
    assert "legal_status" not in [change[1] for change in changes(look(list_a(MARIA), operator_a))]


def test_discarding_forgets_the_rows(operator_a):
    waiting = upload(RUTENG, operator_a)
    gone = waiting.perform("discard", by=operator_a)
    assert (gone.state, gone.rows, Inmate.objects.count()) == ("discarded", [], 0)
    with pytest.raises(AlreadyMoved):
        confirm_import(sdp_import=waiting, by=operator_a)


def test_rows_are_kept_for_a_day_at_most(operator_a, operator_b):
    old, foreign = upload(list_a(MARIA), operator_a), upload(list_a(MARIA), operator_b)
    SdpImport.objects.update(uploaded_at=timezone.now() - timedelta(hours=24, minutes=1))
    old.refresh_from_db()
    with pytest.raises(MoveRefused, match="kept for 24 hours"):
        confirm_import(sdp_import=old, by=operator_a)
    upload(list_a(HERMAN), operator_a)
    old.refresh_from_db()
    foreign.refresh_from_db()
    assert (old.state, old.rows) == ("discarded", [])
    assert (foreign.state, foreign.rows) == ("waiting", [])
    assert MoveRecord.objects.of(old).get().reason == "Not confirmed within 24 hours."


def test_statements_do_not_grow_with_the_list(operator_a, operator_b):
    def statements(content, user):
        waiting = upload(content, user)
        with CaptureQueriesContext(connection) as queries:
            confirm_import(sdp_import=waiting, by=user)
        return len(queries)

    for user in (operator_a, operator_b):  # an empty register saves a statement
        take(list_a(MARIA), user)
    for education in ("SD", "SMP"):  # everybody new, then everybody changed
        few = statements(list_b(*_people(60, education)), operator_a)
        many = statements(list_b(*_people(120, education)), operator_b)
        assert few == many <= 25


def _people(count, education):
    return [
        [f"BI.{n}/24", f"ORANG {n}", str(n), f"531001450590{n:04}", f"Jl. {education}", None, education]
        for n in range(1, count + 1)
    ]


def test_the_offence_is_stored_nowhere(operator_b, facility_b):
    """The sample says DEMO under Pasal and has a column Residivis; every text of the database is read."""
    take(AMBON, operator_b)
    upload(AMBON, operator_b)
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            for word in ("DEMO", "Residivis", "Pasal"):
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{word}%"])
                if cursor.fetchone()[0]:
                    found.append((table, word))
    assert found == []


def test_history_names_the_file_and_never_a_nik(operator_a, facility_a):
    done = take(
        list_b(["BI.1/26", "MARIA", "100", "5310014505900001", "Jl. Rahasia", None, None]), operator_a
    )
    maria = person(facility_a, "Maria")
    event = maria.events.get()
    assert (event.pgh_context.metadata["file"], event.pgh_context.metadata["user"]) == (
        done.file_sha256,
        operator_a.pk,
    )
    assert maria.identity.id_inmate_updated_at_events.count() == 1
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE ANY(%s)',
                [["%5310014505900001%", "%Jl. Rahasia%"]],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    assert found == [Identity._meta.db_table]


def test_a_refused_row_leaves_no_trace_of_what_stood_in_it(operator_a):
    done = take(RUTENG, operator_a)
    assert {tuple(problem) for problem in done.rejected} == {("row", "column", "text", "field")}
    assert (done.kept, done.shown, done.choices) == ({}, {}, {})
    assert "31/02/2026" not in str(done.rejected)
    assert RegisterNumber.objects.count() == 60

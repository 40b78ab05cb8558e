"""Issuing: who gets one, which number, and that nothing issued ever changes."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from certificates import files
from certificates.models import Certificate, CertificateStatus, NumberCounter
from certificates.services import issue, print_certificates, replace, review
from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import MoveRecord
from enrolments.models import ResultSheet
from partners.models import Instructor
from tests.certificates.conftest import make_class, make_issuer
from tests.factories import make_agreement, make_partner

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def roman(day):
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[day.month - 1]


def refusals(error):
    return [str(refusal.text) for refusal in error.value.refusals]


def test_those_who_passed_get_one_in_order_and_the_others_do_not(certified_class, issuer, head_a):
    issued = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    assert [(c.snapshot["name"], c.number) for c in issued] == [
        ("Peserta 01", f"012/EJM/{roman(today())}/{today().year}"),
        ("Peserta 02", f"013/EJM/{roman(today())}/{today().year}"),
    ]
    assert [
        (c.result.enrolment.display_name, bool(c.certificate), bool(c.reason))
        for c in review(certified_class)
    ] == [
        ("Peserta 01", True, False),
        ("Peserta 02", True, False),
        ("Peserta 03", False, True),
    ]


def test_certificates_for_all_give_the_others_one_that_says_that_they_took_part(
    facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, issuer
):
    program = make_class(
        facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, certificates_for_all=True
    )
    issued = issue(program=program, issuer=issuer, by=head_a, issued_on=today())
    assert [(c.snapshot["name"], c.outcome, c.snapshot["grade"]) for c in issued] == [
        ("Peserta 01", "passed", "Baik"),
        ("Peserta 02", "passed", "Baik"),
        ("Peserta 03", "attended", ""),
    ]


def test_the_certificate_is_indonesian_though_the_page_is_english(
    certified_class, issuer, head_a, in_english
):
    certificate = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    assert (certificate.snapshot["level"], certificate.snapshot["grade"]) == ("Dasar", "Baik")


def test_two_sign_and_nobody_learns_where(certified_class, issuer, head_a, facility_a):
    certificate = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    assert [s["position"] for s in certificate.snapshot["signatories"]] == ["Pimpinan", "Instruktur"]
    pages = PdfReader(BytesIO(files.load(certificate.pdf_sha256))).pages
    text = "".join(page.extract_text() for page in pages)
    assert certificate.number in text
    assert "Peserta 01" in text
    for word in ("Rutan", "RUTAN", "Tahanan", "warga binaan", facility_a.name):
        assert word not in text


def test_issuing_again_gives_nobody_a_second_one(certified_class, issuer, head_a):
    issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    assert issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today()) == []
    assert Certificate.objects.count() == 2


def test_numbers_begin_anew_each_year_and_only_the_first_year_at_the_first_number(
    facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, issuer
):
    first = make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, days_ago=800)
    last_day = date(first.ends_on.year, 12, 31)
    old = issue(program=first, issuer=issuer, by=head_a, issued_on=last_day)
    second = make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a)
    new = issue(program=second, issuer=issuer, by=head_a, issued_on=today())
    assert [c.seq for c in old] == [12, 13]
    assert [c.seq for c in new] == [1, 2]


def test_what_was_issued_stays_when_names_and_issuers_change(certified_class, issuer, head_a):
    certificate = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    stored = files.load(certificate.pdf_sha256)
    inmate = certificate.enrolment.inmate
    inmate.full_name = "Nama Lain"
    inmate.save()
    issuer.name = "Nama Mitra Lain"
    issuer.save()
    certificate.refresh_from_db()
    assert certificate.snapshot["name"] == "Peserta 01"
    assert certificate.snapshot["issuer"]["name"] == "Elite Jaya Meubel"
    assert files.load(certificate.pdf_sha256) == stored


def by_update(rows):
    rows.update(number="999")


def by_delete(rows):
    rows._raw_delete("default")


def by_sql(rows):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE certificates_certificate SET snapshot = '{}'")


@pytest.mark.parametrize("change", [by_update, by_delete, by_sql])
def test_the_database_refuses_to_change_or_delete_a_certificate(certified_class, issuer, head_a, change):
    certificate = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    rows = Certificate.objects.filter(pk=certificate.pk)
    with pytest.raises(InternalError), transaction.atomic():
        change(rows)
    assert rows.get().snapshot == certificate.snapshot


def test_a_damaged_file_is_found_out_and_nothing_is_printed(certified_class, issuer, head_a, settings):
    certificate = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    path = settings.MEDIA_ROOT / files.path_of(certificate.pdf_sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"%")
    with pytest.raises(files.FileDamaged):
        print_certificates(certificates=[certificate], by=head_a)
    assert certificate.prints.count() == 0


def test_stored_files_carry_no_name(certified_class, issuer, head_a, settings):
    for certificate in issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today()):
        stored = settings.MEDIA_ROOT / files.path_of(certificate.pdf_sha256)
        assert hashlib.sha256(stored.read_bytes()).hexdigest() == stored.stem


def test_only_the_head_issues(certified_class, issuer, operator_a, supervisor_a, instructor_a):
    for user in (operator_a, supervisor_a, instructor_a):
        with pytest.raises(PermissionDenied):
            issue(program=certified_class, issuer=issuer, by=user, issued_on=today())
    assert Certificate.objects.count() == 0


def test_results_must_be_approved(certified_class, issuer, head_a, in_english):
    ResultSheet.objects.get(program=certified_class).perform("reopen", by=head_a, reason="Salah ketik")
    with pytest.raises(MoveRefused) as error:
        issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    assert len(refusals(error)) == 1
    assert NumberCounter.objects.count() == 0


def test_the_partner_must_have_agreed_to_certify(certified_class, facility_a, partner_a, head_a):
    training_only = make_agreement(facility_a, partner_a, scopes=["training"])
    issuer = make_issuer(facility_a, partner_a, training_only, code="X")
    with pytest.raises(MoveRefused):
        issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    issuer.agreement_override = "Disetujui lisan oleh pimpinan mitra, surat menyusul."
    issuer.save()
    assert len(issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())) == 2


def test_a_training_that_names_the_place_is_refused(
    facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, issuer
):
    program = make_class(
        facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, title="Meubel Rutan Ruteng"
    )
    with pytest.raises(MoveRefused) as error:
        issue(program=program, issuer=issuer, by=head_a, issued_on=today())
    assert "Rutan" in refusals(error)[0]


@pytest.mark.parametrize("offset", [1, -400])
def test_the_date_lies_between_the_last_day_and_today(certified_class, issuer, head_a, offset):
    with pytest.raises(MoveRefused):
        issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today() + timedelta(days=offset))


def test_printing_logs_each_print_and_takes_no_number(certified_class, issuer, head_a):
    issued = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    for _again in range(2):
        content = print_certificates(certificates=issued, by=head_a)
        assert len(PdfReader(BytesIO(content)).pages) == 4
    assert [c.prints.count() for c in issued] == [2, 2]
    assert {s.state for s in CertificateStatus.objects.all()} == {"printed"}
    assert NumberCounter.objects.get().last == 13


def test_a_revoked_number_stays_void_and_its_holder_gets_no_other_by_the_way(certified_class, issuer, head_a):
    first, second = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    first.status.perform("revoke", by=head_a, reason="Nilai tertukar")
    assert issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today()) == []
    assert [(c.certificate, c.can_be_issued) for c in review(certified_class)] == [
        (None, False),
        (second, False),
        (None, False),
    ]
    with pytest.raises(AlreadyMoved):
        first.status.perform("revoke", by=head_a, reason="Sekali lagi")


def test_a_replacement_has_a_new_number_and_both_point_to_each_other(certified_class, issuer, head_a):
    wrong = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())[0]
    inmate = wrong.enrolment.inmate
    inmate.full_name = "Peserta Satu"
    inmate.save()
    right = replace(certificate=wrong, by=head_a, reason="Ejaan nama", issued_on=today())
    wrong.status.refresh_from_db()
    assert (wrong.status.state, right.status.state) == ("replaced", "issued")
    assert (right.seq, right.snapshot["name"], wrong.snapshot["name"]) == (14, "Peserta Satu", "Peserta 01")
    assert right.status.replaces == wrong
    assert wrong.replacement.certificate == right
    assert [m.move for m in MoveRecord.objects.of(wrong.status)] == ["issue", "replace"]
    with pytest.raises(MoveRefused):
        replace(certificate=wrong, by=head_a, reason="Lagi", issued_on=today())


@pytest.mark.django_db(transaction=True)
def test_two_classes_issued_at_once_share_no_number_and_leave_no_gap(
    facility_a, partner_a, agreement_a, instructor_a, supervisor_a, head_a
):
    teacher = Instructor.objects.get(membership__user=instructor_a)
    issuer = make_issuer(facility_a, partner_a, agreement_a, first_number=1)
    classes = [
        make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a, people=12)
        for _ in range(2)
    ]

    def run(program):
        try:
            return issue(program=program, issuer=issuer, by=head_a, issued_on=today())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        # Each class twice: two people who press the button at the same moment.
        list(pool.map(run, [*classes, *classes]))
    assert sorted(Certificate.objects.values_list("seq", flat=True)) == list(range(1, 23))
    assert NumberCounter.objects.get(issuer=issuer).last == 22


def test_an_issuer_of_another_partner_with_the_same_code_is_another_book(facility_a, agreement_a, issuer):
    other = make_partner(facility_a.region, "SKB")
    make_issuer(facility_a, other, agreement_a, code="EJM")
    assert other.issuers.count() == 1


@pytest.mark.parametrize("days", [-1, 400])
def test_a_replacement_is_dated_between_the_last_day_and_today(certified_class, issuer, head_a, days):
    """One dated before the training would be found out by whoever reads it, and opens a year of numbers."""
    (old, *_others) = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    wrong_day = certified_class.ends_on + timedelta(days=days)
    with pytest.raises(MoveRefused, match="hari terakhir"):
        replace(certificate=old, by=head_a, reason="Ejaan nama", issued_on=wrong_day)
    old.status.refresh_from_db()
    assert (old.status.state, Certificate.objects.count()) == ("issued", 2)
    assert not hasattr(old, "replacement")

"""Certificates go to their holders with minutes; printing keeps the order of the list."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from certificates.models import CertificateStatus, Handover
from certificates.services import hand_over, issue, print_certificates, waiting_for_handover

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def today():
    return timezone.localdate()


@pytest.fixture
def printed(certified_class, issuer, head_a):
    issued = issue(program=certified_class, issuer=issuer, by=head_a, issued_on=today())
    print_certificates(certificates=issued, by=head_a)
    return issued


def minutes(program, **fields):
    return Handover(
        program=program, **{"day": today(), "place": "Aula", "handed_by": "Contoh Petugas", **fields}
    )


def test_minutes_take_a_number_and_say_who_received_what(certified_class, printed, operator_a):
    made = hand_over(handover=minutes(certified_class), certificates=printed, by=operator_a)
    assert made.number.startswith("001/BAST-")
    assert [person["name"] for person in made.content["people"]] == ["Peserta 01", "Peserta 02"]
    assert {status.state for status in CertificateStatus.objects.all()} == {"handed"}
    assert list(waiting_for_handover(certified_class, operator_a)) == []


def test_a_second_time_is_refused(certified_class, printed, operator_a):
    hand_over(handover=minutes(certified_class), certificates=printed[:1], by=operator_a)
    with pytest.raises(ValidationError):
        hand_over(handover=minutes(certified_class), certificates=printed, by=operator_a)
    assert Handover.objects.count() == 1
    assert printed[1].status.state != "handed"


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_lies_between_issue_and_today(certified_class, printed, operator_a, days):
    with pytest.raises(ValidationError):
        hand_over(
            handover=minutes(certified_class, day=today() + timedelta(days=days)),
            certificates=printed,
            by=operator_a,
        )


def test_only_who_enters_hands_over(certified_class, printed, instructor_a):
    with pytest.raises(PermissionDenied):
        hand_over(handover=minutes(certified_class), certificates=printed, by=instructor_a)


def test_the_page_ticks_all_and_the_paper_names_them(as_user, operator_a, certified_class, printed):
    client = as_user(operator_a)
    page = reverse("certificates:program-handover", args=[certified_class.pk])
    body = client.get(page).content.decode()
    assert body.count(" checked") >= 2
    data = {
        "day": today().strftime("%d/%m/%Y"),
        "place": "Aula",
        "handed_by": "Contoh Petugas",
        "certificates": [printed[0].pk],
    }
    response = client.post(page, data, follow=True)
    assert "1 certificate handed over" in response.content.decode()
    paper = client.get(Handover.objects.get().get_absolute_url())
    text = PdfReader(BytesIO(paper.content)).pages[0].extract_text()
    assert "Peserta 01" in text
    assert "Peserta 02" not in text


def test_nobody_ticked_is_said_in_words(as_user, operator_a, certified_class, printed):
    page = reverse("certificates:program-handover", args=[certified_class.pk])
    response = as_user(operator_a).post(page, {"day": "1/1/2026", "place": "Aula", "handed_by": "X"})
    assert response.status_code == 422
    assert "Tick at least one person" in response.content.decode()


def numbers_printed(content):
    """Return for each page which certificate's name stands on it, 0 for a page without one."""
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]
    return ["diberikan kepada" in page for page in pages]


def test_single_sided_all_fronts_come_first(printed, head_a):
    both = print_certificates(certificates=printed, by=head_a)
    assert numbers_printed(both) == [True, False, True, False]
    fronts = print_certificates(certificates=printed, by=head_a, fronts_first=True)
    assert numbers_printed(fronts) == [True, True, False, False]


def test_whom_was_ticked_is_printed_and_nobody_else(as_user, head_a, certified_class, printed):
    page = reverse("certificates:program-print", args=[certified_class.pk])
    response = as_user(head_a).post(page, {"certificates": [printed[1].pk], "sides": "both"})
    assert len(PdfReader(BytesIO(response.content)).pages) == 2
    assert [row.prints.count() for row in printed] == [1, 2]


def test_somebody_elses_certificate_is_not_slipped_in(as_user, head_a, head_b, certified_class, printed):
    page = reverse("certificates:program-print", args=[certified_class.pk])
    assert as_user(head_b).post(page, {"certificates": [printed[1].pk]}).status_code == 404
    response = as_user(head_a).post(page, {"certificates": ["0"]})
    assert response.status_code == 302
    assert [row.prints.count() for row in printed] == [1, 1]

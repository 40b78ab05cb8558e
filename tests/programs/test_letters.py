"""Assignment letters: a number once, the words as they were, and who signs."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pypdf import PdfReader

from facilities.models import Office
from partners.models import Instructor
from programs.letters import write_letter
from programs.models import AssignmentLetter
from tests.factories import make_program

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def teacher(partner_a):
    return Instructor.objects.create(
        partner=partner_a, name="Silvester Uji", titles_after="S.T.", nip="198001012005011000"
    )


@pytest.fixture
def program(facility_a, partner_a, teacher):
    return make_program(facility_a, partner=partner_a, instructors=[teacher], state="approved", title="Las")


def text_of(response):
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_letter_takes_its_number_once_however_often_it_is_printed(as_user, operator_a, program, teacher):
    client, today = as_user(operator_a), timezone.localdate()
    page = f"/programs/{program.pk}/letters/"
    data = {"day": f"{today:%d/%m/%Y}", "form_key": "c" * 32}
    for _click in range(2):
        assert client.post(f"{page}add/", data).url == page
    letter = AssignmentLetter.objects.get()
    assert letter.number.startswith("001/ST-")
    texts = [text_of(client.get(f"/programs/letters/{letter.pk}/")) for _print in range(2)]
    assert texts[0] == texts[1]
    for words in (
        letter.number,
        "Silvester Uji, S.T.",
        "198001012005011000",
        "Kepala Rutan",
        "Kepala Ruteng",
    ):
        assert words in texts[0]
    assert client.post(f"{page}add/", {"day": data["day"]}).status_code == 422, "it says just this already"
    assert AssignmentLetter.objects.count() == 1

    Instructor.objects.filter(pk=teacher.pk).update(name="Nama Baru")
    assert text_of(client.get(f"/programs/letters/{letter.pk}/")) == texts[0], "written is written"
    assert client.post(f"{page}add/", {"day": data["day"]}).status_code == 302
    assert AssignmentLetter.objects.first().number.startswith("002/ST-")


def test_who_acts_signs_as_acting(operator_a, as_user, facility_a, program):
    Office.objects.create(
        facility=facility_a,
        position="Kepala Rutan",
        name="Pengganti",
        is_acting=True,
        starts_on=timezone.localdate() - timedelta(days=1),
    )
    letter = write_letter(program=program, day=timezone.localdate(), by=operator_a)
    text = text_of(as_user(operator_a).get(f"/programs/letters/{letter.pk}/"))
    assert "Plt. Kepala Rutan Pengganti" in text


@pytest.mark.parametrize("state", ["draft", "submitted", "completed", "cancelled"])
def test_not_before_the_approval_nor_after_the_end(as_user, operator_a, program, state):
    other = make_program(program.facility, partner=program.partner, state=state)
    with pytest.raises(ValidationError):
        write_letter(program=other, day=timezone.localdate(), by=operator_a)
    page = as_user(operator_a).get(f"/programs/{other.pk}/letters/")
    assert page.context["actions"] == []
    assert not AssignmentLetter.objects.exists()


def test_who_reads_and_who_writes(as_user, operator_a, operator_b, supervisor_a, instructor_a, program):
    letter = write_letter(program=program, day=timezone.localdate(), by=operator_a)
    with pytest.raises(PermissionDenied):
        write_letter(program=program, day=timezone.localdate(), by=supervisor_a)
    page = f"/programs/letters/{letter.pk}/"
    for user, status in ((supervisor_a, 200), (operator_b, 404), (instructor_a, 404)):
        assert as_user(user).get(page).status_code == status
    assert as_user(operator_b).get(f"/programs/{program.pk}/letters/").status_code == 404

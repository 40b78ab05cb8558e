"""Assignment letters: written once with a number of their own, printed as often as needed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from facilities.models import LetterKind
from facilities.services.letters import take_letter_number
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on
from programs.models import AssignmentLetter, Program


def why_no_letter(program, day=None) -> str:
    """Return why no assignment letter of `program` can be written now, or an empty string."""
    if program.state not in ("approved", "open", "running"):
        return _("Letters are written from the approval of a programme until it is completed.")
    if not program.assignments.exists():
        return _("No instructor has been named.")
    if head_on(program.facility_id, day or timezone.localdate()) is None:
        return _("Nobody is recorded as head of the facility on that day.")
    return ""


@transaction.atomic
def write_letter(*, program: Program, day, by) -> AssignmentLetter:
    """Write the letter that sends the present instructors of a programme; it takes the next number.

    Raises PermissionDenied, and ValidationError with the sentence of `why_no_letter`, or when the letter of
    that day names the same people already.
    """
    if not by.has_perm("programs.enter"):
        raise PermissionDenied
    rows = Program._base_manager.select_for_update(of=("self",), no_key=True).select_related("facility")
    program = rows.get(pk=program.pk)
    if why := why_no_letter(program, day):
        raise ValidationError(why)
    content = content_of(program, day)
    last = program.assignment_letters.first()
    if last and last.day == day and last.content == content:
        raise ValidationError(_("The letter %(number)s says just this.") % {"number": last.number})
    number = take_letter_number(facility=program.facility, kind=LetterKind.ASSIGNMENT, day=day)
    return AssignmentLetter.objects.create(
        facility=program.facility, program=program, number=number, day=day, content=content, written_by=by
    )


def content_of(program, day) -> dict:
    """Return what the letter of `day` says: the training, the people sent, and who signs."""
    office = head_on(program.facility_id, day)
    assignments = program.assignments.select_related("instructor__partner")
    return {
        "training": str(program),
        "hours": program.lesson_hours,
        "first": program.starts_on.isoformat(),
        "last": program.ends_on.isoformat(),
        "place": program.get_place_display() + (f", {program.room}" if program.room else ""),
        "people": [
            {
                "name": row.instructor.signature_name,
                "nip": row.instructor.nip,
                "from": str(row.instructor.partner or program.facility.name),
                "leads": row.leads,
            }
            for row in assignments
        ],
        "signatory": {
            "position": office.signature_position,
            "name": office.signature_name,
            "nip": office.nip,
        },
    }


def letter_pdf(letter: AssignmentLetter, *, lang: str) -> bytes:
    """Return the letter as a PDF, with the words that were kept."""
    content = letter.content
    context = {
        **letterhead_of(letter.facility),
        "number": letter.number,
        "letter": letter,
        "content": content,
        "first": parse_date(content["first"]),
        "last": parse_date(content["last"]),
        "place": letter.facility.city,
    }
    return render_pdf("programs/assignment_letter_pdf.html", context, title=letter.number, lang=lang)

"""The letter with which people are registered with a partner, and the list behind it."""

from django.utils import timezone
from django.utils.translation import override

from core.pdf import render_pdf
from facilities.services.logos import letterhead_of


def registration_letter(registration, lines, *, lang: str) -> bytes:
    """Return the PDF of a sent list: the letter, signed by the head of that day, and the list across."""
    facility = registration.facility
    with timezone.override(facility.zone), override(lang):
        context = {
            **letterhead_of(facility),
            "registration": registration,
            "program": registration.program,
            "partner": registration.partner,
            "first": registration.supplement_of,
            "number": registration.number,
            "lines": lines,
            "count": len(lines),
            "signatory": registration.signatory,
            "place": facility.city,
        }
        return render_pdf(
            "enrolments/registration_letter_pdf.html", context, title=registration.number, lang=lang
        )

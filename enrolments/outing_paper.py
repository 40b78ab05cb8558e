"""The two letters of an outing, as they were written."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from core.pdf import render_pdf
from enrolments.models import Outing
from facilities.services.logos import letterhead_of


def outing_letter(outing: Outing, kind: str) -> bytes:
    """Return the PDF of a letter of an outing: `kind` is "exit" or "escort"."""
    content = outing.content
    number = outing.exit_number if kind == "exit" else outing.escort_number
    context = {
        **letterhead_of(outing.facility),
        "number": number,
        "outing": outing,
        "content": content,
        "starts": datetime.fromisoformat(content["starts"]),
        "ends": datetime.fromisoformat(content["ends"]),
        "dated": parse_date(content["dated"]),
        "place": outing.facility.city,
        "spare": range(2),
    }
    template = f"enrolments/outing_{kind}_pdf.html"
    with timezone.override(outing.facility.zone):
        return render_pdf(template, context, title=number, lang=get_language())

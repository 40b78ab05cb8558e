"""The sign-in sheet of a day of registration, on paper."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from facilities.services.logos import letterhead_of

# Lines for people who come without having been registered.
SPARE, EMPTY_SHEET = 5, 16


def sign_in_sheet(facility, programs, rows, people) -> bytes:
    """Return the PDF: a page for each class with those who registered and empty lines to sign.

    `people` maps keys of inmates to rows that know their register number.
    """
    sheets = []
    for program in programs:
        own = [row for row in rows if row.program_id == program.pk]
        lines = [
            {
                "row": row,
                "number": people[row.inmate_id].register_number if row.inmate_id in people else "",
            }
            for row in own
        ]
        spare = range(len(own) + 1, max(len(own) + SPARE, EMPTY_SHEET) + 1)
        sheets.append({"program": program, "lines": lines, "spare": spare})
    today = timezone.localdate(timezone=facility.zone)
    context = {**letterhead_of(facility), "sheets": sheets, "day": today, "place": facility.city}
    with timezone.override(facility.zone):
        title = _("Sign-in sheet of the registration")
        return render_pdf("enrolments/sign_in_pdf.html", context, title=title, lang=get_language())

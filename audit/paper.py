"""The list of whom an account saw, on paper."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.seen import Seen
from audit.tables.trail import how
from core.exports import headers, paper_rows
from core.pdf import render_pdf
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on


def seen_list(seen: Seen, table, *, reader) -> bytes:
    """Return the list as a PDF with the letterhead of the reader's facility, or of the national office.

    `table` has looked up its names already.
    """
    facility = reader.membership.facility
    title = _("List of people whom an account saw")
    context = {
        **(letterhead_of(facility) if facility else {"letterhead": settings.NATIONAL_LETTERHEAD}),
        "title": title,
        "seen": seen,
        "account": f"{seen.user} ({seen.user.username})" if facility else seen.user.username,
        "how": how(seen),
        "headers": headers(table),
        "rows": paper_rows(table, table.data.data),
        "wide": True,
        "place": facility.city if facility else "",
        "date": date_format(timezone.localdate(), "j F Y"),
        "signatures": _signatures(facility),
        "now": timezone.now(),
    }
    return render_pdf("audit/seen_pdf.html", context, title=title, lang=translation.get_language())


def _signatures(facility) -> list[dict]:
    """Return who signs: whoever holds the head's office today."""
    if facility is None:
        return []
    office = head_on(facility.pk, timezone.localdate())
    if office is None:
        return []
    return [{"position": office.signature_position, "name": office.signature_name, "nip": office.nip}]

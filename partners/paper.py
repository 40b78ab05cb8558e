"""The contact report on paper: what was said, signed by who reports and by the head, photos behind."""

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.pdf import media_url, render_pdf
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on
from partners.models import PartnerContact

Kind = PartnerContact.Kind


def report_title(contact: PartnerContact) -> str:
    """Return what the report of a contact is called."""
    return {
        Kind.VISIT: _("Visit report"),
        Kind.AUDIENCE: _("Audience report"),
        Kind.SIGNING: _("Signing report"),
    }.get(contact.kind) or _("Contact report")


def contact_report(contact: PartnerContact) -> bytes:
    """Return the PDF of a contact's report; a draft without number until one was taken.

    The head is who held the office on the day of the report, acting (Plt.) or not. Photos whose file is lost
    are left out.
    """
    facility, lang = contact.facility, get_language()
    reporter = contact.reported_by or contact.recorded_by
    with timezone.override(facility.zone):
        day = contact.report_day or timezone.localdate()
        head = head_on(facility.pk, day)
        people = list(contact.participants.all())
        files = list(contact.files.all())
        with override(lang):
            title = report_title(contact)
            context = {
                **letterhead_of(facility),
                "contact": contact,
                "partner": contact.partnership.partner,
                "step": getattr(contact, "step", None),
                "photos": [
                    {"url": media_url(row.stored.path), "caption": row.caption}
                    for row in files
                    if row.is_photo and default_storage.exists(row.stored.path)
                ],
                "documents": [row for row in files if not row.is_photo],
                "heading": title,
                "number": contact.report_number or _("(draft)"),
                "place": facility.city,
                "day": day,
                "head": head,
                # A head who reports signs once.
                "signs_alone": bool(head and head.name == reporter.full_name),
                "reporter": reporter,
                "reporter_office": next((row.office for row in people if row.user_id == reporter.pk), ""),
            }
        return render_pdf("partners/contact_report_pdf.html", context, title=title, lang=lang)

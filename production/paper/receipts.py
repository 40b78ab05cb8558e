"""Receipts on paper: for buyers, who learn of no member and of the facility if it wants, and for members."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on
from production.models import CatalogueSettings
from production.paper.heads import head_of
from production.words import amount_in_words


def receipt(sale) -> bytes:
    """Return the PDF of the receipt of a paid sale; a void one says so across the page.

    The letterhead is the facility's only where its catalogue names it; else the catalogue's own title.
    """
    facility = sale.facility
    settings = CatalogueSettings.objects.filter(facility=facility).first()
    named = bool(settings and settings.names_facility)
    with timezone.override(facility.zone):
        context = {
            **head_of(facility, named=named, instead=_neutral_head(settings)),
            "number": sale.number,
            "sale": sale,
            "lines": sale.lines.all(),
            "words": amount_in_words(sale.total),
            "discounted": any(line.discount for line in sale.lines.all()),
            "place": facility.city if named else "",
            "seller": sale.recorded_by.full_name if named else "",
            "void": sale.state == "voided",
        }
        return render_pdf(
            "production/receipt_pdf.html", context, title=sale.number, lang=get_language() or "id"
        )


def _neutral_head(settings) -> list[str]:
    """Return what stands at the top where the facility is not named: title and contact of the catalogue."""
    if settings is None:
        return []
    contact = " · ".join(
        text for text in (settings.contact_name, settings.contact_phone, settings.contact_email) if text
    )
    return [text for text in (settings.title, contact) if text]


def payout_receipt(payout) -> bytes:
    """Return the PDF that a member signs for what was paid out, with what it is made of."""
    facility = payout.facility
    rows = payout.incentives.select_related("split__sale").order_by("split__day", "pk")
    with timezone.override(facility.zone):
        context = {
            **letterhead_of(facility),
            "number": payout.number,
            "payout": payout,
            "rows": rows,
            "words": amount_in_words(payout.amount),
            "place": facility.city,
            "head": head_on(facility.pk, payout.day),
            "receiver": payout.received_by or payout.name,
            "for_somebody": _("on behalf of %(name)s") % {"name": payout.name} if payout.received_by else "",
        }
        return render_pdf(
            "production/payout_pdf.html", context, title=payout.number, lang=get_language() or "id"
        )

"""The note that goes with goods on consignment to an outlet."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.pdf import render_pdf
from production.catalogue import full_names, outside_name
from production.models import CatalogueSettings
from production.paper.heads import head_of


def delivery_note(consignment, *, lang: str) -> bytes:
    """Return the note that goes with goods to an outlet, for both sides to sign.

    It goes outside as the catalogue does, so it names the facility only when its settings say so.
    """
    facility = consignment.facility
    own = CatalogueSettings.of(facility)
    with timezone.override(facility.zone), override(lang):
        lines, names = list(consignment.lines.all()), full_names(facility)
        for line in lines:
            line.name = outside_name(line.product, names, neutral=not own.names_facility)
            line.amount = line.quantity * line.price
        total = sum(line.amount for line in lines)
        title = _("Delivery note %(number)s") % {"number": consignment.number}
        context = {
            "own": own,
            "consignment": consignment,
            "lines": lines,
            "pieces": sum(line.quantity for line in lines),
            "total": total,
            "share": total * consignment.share_percent // 100,
            "number": consignment.number,
            "title": title,
            "place": facility.city,
            **head_of(facility, named=own.names_facility),
        }
        return render_pdf("production/delivery_note_pdf.html", context, title=title, lang=lang)

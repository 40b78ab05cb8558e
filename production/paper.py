"""Papers that go outside: the catalogue, and the note that goes with goods on consignment."""

from itertools import groupby

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.pdf import media_url, render_pdf
from facilities.services.logos import letterhead_of
from production.catalogue import full_names, outside_name
from production.models import CatalogueSettings

MOST_PRINTED = 120


def catalogue_pdf(own: CatalogueSettings, products, *, lang: str) -> bytes:
    """Return the catalogue of these products, in the order given, by kind.

    While the facility is not named (`own.names_facility`), nothing in it tells where the work was made: no
    letterhead, no logo, no address; the caller leaves out products whose words would.
    """
    facility = own.facility
    with timezone.override(facility.zone), override(lang):
        title = own.title or _("Handmade works")
        for product in products:
            product.picture = photo_of(product)
        kinds = [
            (str(rows[0].get_kind_display()).partition(" (")[0], pairs(rows))
            for _kind, group in groupby(products, key=lambda product: product.kind)
            if (rows := list(group))
        ]
        context = {
            "own": own,
            "title": title,
            "kinds": kinds,
            "groups": sorted({product.group.name for product in products}),
            "month": timezone.localdate(),
            **(letterhead_of(facility) if own.names_facility else {"letterhead": [], "logo": ""}),
        }
        return render_pdf("pdf/catalogue.html", context, title=str(title), lang=lang)


def pairs(rows) -> list[list]:
    """Return rows two and two, as they stand beside each other."""
    return [rows[place : place + 2] for place in range(0, len(rows), 2)]


def photo_of(product) -> str:
    """Return the address of a product's first photo for a document, or "": a lost one is left out."""
    for photo in product.first_photos:
        if default_storage.exists(photo.stored.path):
            return media_url(photo.stored.path)
    return ""


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
            **(letterhead_of(facility) if own.names_facility else {"letterhead": [], "logo": ""}),
        }
        return render_pdf("production/delivery_note_pdf.html", context, title=title, lang=lang)

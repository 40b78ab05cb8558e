"""The catalogue on paper: what goes outside tells of no member, and of the facility if it wants."""

from itertools import groupby

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.pdf import media_url, render_pdf
from production.models import CatalogueSettings
from production.paper.heads import head_of

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
            **head_of(facility, named=own.names_facility),
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

"""Logos on a facility's letters (core/files/logos.py)."""

from core.files.logos import Logos
from facilities.models import Facility

LOGOS = Logos(Facility, "logos")
logo_of, use_logo, keep_logos = LOGOS.of, LOGOS.use, LOGOS.keep


def letterhead_of(facility) -> dict:
    """Return what pdf/base.html prints at the top of a facility's letters. A lost logo is left out."""
    return {"letterhead": facility.letterhead, "logo": LOGOS.url(facility)}

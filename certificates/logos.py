"""The logo on certificates: the issuer's own, else that of the partner it speaks for."""

from certificates.models.issuer import Issuer
from core.files.logos import Logos
from facilities.services.logos import LOGOS as FACILITY_LOGOS
from partners.services.logos import LOGOS as PARTNER_LOGOS

LOGOS = Logos(Issuer, "issuer-logos")


def logo_name(issuer) -> str:
    """Return the name in the storage of the logo to print, or "" when there is none."""
    if own := LOGOS.name(issuer):
        return own
    if issuer.is_the_facility:
        return FACILITY_LOGOS.name(issuer.facility)
    return PARTNER_LOGOS.name(issuer.partner)

"""Partners' logos (core/files/logos.py): for letterheads and certificates.

Whoever makes something that must not change later keeps a copy of what `read_logo` returns.
"""

from core.files.logos import Logos
from partners.models import Partner

LOGOS = Logos(Partner, "partner-logos")
logo_of, use_logo, keep_logos, read_logo = LOGOS.of, LOGOS.use, LOGOS.keep, LOGOS.read

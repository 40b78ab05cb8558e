"""What the pages of this app share."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(*names):
    """Return breadcrumbs of the lists of this app, by the names of their addresses."""
    labels = {
        "partner-list": _("Partners"),
        "instructor-list": _("Instructors"),
        "agreement-list": _("Agreements"),
        "contact-list": _("Contacts"),
        "mapping": _("Partner mapping"),
        "offering-list": _("Offerings"),
    }
    return [(labels[name], reverse(f"partners:{name}")) for name in names]


def partner_crumbs(partner):
    """Return breadcrumbs of what belongs to a partner."""
    return [*crumbs("partner-list"), (str(partner), partner.get_absolute_url())]

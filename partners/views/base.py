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


def is_invited(membership) -> bool:
    """Return whether somebody has an account that waits for its first password."""
    return bool(
        membership
        and membership.is_current
        and membership.user.is_active
        and not membership.user.has_usable_password()
    )

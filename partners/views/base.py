"""What the pages of this app share."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(*names):
    """Return breadcrumbs of the lists of this app, by the names of their addresses."""
    labels = {
        "partner-list": _("Partners"),
        "instructor-list": _("Instructors"),
        "agreement-list": _("Agreements"),
    }
    return [(labels[name], reverse(f"partners:{name}")) for name in names]

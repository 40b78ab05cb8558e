"""What the pages of the time after release share: the way back."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(user, *names) -> list[tuple[str, str]]:
    """Return the way from the start of this part to the list `names`."""
    labels = {
        "plan-list": _("After release"),
        "followup-list": _("Follow-ups"),
        "grant-list": _("Grants"),
    }
    first = ("plan-list",) if user.has_perm("followups.view") else ()
    return [(labels[name], reverse(f"reintegration:{name}")) for name in (*first, *names)]


def of_person(inmate, name="person") -> list[tuple[str, str]]:
    """Return the way to somebody's page, and to the tab of this part on it."""
    label = _("Follow-up") if name == "person" else _("Release plan")
    return [
        (_("Inmates"), reverse("inmates:inmate-list")),
        (str(inmate), inmate.get_absolute_url()),
        (label, reverse(f"reintegration:{name}", args=[inmate.pk])),
    ]

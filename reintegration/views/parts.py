"""What the pages of the time after release share: the way back, and the sections of the list pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views import Action


def sections(user, current: str) -> list[Action]:
    """Return buttons to the other lists of the time after release."""
    known = (
        ("plan-list", _("Release plans"), "checklist", "followups.view"),
        ("followup-list", _("Follow-ups"), "phone", "followups.view"),
        ("grant-list", _("Grants"), "coins", "grants.view"),
        ("outcomes", _("Outcomes of trainings"), "chart-bar", "reports.view"),
    )
    return [
        Action(label, reverse(f"reintegration:{name}"), icon, main=False)
        for name, label, icon, permission in known
        if name != current and user.has_perm(permission)
    ]


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

"""When a panel (sidang TPP) decides on a candidate, and what must be true of its hearings.

The facility says in its defaults whom the panel hears. The head's approval of a hearing is the head's
decision on each candidate (domain.md, sections 5 and 6): see docs/decisions.md.
"""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.lifecycle import Refusal
from facilities.models import FacilityDefaults, Office, PanelFor
from inmates.choices import LegalStatus

SENTENCED = (LegalStatus.CONVICT, LegalStatus.JUVENILE)


def is_for_panel(enrolment) -> bool:
    """Return whether a panel hears this candidate; no statement when `facility__defaults` is loaded."""
    used = FacilityDefaults.of(enrolment.facility).panel_for
    if used == PanelFor.CONVICTED:
        return (enrolment.inmate.merged_into or enrolment.inmate).legal_status in SENTENCED
    return used == PanelFor.ALL


def for_panel(prefix="") -> Q:
    """Return the condition on enrolments (reached by `prefix`) that a panel hears their candidates."""
    used = f"{prefix}facility__defaults__panel_for"
    sentenced = {used: PanelFor.CONVICTED, f"{prefix}inmate__legal_status__in": SENTENCED}
    return Q(**{used: PanelFor.ALL}) | Q(**sentenced)


def for_head(prefix="") -> Q:
    """Return the opposite of `for_panel`: the head decides directly."""
    used = f"{prefix}facility__defaults__panel_for"
    detained = {used: PanelFor.CONVICTED, f"{prefix}inmate__legal_status": LegalStatus.DETAINEE}
    return Q(**{f"{used}__isnull": True}) | Q(**{used: PanelFor.NOBODY}) | Q(**detained)


def said_by_panel(outcome: str):
    """Return the guard that lets through what the last closed hearing said, and whom no panel hears."""

    def guard(enrolment, user):
        if not is_for_panel(enrolment):
            return
        said = enrolment.panel_said if hasattr(enrolment, "panel_said") else _last_word(enrolment)
        if said != outcome:
            text = _("The panel (TPP) decides on this person first: put them on a hearing.")
            yield Refusal(text, reverse("enrolments:hearing-list"))

    return guard


def _last_word(enrolment) -> str | None:
    rows = enrolment.hearing_decisions.filter(hearing__state="closed").order_by("-pk")
    return rows.values_list("outcome", flat=True).first()


# Before a hearing moves on


def day_has_come(hearing, user):
    if hearing.day > timezone.localdate(timezone=hearing.facility.zone):
        url = reverse("enrolments:hearing-edit", args=[hearing.pk])
        yield Refusal(_("The day of the hearing has not come yet."), url)


def has_a_chair(hearing, user):
    chairs = hearing.members.filter(task="chair").count()
    if chairs != 1:
        text = _("Name the chair.") if not chairs else _("Name one chair only.")
        yield Refusal(text, reverse("enrolments:hearing-members", args=[hearing.pk]))


def has_candidates(hearing, user):
    if not hearing.decisions.exists():
        url = reverse("enrolments:hearing-candidates", args=[hearing.pk])
        yield Refusal(_("Nobody is on this hearing."), url)


def everybody_is_decided(hearing, user):
    count = hearing.decisions.filter(outcome="").count()
    if count:
        text = ngettext(
            "%(count)s candidate has no decision yet.", "%(count)s candidates have no decision yet.", count
        )
        yield Refusal(text % {"count": count}, reverse("enrolments:hearing-decide", args=[hearing.pk]))


def has_head(hearing, user):
    today = timezone.localdate(timezone=hearing.facility.zone)
    if not Office.objects.filter(facility=hearing.facility_id).on(today).exists():
        url = reverse("facilities:facility-detail", args=[hearing.facility_id])
        yield Refusal(_("Nobody is recorded as head of the facility on that day."), url)

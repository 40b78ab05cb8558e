"""Sentences about a person that several pages say."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def months_between(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def sentence_line(inmate, today: date | None = None) -> str:
    """Return when the sentence ends and how long that is: "ends 10 March 2027, 15 months left"."""
    today = today or timezone.localdate()
    if inmate.sentence_end is None:
        return _("End of the sentence: not known yet")
    day = date_format(inmate.sentence_end, "j F Y")
    days = (inmate.sentence_end - today).days
    months = months_between(today, inmate.sentence_end)
    if days < 0:
        return _("The sentence ended on %(day)s") % {"day": day}
    if days == 0:
        return _("The sentence ends today")
    if months < 2:
        text = ngettext(
            "The sentence ends on %(day)s, %(count)d day left",
            "The sentence ends on %(day)s, %(count)d days left",
            days,
        )
        return text % {"day": day, "count": days}
    if months < 36:
        text = ngettext(
            "The sentence ends on %(day)s, %(count)d month left",
            "The sentence ends on %(day)s, %(count)d months left",
            months,
        )
        return text % {"day": day, "count": months}
    text = ngettext(
        "The sentence ends on %(day)s, %(count)d year left",
        "The sentence ends on %(day)s, %(count)d years left",
        months // 12,
    )
    return text % {"day": day, "count": months // 12}


def stage(inmate, today: date | None = None) -> str:
    """Return how far the sentence has come, or "" when its parts are not known (domain.md, section 4)."""
    today = today or timezone.localdate()
    if inmate.legal_status == "detainee" or not (inmate.one_third_on and inmate.two_thirds_on):
        return ""
    if today < inmate.one_third_on:
        return _("before 1/3")
    if inmate.half_on and today < inmate.half_on:
        return _("between 1/3 and 1/2")
    if today < inmate.two_thirds_on:
        return _("between 1/2 and 2/3") if inmate.half_on else _("between 1/3 and 2/3")
    return _("after 2/3")


# What is laid side by side before two entries are merged.
COMPARED = (
    "full_name",
    "aliases",
    "sex",
    "birth_place",
    "birth_date",
    "national_register",
    "legal_status",
    "custody",
    "admitted_on",
    "sentence_end",
    "block",
    "cell",
)


def both_sides(merged, kept) -> list[tuple[str, str, str, bool]]:
    """Return (what, in the one, in the other, whether they differ) of two entries for one person."""

    def told(inmate, name):
        value = getattr(inmate, f"get_{name}_display")() if _choices(name) else getattr(inmate, name)
        return "—" if value in (None, "") else str(localize(value))

    def _choices(name):
        return merged._meta.get_field(name).choices

    lines = [(capfirst(merged._meta.get_field(name).verbose_name), name) for name in COMPARED]
    rows = [(label, told(merged, name), told(kept, name)) for label, name in lines]
    rows.insert(1, (_("Register number"), merged.register_number or "—", kept.register_number or "—"))
    counted = [
        (_("Interest assessments"), str(merged.assessed_times), str(kept.assessed_times), False),
        (_("Trainings"), str(merged.trainings), str(kept.trainings), False),
    ]
    return [(label, one, other, one != other) for label, one, other in rows] + counted


def import_summary(counts: dict) -> str:
    """Return what an import changes, in one line: "60 new, 3 changed, 2 rejected"."""
    said = (
        (counts.get("new"), ngettext("%(count)d new", "%(count)d new", counts.get("new") or 0)),
        (
            counts.get("changed"),
            ngettext("%(count)d changed", "%(count)d changed", counts.get("changed") or 0),
        ),
        (
            counts.get("rejected"),
            ngettext("%(count)d rejected", "%(count)d rejected", counts.get("rejected") or 0),
        ),
        (
            counts.get("left_out"),
            ngettext("%(count)d left out", "%(count)d left out", counts.get("left_out") or 0),
        ),
        (
            counts.get("released"),
            ngettext("%(count)d released", "%(count)d released", counts.get("released") or 0),
        ),
        (
            counts.get("transferred"),
            ngettext("%(count)d transferred", "%(count)d transferred", counts.get("transferred") or 0),
        ),
        (counts.get("died"), ngettext("%(count)d died", "%(count)d died", counts.get("died") or 0)),
    )
    return ", ".join(text % {"count": count} for count, text in said if count) or _("no changes")


def import_layout(layout: str) -> str:
    """Return what kind of list it was, in words."""
    names = {"A": _("A: blocks and cells"), "B": _("B: full search (Pencarian Kompleks)")}
    return names.get(layout, _("other columns"))

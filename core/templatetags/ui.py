"""Components of the pages; every template may use them without loading anything.

{% icon "plus" %}                    an icon, always beside words
{% state program %}                  the state of an object as a badge: colour and word
{{ session.starts_at|moment }}       "Selasa, 10 Februari 2026, 08.00 WITA"
{{ day|longdate }}                   "Selasa, 10 Februari 2026"
{{ share|percent }}                  "79,9 %", cut off and never rounded up
{{ amount|rupiah }}                  "Rp1.270.000", in both languages
"""

from decimal import ROUND_FLOOR, Decimal
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html

register = template.Library()

# Colours mean the same everywhere: grey not started, blue under way, yellow needs somebody, green done,
# red refused. A state that is not named here is blue.
STATE_COLORS = {
    "draft": "secondary",
    "exploring": "secondary",
    "identified": "secondary",
    "dormant": "secondary",
    "drafting": "blue",
    "scheduled": "secondary",
    "proposed": "yellow",
    "submitted": "yellow",
    "checked": "yellow",
    "deferred": "yellow",
    "waitlisted": "yellow",
    "waiting": "yellow",
    "expiring": "yellow",
    "held": "yellow",
    "ordered": "secondary",
    "recorded": "yellow",
    "paid": "blue",
    "split": "green",
    "voided": "red",
    "answered": "yellow",
    "verified": "blue",
    "approved": "blue",
    "open": "blue",
    "running": "blue",
    "confirmed": "blue",
    "active": "blue",
    "completed": "green",
    "closed": "green",
    "accepted": "green",
    "signed": "green",
    "agreed": "green",
    "passed": "green",
    "attended": "green",
    "issued": "green",
    "competent": "green",
    "not_yet": "yellow",
    "absent": "secondary",
    "printed": "green",
    "handed": "green",
    "filed": "green",
    "final": "green",
    "due": "yellow",
    "coming": "secondary",
    "ready": "green",
    "reached": "green",
    "not_reached": "secondary",
    "stopped": "secondary",
    "done": "green",
    "cancelled": "red",
    "returned": "red",
    "rejected": "red",
    "declined": "red",
    "failed": "red",
    "withdrawn": "red",
    "dropped": "red",
    "revoked": "red",
    "terminated": "red",
    "expired": "red",
    "replaced": "secondary",
    "superseded": "secondary",
    "transferred": "secondary",
    "released": "secondary",
    "discarded": "secondary",
}


@register.simple_tag
@cache
def icon(name: str):
    """Return an icon of the sprite that `make setup` builds; hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


def badge(color: str, text):
    return format_html('<span class="badge bg-{}-lt">{}</span>', color, text)


def state_badge(obj, field="state"):
    color = STATE_COLORS.get(getattr(obj, field), "blue")
    return badge(color, getattr(obj, f"get_{field}_display")())


@register.simple_tag
def state(obj, field="state"):
    return state_badge(obj, field)


@register.filter
def longdate(day):
    return date_format(day, "l, j F Y") if day else ""


@register.filter
def moment(value, pattern="l, j F Y, H.i"):
    """Return a moment in the page's time zone, with the zone's name (WIB, WITA, WIT)."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{date_format(local, pattern)} {zone_name()}"


@register.filter
def hour(value, zone=None):
    """Return the time of day of a moment, "08.00", in `zone` or else in the page's."""
    return date_format(timezone.localtime(value, zone), "H.i") if value else ""


def zone_name() -> str:
    """Return what Indonesians call the page's time zone."""
    names = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
    current = timezone.get_current_timezone_name()
    return names.get(current, current)


@register.simple_tag(name="zone_name")
def zone_name_tag():
    return zone_name()


@register.filter
def percent(value):
    """Return a share of 0 to 1 as percent with one decimal, cut off: 0.7995 is not 80 %."""
    if value is None:
        return "—"
    cut = (Decimal(value) * 100).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
    return f"{number_format(cut, 1)} %"


@register.filter
def rupiah(amount):
    """Return whole rupiah as Indonesia writes them, whatever the language of the page; "—" for None."""
    return "—" if amount is None else f"Rp{amount:,.0f}".replace(",", ".")


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """Return the address's query string with some parameters changed; None takes one out."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        params.pop(key, None)
        if value is not None:
            params[key] = value
    return f"?{params.urlencode()}"

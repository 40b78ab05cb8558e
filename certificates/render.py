"""Certificates on paper: two landscape pages from what was frozen when the certificate was issued."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from core.pdf import ARCHIVE, PageCountError, Part, media_url, render_pages

TEMPLATE = "certificates/certificate.html"
SNAPSHOT_VERSION = 1
PAGES = 2

# How many lines of modules fit below each other on page 2, from roomy to dense; beyond that the list is set
# in two columns. The numbers were found by looking at printed pages.
LINES = (12, 15, 18, 22, 27)
ONE_COLUMN_LINES = 15
CHARACTERS_PER_LINE = {1: 100, 2: 46}


def render_certificates(snapshots: Sequence[dict], *, check_base_url: str) -> list[bytes]:
    """Return a PDF of two pages for each snapshot, in the same order.

    Everything printed comes from the snapshot, so that it looks the same in years to come; nothing is read
    from the database (domain.md, section 4, "Certificates").

    Raises ValueError for a snapshot of an unknown version or outcome, core.pdf.PageCountError when the texts
    do not fit on two pages even in the smallest type, and core.pdf.PdfError when the logo cannot be read.
    """
    files: dict[int, bytes] = {}
    density = dict.fromkeys(range(len(snapshots)), 0)
    while density:
        sheets = {index: _sheet(index, snapshots[index], check_base_url, step) for index, step in density.items()}
        try:
            rendered = render_pages(
                TEMPLATE,
                {"sheets": list(sheets.values())},
                parts=[Part(sheet["anchor"], sheet["file_title"], PAGES) for sheet in sheets.values()],
                variant=ARCHIVE,
            )
        except PageCountError as error:
            too_long = {index for index, sheet in sheets.items() if sheet["anchor"] in error.counts}
            if any(sheets[index]["density"] >= len(LINES) - 1 for index in too_long):
                raise
            for index in too_long:
                density[index] += 1
        else:
            files |= dict(zip(density, rendered, strict=True))
            density = {}
    return [files[index] for index in range(len(snapshots))]


def check_url(code: str, check_base_url: str) -> str:
    """Return the address of the public page that tells whether a certificate is valid."""
    return f"{check_base_url.rstrip('/')}/c/{code}"


def _sheet(index, snapshot, check_base_url, step):
    """Return what the template prints for one snapshot; `step` asks for denser setting than estimated."""
    if snapshot.get("version") != SNAPSHOT_VERSION:
        raise ValueError(f"Unknown snapshot version: {snapshot.get('version')!r}")
    if snapshot["outcome"] not in ("passed", "attended"):
        raise ValueError(f"No certificate for the outcome {snapshot['outcome']!r}")
    modules = [
        {"row": row, "title": module["title"], "hours": module["hours"], "score": _number(module.get("score"))}
        for row, module in enumerate(snapshot.get("modules") or [], start=1)
    ]
    columns, density = _arrange(modules)
    url = check_url(snapshot["code"], check_base_url)
    issuer = snapshot["issuer"]
    signatories = [_signatory(signatory) for signatory in snapshot["signatories"]]
    return {
        "anchor": f"c{index}",
        "density": min(density + step, len(LINES) - 1),
        "file_title": f"{snapshot['title']} {snapshot['number']} – {snapshot['name']}",
        "passed": snapshot["outcome"] == "passed",
        "snapshot": snapshot,
        "logo": media_url(issuer.get("logo")),
        "name_size": _size(snapshot["name"], (30, 40, 50)),
        "training_size": _size(snapshot["training"], (40, 70, 100)),
        "title_size": _size(snapshot["title"], (24, 36, 50)),
        "born": _born(snapshot.get("birth_place"), snapshot.get("birth_date")),
        "period": _period(snapshot.get("starts_on"), snapshot.get("ends_on")),
        "place_and_date": ", ".join(filter(None, [snapshot.get("place"), _day(snapshot["issued_on"])])),
        "average": _number(snapshot.get("average")),
        "columns": columns,
        "with_scores": any(module["score"] for module in modules),
        # The head of the issuer signs on the right, below place and date; a second person on the left.
        "first": signatories[0],
        "second": signatories[1] if len(signatories) > 1 else None,
        "long_positions": any(len(signatory["position"]) > 42 for signatory in signatories),
        "check_url": url,
        "qr": _qr(url),
    }


def _arrange(modules):
    """Return the modules in one or two columns, and how dense these have to be set."""

    def lines(rows, columns):
        return sum(ceil(len(module["title"]) / CHARACTERS_PER_LINE[columns]) or 1 for module in rows)

    if lines(modules, 1) <= ONE_COLUMN_LINES:
        columns = [modules] if modules else []
    else:
        half = ceil(len(modules) / 2)
        columns = [modules[:half], modules[half:]]
    needed = max((lines(column, len(columns)) for column in columns), default=0)
    return columns, next((step for step, fit in enumerate(LINES) if needed <= fit), len(LINES) - 1)


def _signatory(signatory):
    name = " ".join(filter(None, [signatory.get("titles_before"), signatory["name"]]))
    return {
        "position": signatory["position"],
        "name": ", ".join(filter(None, [name, signatory.get("titles_after")])),
        "nip": _nip(signatory.get("nip") or ""),
    }


def _nip(nip):
    """Return a civil servant number in the four groups in which letters print it."""
    if len(nip) != 18 or not nip.isdigit():
        return nip
    return "\N{NO-BREAK SPACE}".join([nip[:8], nip[8:14], nip[14], nip[15:]])


def _size(text, steps):
    """Return a class for the size of type: 0 is the largest, one more for each length that is passed."""
    return sum(len(text) > step for step in steps)


def _day(value):
    with translation.override("id"):
        return date_format(date.fromisoformat(value), "j F Y") if value else ""


def _period(starts_on, ends_on):
    days = [_day(starts_on), _day(ends_on)]
    return " – ".join(dict.fromkeys(filter(None, days)))


def _born(place, day):
    return ", ".join(filter(None, [place and f"di {place}", _day(day)]))


def _number(value):
    """Return a decimal written as in the snapshot, with the Indonesian comma."""
    return str(value).replace(".", ",") if value not in (None, "") else ""


def _qr(url):
    import segno

    svg = segno.make_qr(url, error="m").svg_inline(omitsize=True, border=0, dark="#14263f", svgclass="qr", lineclass=None)
    title = "<title>Kode QR untuk memeriksa keaslian sertifikat</title>"
    # Drawn by segno from a URL that is encoded, not quoted; nothing typed by a person is in it.
    return mark_safe(svg.replace("><path", f">{title}<path", 1))  # noqa: S308

"""Certificates on paper: two landscape pages from what was frozen when the certificate was issued."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from math import ceil

from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from core.halves import in_halves
from core.pdf import ARCHIVE, PageCountError, Part, media_url, render_pages

TEMPLATE = "certificates/certificate.html"
SNAPSHOT_VERSION = 2
# The first version knew one layout, one colour and no photo.
KNOWN_VERSIONS = (1, 2)
LAYOUTS = ("formal", "modern", "plain")
ENGLISH_LEVELS = {"Dasar": "basic", "Lanjutan": "advanced", "Mahir": "expert"}

# Page 2, from roomy to dense: lines of modules that fit below each other, and letters in a line when the list
# is set in one column and in two. Measured on printed pages; what they misjudge is set again, denser.
DENSITIES = ((14, 99, 54), (16, 104, 57), (19, 110, 60), (23, 117, 63), (28, 132, 72), (36, 146, 79))
ONE_COLUMN_ROWS = 15
MASK = 2


def render_certificates(snapshots: Sequence[dict], *, check_base_url: str, mark: str = "") -> list[bytes]:
    """Return a PDF of two pages for each snapshot, in the same order.

    Everything printed comes from the snapshot, so that it looks the same in years to come; nothing is read
    from the database (domain.md, section 4, "Certificates"). `mark` is printed across samples.

    Raises ValueError for a snapshot of an unknown version or outcome, core.pdf.PageCountError when the texts
    do not fit on two pages even in the smallest type, and core.pdf.PdfError when the logo cannot be read.
    """
    return in_halves(partial(_render, check_base_url=check_base_url, mark=mark), snapshots)


def _render(snapshots, *, check_base_url, mark):
    # Which texts were set tighter than estimated, by the anchor of their page.
    tighter: dict[str, int] = {}
    while snapshots:
        sheets = [
            _sheet(index, snapshot, check_base_url, tighter) for index, snapshot in enumerate(snapshots)
        ]
        parts = [
            Part(sheet["file_title"], (sheet["front"], sheet["back"]), section_pages=1) for sheet in sheets
        ]
        try:
            context = {
                "sheets": sheets,
                "layouts": sorted({sheet["layout"] for sheet in sheets}),
                "mark": mark,
            }
            return render_pages(TEMPLATE, context, parts=parts, variant=ARCHIVE)
        except PageCountError as error:
            for sheet in sheets:
                if sheet["front"] in error.counts and sheet["tight"]:
                    raise
                if sheet["back"] in error.counts and sheet["density"] == len(DENSITIES) - 1:
                    raise
            for anchor in error.counts:
                tighter[anchor] = tighter.get(anchor, 0) + 1
    return []


def check_url(code: str, check_base_url: str) -> str:
    """Return the address of the public page that tells whether a certificate is valid."""
    return f"{check_base_url.rstrip('/')}/c/{code}"


def _sheet(index, snapshot, check_base_url, tighter):
    """Return what the template prints for one snapshot."""
    if snapshot.get("version") not in KNOWN_VERSIONS:
        raise ValueError(f"Unknown snapshot version: {snapshot.get('version')!r}")
    if snapshot["outcome"] not in ("passed", "attended"):
        raise ValueError(f"No certificate for the outcome {snapshot['outcome']!r}")
    modules = [
        {
            "row": row,
            "title": module["title"],
            "hours": module["hours"],
            "score": _number(module.get("score")),
        }
        for row, module in enumerate(snapshot.get("modules") or [], start=1)
    ]
    layout = snapshot.get("layout", "formal")
    if layout not in LAYOUTS:
        raise ValueError(f"Unknown layout: {layout!r}")
    photo = snapshot.get("photo")
    columns, density = _arrange(modules)
    front, back = f"c{index}", f"c{index}-modules"
    url = check_url(snapshot["code"], check_base_url)
    issuer = snapshot["issuer"]
    signatories = [_signatory(signatory) for signatory in snapshot["signatories"]]
    return {
        "front": front,
        "back": back,
        "tight": bool(tighter.get(front)),
        "density": min(density + tighter.get(back, 0), len(DENSITIES) - 1),
        "file_title": f"{snapshot['title']} {snapshot['number']} – {snapshot['name']}",
        "passed": snapshot["outcome"] == "passed",
        "snapshot": snapshot,
        "layout": layout,
        "colour": snapshot.get("colour", "navy"),
        "has_photo": photo is not None,
        "photo": media_url(photo["file"]) if photo else "",
        "english": _english(snapshot) if snapshot.get("english") else "",
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
    if len(modules) <= ONE_COLUMN_ROWS:
        columns = [modules] if modules else []
    else:
        half = ceil(len(modules) / 2)
        columns = [modules[:half], modules[half:]]
    for density, (fitting, one, two) in enumerate(DENSITIES):
        letters = two if len(columns) == 2 else one
        if all(sum(ceil(len(row["title"]) / letters) for row in column) <= fitting for column in columns):
            return columns, density
    return columns, len(DENSITIES) - 1


def _english(snapshot):
    done = "successfully completed" if snapshot["outcome"] == "passed" else "taken part in"
    level = ENGLISH_LEVELS.get(snapshot.get("level"), "")
    at = f" at {level} level" if level else ""
    return f"The holder has {done} this training of {snapshot['hours']} lesson hours of 45 minutes{at}."


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

    # Which of the eight masks is the fairest takes eight times as long to find out; all are read alike.
    svg = segno.make_qr(url, error="m", mask=MASK).svg_inline(
        omitsize=True, border=0, dark="#14263f", svgclass="qr", lineclass=None
    )
    title = "<title>Kode QR untuk memeriksa keaslian sertifikat</title>"
    # Drawn by segno from a URL that is encoded, not quoted; nothing typed by a person is in it.
    return mark_safe(svg.replace("><path", f">{title}<path", 1))

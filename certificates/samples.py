"""What certificates of an issuer will look like, before there is one: a sketch, a sample, numbers."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models.issuer import FirstSignatory, SecondSignatory
from certificates.numbers import certificate_number, next_seq, validate_number_pattern
from certificates.render import render_certificates
from certificates.snapshots import issuer_part
from facilities.services.officers import head_on

# Main colour and rule, as in static/css/certificate.css.
PALETTE = {
    "navy": ("#1f3a5f", "#a8874f"),
    "green": ("#1d4d33", "#a8874f"),
    "maroon": ("#6d1f2a", "#a8874f"),
    "purple": ("#45296b", "#9c8652"),
    "black": ("#111111", "#777777"),
}
SAMPLE_CLASS = "MEUBEL-1"
SAMPLE_MODULES = (
    ("Keselamatan dan kesehatan kerja (K3)", 8, "85.00"),
    ("Mengenal bahan dan alat", 24, "82.50"),
    ("Sambungan dan konstruksi", 64, "88.00"),
    ("Penyelesaian akhir", 64, "84.50"),
)


def numbers_of(issuer, most: int = 3) -> list[str]:
    """Return the numbers of the next certificates of today; none while the pattern or the code is wrong."""
    today = timezone.localdate()
    try:
        validate_number_pattern(issuer.number_pattern)
        first = next_seq(issuer, today.year) or 1
        return [
            certificate_number(issuer, seq=seq, day=today, class_code=SAMPLE_CLASS)
            for seq in range(first, first + most)
        ]
    except (ValidationError, TypeError, ValueError):
        return []


def _signatories(issuer, day) -> list[dict]:
    """Return who would sign, with an invented instructor and head where the issuer leaves that open."""
    blank = {"titles_before": "", "titles_after": "", "nip": ""}
    head = head_on(issuer.facility_id, day)
    by_head = {
        **blank,
        "position": head.signature_position if head else _("Head of the facility"),
        "name": head.name if head else "…",
        "titles_after": head.titles_after if head else "",
        "nip": head.nip if head else "",
    }

    def named(prefix):
        position = getattr(issuer, f"{prefix}_position") or "…"
        return {
            "position": f"Plt. {position}" if getattr(issuer, f"{prefix}_acting") else position,
            "name": getattr(issuer, f"{prefix}_name") or "…",
            "titles_before": getattr(issuer, f"{prefix}_titles_before"),
            "titles_after": getattr(issuer, f"{prefix}_titles_after"),
            "nip": getattr(issuer, f"{prefix}_nip"),
        }

    people = [by_head if issuer.signs_first == FirstSignatory.HEAD else named("signatory")]
    if issuer.signs_second == SecondSignatory.HEAD:
        people.append(by_head)
    elif issuer.signs_second == SecondSignatory.NAMED:
        people.append(named("second"))
    elif issuer.signs_second == SecondSignatory.INSTRUCTOR:
        people.append(
            {**blank, "position": "Instruktur", "name": "Contoh Instruktur", "titles_after": "S.Pd."}
        )
    return people


def sample_snapshot(issuer) -> dict:
    """Return the snapshot of a certificate of an invented person; the issuer need not be saved."""
    today = timezone.localdate()
    return (
        issuer_part(issuer)
        | {
            "number": (numbers_of(issuer, most=1) or ["…"])[0],
            "code": "contoh",
            "name": "Nama Peserta Contoh",
            "birth_place": issuer.place or "Kota Contoh",
            "birth_date": "2000-04-06",
            "training": "Pertukangan/Meubel",
            "level": "Dasar",
            "title": "Sertifikat Pelatihan",
            "outcome": "passed",
            "grade": "Baik",
            "average": "85.25",
            "hours": 160,
            "starts_on": (today - timedelta(days=70)).isoformat(),
            "ends_on": (today - timedelta(days=7)).isoformat(),
            "issued_on": today.isoformat(),
            "modules": [
                {"title": title, "hours": hours, "score": score} for title, hours, score in SAMPLE_MODULES
            ],
            "signatories": _signatories(issuer, today),
        }
        | ({"photo": {"file": ""}} if issuer.shows_photo else {})
    )


def sample_of(issuer, mark: str) -> bytes:
    """Return a certificate of an invented person as a PDF, with `mark` across it."""
    [content] = render_certificates(
        [sample_snapshot(issuer)], check_base_url=settings.CHECK_BASE_URL, mark=mark
    )
    return content


def sketch_of(issuer) -> dict:
    """Return what the drawing of page 1 on the settings page shows."""
    snapshot = sample_snapshot(issuer)
    main, rule = PALETTE.get(issuer.colour, PALETTE["navy"])
    people = [
        {**person, "name": " ".join(filter(None, [person["titles_before"], person["name"]]))}
        for person in snapshot["signatories"]
    ]
    return {
        "snapshot": snapshot,
        "main": main,
        "rule": rule,
        "layout": issuer.layout,
        "has_logo": bool(snapshot["issuer"]["logo"]),
        "has_photo": issuer.shows_photo,
        "lines": snapshot["issuer"]["lines"][:2],
        "first": people[0],
        "second": people[1] if len(people) > 1 else None,
    }

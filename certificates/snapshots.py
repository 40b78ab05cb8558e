"""What a certificate says, frozen at the moment of issue."""

from certificates.logos import logo_name
from certificates.models.issuer import FirstSignatory, SecondSignatory
from certificates.render import SNAPSHOT_VERSION
from facilities.services.officers import head_on
from programs.models import Assignment, Module
from skills.models import Level

# Certificates are Indonesian documents, whatever language the page is in.
LEVELS = {Level.BASIC: "Dasar", Level.ADVANCED: "Lanjutan", Level.EXPERT: "Mahir"}


def lead_instructor(program):
    """Return the instructor who leads the class, or None."""
    lead = Assignment._base_manager.filter(program=program, leads=True).select_related("instructor").first()
    return lead.instructor if lead else None


def _signing(person, position, *, acting=False) -> dict:
    return {
        "position": f"Plt. {position}" if acting else position,
        "name": person["name"],
        "titles_before": person["titles_before"],
        "titles_after": person["titles_after"],
        "nip": person["nip"],
    }


def _person(row, prefix="") -> dict:
    return {
        part: getattr(row, f"{prefix}{part}") for part in ("name", "titles_before", "titles_after", "nip")
    }


def signatories(issuer, program, day) -> list[dict]:
    """Return who signs a certificate dated `day`: first the issuer's, then whom it wants beside."""
    people = []
    head = head_on(issuer.facility_id, day) if issuer.needs_naming else None
    signed_by_head = [_signing(_person(head), head.position, acting=head.is_acting)] if head else []
    if issuer.signs_first == FirstSignatory.HEAD:
        people += signed_by_head
    else:
        first = _person(issuer, "signatory_")
        people.append(_signing(first, issuer.signatory_position, acting=issuer.signatory_acting))
    if issuer.signs_second == SecondSignatory.HEAD:
        people += signed_by_head
    elif issuer.signs_second == SecondSignatory.NAMED:
        second = _person(issuer, "second_")
        people.append(_signing(second, issuer.second_position, acting=issuer.second_acting))
    elif issuer.signs_second == SecondSignatory.INSTRUCTOR and (instructor := lead_instructor(program)):
        people.append(_signing(_person(instructor), "Instruktur"))
    return people


def issuer_part(issuer) -> dict:
    """Return what follows from the issuer alone."""
    return {
        "version": SNAPSHOT_VERSION,
        "layout": issuer.layout,
        "colour": issuer.colour,
        "english": issuer.shows_english,
        "place": issuer.place,
        "issuer": {
            "name": issuer.name,
            "lines": [line.strip() for line in issuer.letterhead.splitlines() if line.strip()],
            "logo": logo_name(issuer) if issuer.shows_logo else None,
        },
        "show_facility": issuer.facility.name if issuer.names_facility else None,
    }


def common_part(issuer, program, day) -> dict:
    """Return the part of the snapshots that a whole class shares."""
    return issuer_part(issuer) | {
        "training": program.title,
        "level": LEVELS[program.level],
        "title": program.certificate_title,
        "hours": program.lesson_hours,
        "starts_on": program.starts_on.isoformat(),
        "ends_on": program.ends_on.isoformat(),
        "signatories": signatories(issuer, program, day),
    }


def photo_part(issuer, photo) -> dict:
    """Return how the photo stands in a snapshot: not at all, a frame to paste one into, or which file.

    The file is in the certificate's PDF from then on; the snapshot keeps its checksum and not the picture.
    """
    if not issuer.shows_photo:
        return {}
    return {"photo": {"file": photo.stored.path if photo and photo.stored else ""}}


def snapshot(
    common: dict,
    result,
    modules: list[Module],
    *,
    number: str,
    code: str,
    issued_on,
    photo: dict | None = None,
) -> dict:
    """Return everything that one person's certificate says, as plain JSON."""
    inmate = result.enrolment.inmate
    scores = {score.module_id: score.value for score in result.enrolment.scores.all()}
    return (
        common
        | {
            "number": number,
            "code": code,
            "name": result.enrolment.display_name,
            "birth_place": inmate.birth_place,
            "birth_date": inmate.birth_date.isoformat() if inmate.birth_date else None,
            "outcome": result.outcome,
            "grade": result.grade if result.outcome == "passed" else "",
            "average": str(result.average) if result.average is not None else None,
            "issued_on": issued_on.isoformat(),
            "modules": [
                {
                    "title": module.title,
                    "hours": module.lesson_hours,
                    "score": str(scores[module.pk]) if scores.get(module.pk) is not None else None,
                }
                for module in modules
            ],
        }
        | (photo or {})
    )

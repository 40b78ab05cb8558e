"""What a certificate says, frozen at the moment of issue."""

from certificates.render import SNAPSHOT_VERSION
from programs.models import Assignment, Module
from skills.models import Level

# Certificates are Indonesian documents, whatever language the page is in.
LEVELS = {Level.BASIC: "Dasar", Level.ADVANCED: "Lanjutan", Level.EXPERT: "Mahir"}


def lead_instructor(program):
    """Return the instructor who leads the class, or None."""
    lead = Assignment._base_manager.filter(program=program, leads=True).select_related("instructor").first()
    return lead.instructor if lead else None


def signatories(issuer, program) -> list[dict]:
    """Return who signs: the issuer's head, then the instructor who led the class."""
    people = [
        {
            "position": issuer.signatory_position,
            "name": issuer.signatory_name,
            "titles_before": issuer.signatory_titles_before,
            "titles_after": issuer.signatory_titles_after,
            "nip": issuer.signatory_nip,
        }
    ]
    instructor = lead_instructor(program)
    if instructor:
        people.append(
            {
                "position": "Instruktur",
                "name": instructor.name,
                "titles_before": instructor.titles_before,
                "titles_after": instructor.titles_after,
                "nip": instructor.nip,
            }
        )
    return people


def common_part(issuer, program) -> dict:
    """Return the part of the snapshots that a whole class shares."""
    return {
        "version": SNAPSHOT_VERSION,
        "training": program.title,
        "level": LEVELS[program.level],
        "title": program.certificate_title,
        "hours": program.lesson_hours,
        "starts_on": program.starts_on.isoformat(),
        "ends_on": program.ends_on.isoformat(),
        "place": issuer.place,
        "issuer": {
            "name": issuer.name,
            "lines": [line.strip() for line in issuer.letterhead.splitlines() if line.strip()],
            "logo": None,
        },
        "signatories": signatories(issuer, program),
        "show_facility": None,
    }


def snapshot(common: dict, result, modules: list[Module], *, number: str, code: str, issued_on) -> dict:
    """Return everything that one person's certificate says, as plain JSON."""
    inmate = result.enrolment.inmate
    scores = {score.module_id: score.value for score in result.enrolment.scores.all()}
    return common | {
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

"""Graduation: who passed by which rule, and the minutes that say so."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.models import MoveRecord
from core.pdf import render_pdf
from enrolments.columns import columns_of, rules_in_words
from enrolments.forms.scores import show_score
from enrolments.guards import has_sheet_approved
from enrolments.locks import lock_program
from enrolments.models import Grade, GraduationMinutes, Outcome
from enrolments.results import explain, lines_of
from enrolments.services.competencies import competencies_of
from facilities.models import LetterKind
from facilities.services.letters import take_letter_number
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on
from programs.models import Program


def why_no_minutes(program, day=None) -> str:
    """Return why no minutes of graduation can be written now, or an empty string."""
    if not has_sheet_approved(program):
        return _("Minutes are written once the head has approved the results.")
    if head_on(program.facility_id, day or timezone.localdate()) is None:
        return _("Nobody is recorded as head of the facility on that day.")
    return ""


@transaction.atomic
def write_minutes(*, program: Program, day, by) -> GraduationMinutes:
    """Write the minutes of a class's approved results; they take the next number.

    Raises PermissionDenied, and ValidationError with the sentence of `why_no_minutes`, or when the last
    minutes of that day say the same.
    """
    if not by.has_perm("certificates.enter"):
        raise PermissionDenied
    lock_program(program.pk)
    program = Program._base_manager.select_related("facility", "partner", "result_sheet").get(pk=program.pk)
    if why := why_no_minutes(program, day):
        raise ValidationError(why)
    if day > timezone.localdate(timezone=program.facility.zone):
        raise ValidationError({"day": _("This day has not come yet.")})
    approved = MoveRecord.objects.last_of(program.result_sheet, "approve")
    if approved and day < timezone.localdate(approved.at, program.facility.zone):
        text = _("The results were approved on %(day)s; minutes are not dated before.")
        known = date_format(timezone.localdate(approved.at, program.facility.zone), "d/m/Y")
        raise ValidationError({"day": text % {"day": known}})
    content = content_of(program, day)
    last = program.graduation_minutes.first()
    if last and last.day == day and last.content == content:
        raise ValidationError(_("The minutes %(number)s say just this.") % {"number": last.number})
    number = take_letter_number(facility=program.facility, kind=LetterKind.GRADUATION, day=day)
    return GraduationMinutes.objects.create(
        facility=program.facility, program=program, number=number, day=day, content=content, written_by=by
    )


def content_of(program, day) -> dict:
    """Return what minutes of `day` say: the training, its rules, everybody's outcome, and who signs."""
    lines = lines_of(program, program.result_sheet)
    columns = columns_of(program)
    total, reached = competencies_of(program)
    people = [
        {
            "enrolment": line.enrolment.pk,
            "name": line.enrolment.display_name,
            "until": line.enrolment.ended_on.isoformat() if line.enrolment.ended_on else None,
            "present": line.rate.present,
            "counted": line.rate.counted,
            "scores": [show_score(line.scores.get(column.key, "")) or "—" for column in columns],
            "average": None if line.average is None else str(line.average),
            "grade": str(line.grade),
            "can": reached.get(line.enrolment.pk, 0) if total else None,
            "outcome": str(line.outcome),
            "why": explain(line, program),
        }
        for line in lines
    ]
    return {
        "training": str(program),
        "hours": program.lesson_hours,
        "first": program.starts_on.isoformat(),
        "last": program.ends_on.isoformat(),
        "partner": str(program.partner) if program.partner else "",
        "rules": rules_in_words(program),
        "columns": [column.title for column in columns],
        "competencies": total,
        "people": people,
        "signatures": signatures_of(program, day),
    }


def signatures_of(program, day) -> list[dict]:
    """Return who signs: who leads the class, who checked the results, and the head of the facility."""
    signatures = []
    lead = program.assignments.filter(leads=True).select_related("instructor").first()
    if lead:
        person = lead.instructor
        signatures.append(
            {"heading": "", "position": _("Instructor"), "name": person.signature_name, "nip": person.nip}
        )
    checked = MoveRecord.objects.last_of(program.result_sheet, "check")
    if checked:
        signatures.append(
            {"heading": _("Checked by"), "position": _("Supervisor"), "name": str(checked.by), "nip": ""}
        )
    office = head_on(program.facility_id, day)
    if office:
        signatures.append(
            {
                "heading": "",
                "position": office.signature_position,
                "name": office.signature_name,
                "nip": office.nip,
            }
        )
    return signatures


def is_current(minutes, lines) -> bool:
    """Return whether minutes still say what came out: results may have been corrected since."""
    said = [
        (one["enrolment"], one["present"], one["counted"], one["average"], one["outcome"])
        for one in minutes.content["people"]
    ]
    now = [
        (
            line.enrolment.pk,
            line.rate.present,
            line.rate.counted,
            None if line.average is None else str(line.average),
            str(line.outcome),
        )
        for line in lines
    ]
    return sorted(said, key=str) == sorted(now, key=str)


def minutes_pdf(minutes: GraduationMinutes, *, lang: str) -> bytes:
    """Return minutes as a PDF, with what was kept in them."""
    content = minutes.content
    counts = [
        (outcome.label, sum(one["outcome"] == outcome for one in content["people"])) for outcome in Outcome
    ]
    rows = [
        one
        | {
            "outcome": Outcome(one["outcome"]).label,
            "grade": Grade(one["grade"]).label if one["grade"] else "—",
            "average": "—" if one["average"] is None else number_format(one["average"], 2),
            "until": date.fromisoformat(one["until"]) if one["until"] else None,
        }
        for one in content["people"]
    ]
    context = {
        **letterhead_of(minutes.facility),
        "number": minutes.number,
        "minutes": minutes,
        "content": content,
        "rows": rows,
        "counts": counts,
        "first": date.fromisoformat(content["first"]),
        "last": date.fromisoformat(content["last"]),
        "place": minutes.facility.city,
        "date": date_format(minutes.day, "j F Y"),
        "signatures": content["signatures"],
        "wide": len(content["columns"]) > 5,
    }
    with timezone.override(minutes.facility.zone):
        return render_pdf("enrolments/graduation_minutes_pdf.html", context, title=minutes.number, lang=lang)

"""The papers of a hearing: its minutes (berita acara) and the head's decision (surat keputusan)."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.pdf import render_pdf
from enrolments.models import HearingDecision
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on
from inmates.models import Inmate


def with_numbers(decisions) -> list[HearingDecision]:
    """Return the decisions with `shown_number` and `shown_status`, as kept when held or as they are now."""
    rows = list(decisions)
    people = {}
    if any(not row.name for row in rows):
        keys = {row.enrolment.inmate.merged_into_id or row.enrolment.inmate_id for row in rows}
        people = {row.pk: row for row in Inmate.objects.filter(pk__in=keys).with_register()}
    for row in rows:
        person = people.get(row.enrolment.inmate.merged_into_id or row.enrolment.inmate_id)
        kept = bool(row.name) or person is None
        row.shown_number = row.register_number if kept else person.register_number
        row.shown_status = row.get_legal_status_display() if kept else person.get_legal_status_display()
    return rows


def by_class(decisions) -> list[tuple]:
    """Return pairs of a programme and its decisions, in their order."""
    return [(program, list(rows)) for program, rows in groupby(decisions, key=lambda row: row.program)]


def _counts(decisions):
    outcomes = [row.outcome for row in decisions]
    return {str(outcome): outcomes.count(outcome) for outcome in HearingDecision.Outcome}


def minutes(hearing, decisions, *, lang: str) -> bytes:
    """Return the PDF of the minutes, signed by who sat on the panel and by the head; a draft until held."""
    facility, members = hearing.facility, list(hearing.members.all())
    with timezone.override(facility.zone), override(lang):
        title = _("Minutes of the hearing of the correctional observation team (TPP)")
        chair = next((row for row in members if row.task == "chair"), None)
        context = {
            **letterhead_of(facility),
            "hearing": hearing,
            "heading": title,
            "number": hearing.number or _("(draft)"),
            "members": members,
            "others": [row for row in members if row is not chair],
            "chair": chair,
            "classes": by_class(decisions),
            "counts": _counts(decisions),
            "head": head_on(facility.pk, hearing.decided_on or hearing.day),
            "place": facility.city,
        }
        title = hearing.number or title
        return render_pdf("enrolments/hearing_minutes_pdf.html", context, title=title, lang=lang)


def letter(hearing, decisions, *, lang: str) -> bytes:
    """Return the PDF of the head's decision with the list of those approved; `decisions` are theirs."""
    facility = hearing.facility
    with timezone.override(facility.zone), override(lang):
        context = {
            **letterhead_of(facility),
            "hearing": hearing,
            "number": hearing.decision_number,
            "classes": by_class(decisions),
            "count": len(decisions),
            "facility": facility,
            "signatory": hearing.signatory,
            "place": facility.city,
        }
        return render_pdf(
            "enrolments/hearing_letter_pdf.html", context, title=hearing.decision_number, lang=lang
        )

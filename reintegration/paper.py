"""Papers: minutes of a grant, the sheet to take along, a letter after release.

All but the facility's own copy of the minutes go into the hands of people outside: no letterhead, no office,
no word of custody, also not in the metadata and the names of the files.
"""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.neutral import telling_word
from certificates.record import training_record_lines
from core.pdf import render_pdf
from facilities.models import Office
from facilities.services.logos import letterhead_of
from inmates.models.assessment import Goal
from reintegration.texts import words_for

LANGUAGE = "id"


def unless_telling(text) -> str:
    """Return the text, or "" when it hints at custody."""
    return "" if telling_word(str(text)) else str(text)


def minutes(grant, *, named: bool) -> bytes:
    """Return the handover minutes of a grant; `named`, with the facility's letterhead and its head."""
    with translation.override(LANGUAGE):
        facility = grant.facility
        head = Office.objects.filter(facility=facility).on(grant.given_on).first() if named else None
        title = _("Minutes of handing over tools and capital")
        context = {
            **(letterhead_of(facility) if named else {"letterhead": _partner_lines(grant.partner)}),
            "number": grant.number if named else unless_telling(grant.number),
            "grant": grant,
            "items": list(grant.items.all()),
            "training": unless_telling(grant.program.title) if grant.program else "",
            "place": grant.place if named else unless_telling(grant.place),
            "position": grant.given_by_position if named else unless_telling(grant.given_by_position),
            "city": facility.city,
            "head": head,
            "title": title,
        }
        return render_pdf("reintegration/minutes_pdf.html", context, title=title, lang=LANGUAGE)


def _partner_lines(partner) -> list[str]:
    return [line for line in (partner.name, partner.address) if line and not telling_word(line)]


def sheet(plan, user) -> bytes:
    """Return the sheet to take along: goal, trainings and certificates, who helps at home, next steps."""
    with translation.override(LANGUAGE):
        trainings, competency = training_record_lines(plan.inmate, user)
        title = _("My plan")
        context = {
            "title": title,
            "person": plan.inmate,
            "goal": Goal(plan.goal).label if plan.goal else "",
            "regency": unless_telling(plan.regency),
            "partner": plan.partner if plan.partner and not telling_word(plan.partner.name) else None,
            "employer": unless_telling(plan.employer),
            "grant_partner": unless_telling(plan.grant_partner or ""),
            "grant_asked_on": plan.grant_asked_on,
            "next_steps": [
                line for line in plan.next_steps.splitlines() if line.strip() and not telling_word(line)
            ],
            "trainings": trainings,
            "competency": competency,
            "today": timezone.localdate(),
        }
        return render_pdf("reintegration/sheet_pdf.html", context, title=title, lang=LANGUAGE)


def letter(follow_up, user, language: str) -> bytes:
    """Return the letter to somebody after release, in "id" or "en"; the number to answer to is left free."""
    words = next(words for words in words_for(follow_up.inmate, user) if words.language == language)
    with translation.override(language):
        title = _("How are you doing?")
        context = {"title": title, "words": words, "today": timezone.localdate(), "officer": user.full_name}
        return render_pdf("reintegration/letter_pdf.html", context, title=title, lang=language)

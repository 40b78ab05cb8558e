"""The training record (riwayat pelatihan) on paper: what somebody learnt, wherever they were."""

from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.models import Certificate, CompetencyCertificate
from certificates.neutral import telling_word
from certificates.querysets import VALID_STATES
from certificates.render import check_url
from core.pdf import render_pdf
from enrolments.models import Enrolment
from facilities.services.logos import letterhead_of
from facilities.services.officers import head_on

LEARNT = ("passed", "attended")
LANGUAGE = "id"  # a paper for employers, like the certificates


def training_record(inmate, user, *, named: bool) -> bytes:
    """Return the PDF of what a person has learnt and holds, as far as `user` may see it.

    Unless `named`, nothing in it tells of a facility: no letterhead, no place, no signature of its head, no
    title in which a place of custody is named.
    """
    with translation.override(LANGUAGE):
        today = timezone.localdate()
        facility = inmate.facility
        head = head_on(facility.pk, today) if named else None
        title = _("Training record")
        context = {
            **(letterhead_of(facility) if named else {}),
            "named": named,
            "heading": title,
            "inmate": inmate,
            "trainings": _trainings(inmate, user, named=named),
            "competency": list(CompetencyCertificate.objects.seen_with(inmate, user).order_by("issued_on")),
            "today": today,
            "head": head,
            "place": facility.city if named else "",
            "check_base": settings.CHECK_BASE_URL,
        }
    return render_pdf("certificates/record_pdf.html", context, title=title, lang=LANGUAGE)


def training_record_lines(inmate, user) -> tuple[list[dict], list[CompetencyCertificate]]:
    """Return trainings and competency certificates for a paper that tells of no facility; see above."""
    competency = CompetencyCertificate.objects.seen_with(inmate, user).order_by("issued_on")
    return _trainings(inmate, user, named=False), list(competency)


def _trainings(inmate, user, *, named) -> list[dict]:
    """Return the trainings that came to something, oldest first, with the certificate that is valid."""
    certificates = {}
    for row in Certificate.objects.seen_with(inmate, user).select_related("status").order_by("pk"):
        if row.status.state in VALID_STATES:
            certificates[row.enrolment_id] = row
    rows = Enrolment.objects.seen_with(inmate, user).filter(state__in=(*LEARNT, "released", "transferred"))
    rows = rows.select_related("program__partner", "program__skill_field", "result").order_by(
        "program__starts_on", "pk"
    )
    found = []
    for row in rows:
        result, certificate = getattr(row, "result", None), certificates.get(row.pk)
        outcome = result.outcome if result else row.state
        if outcome in LEARNT:
            found.append(_line(row.program, outcome, result, certificate, named=named))
    return found


def _line(program, outcome, result, certificate, *, named) -> dict:
    snapshot = certificate.snapshot if certificate else None
    training = snapshot["training"] if snapshot else program.title
    if not named and telling_word(training):
        training = str(program.skill_field)
    organiser = snapshot["issuer"]["name"] if snapshot else str(program.partner or "")
    if not named and telling_word(organiser):
        organiser = ""
    number = certificate.number if certificate else ""
    if not named and telling_word(number):
        number = ""
    return {
        "training": training,
        "organiser": organiser,
        "hours": snapshot["hours"] if snapshot else program.lesson_hours,
        "starts_on": date.fromisoformat(snapshot["starts_on"]) if snapshot else program.starts_on,
        "ends_on": date.fromisoformat(snapshot["ends_on"]) if snapshot else program.ends_on,
        "passed": outcome == "passed",
        "grade": result.grade if result and outcome == "passed" else "",
        "number": number,
        "check": check_url(certificate.code, settings.CHECK_BASE_URL) if certificate else "",
    }


def competency_held(inmate, user):
    """Return the competency certificates shown with somebody whom the user's facility holds now."""
    return CompetencyCertificate.objects.seen_with(inmate, user).select_related("facility")

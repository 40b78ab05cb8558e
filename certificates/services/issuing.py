"""Issuing and replacing certificates."""

import secrets
from dataclasses import dataclass, field

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates import files
from certificates.models import Certificate, CertificateState, CertificateStatus, Naming, NumberCounter
from certificates.models.issuer import FirstSignatory, SecondSignatory
from certificates.neutral import telling_word
from certificates.numbers import certificate_number, class_code
from certificates.querysets import VALID_STATES
from certificates.render import render_certificates
from certificates.snapshots import common_part, photo_part, snapshot
from core.lifecycle import MoveRefused, Refusal, must_be_said, take_step
from core.models import MoveRecord
from enrolments.models import Outcome, Result, ResultSheet, SheetState
from facilities.services.officers import head_on

# So many people at a time hold the issuer's lock: a crash leaves whole certificates and no hole in the
# numbers, and a colleague who issues at the same time waits a second, not a minute.
BATCH = 10
# Printed across what is no certificate; certificates are Indonesian documents.
SAMPLE = "CONTOH"


@dataclass(frozen=True)
class Candidate:
    """Somebody on the review list: what they would get, or why nothing, and what will be missing on it."""

    result: Result
    certificate: Certificate | None
    reason: str = ""
    missing: list[str] = field(default_factory=list)

    @property
    def can_be_issued(self) -> bool:
        return self.certificate is None and not self.reason


def _results(program):
    every = Certificate._base_manager.select_related("status").order_by("pk")
    return (
        Result._base_manager.filter(program=program)
        .select_related("enrolment__inmate__photo")
        .prefetch_related(Prefetch("enrolment__certificates", every, to_attr="all_certificates"))
        .order_by("enrolment__inmate__full_name", "pk")
    )


def certificates_of(inmate, user):
    """Return the certificates that are shown with a person, view-only when they are another facility's."""
    return Certificate.objects.seen_with(inmate, user)


def review(program, issuer=None) -> list[Candidate]:
    """Return everybody with an approved result: who gets a certificate, has one, or gets none and why.

    `issuer` is who would issue what is not issued yet: whether a photo is wanted depends on it.
    """
    candidates = []
    for result in _results(program):
        given = result.enrolment.all_certificates
        valid = next((certificate for certificate in given if certificate.status.state in VALID_STATES), None)
        reason = ""
        if result.outcome == Outcome.FAILED:
            reason = _("Has not reached the minimum.")
        elif given and not valid:
            reason = _("Certificate %(number)s was revoked.") % {"number": given[-1].number}
        missing = [] if valid or reason else missing_on(result, issuer)
        candidates.append(Candidate(result, valid, reason, missing))
    return candidates


def missing_on(result, issuer=None) -> list[str]:
    """Return what a certificate of this result will lack: the line is left out, or a frame stays empty."""
    inmate, missing = result.enrolment.inmate, []
    if not inmate.birth_place:
        missing.append(_("no place of birth"))
    if not inmate.birth_date:
        missing.append(_("no date of birth"))
    if issuer and issuer.shows_photo and not _photo(inmate):
        missing.append(_("no photo"))
    return missing


def _photo(inmate):
    photo = getattr(inmate, "photo", None)
    return photo if photo and photo.stored else None


def obstacles(program, issuer, day=None) -> list[Refusal]:
    """Return what stands in the way of issuing certificates dated `day` (today); empty when nothing does."""
    found = []
    sheet = ResultSheet._base_manager.filter(program=program).first()
    if sheet is None or sheet.state != SheetState.APPROVED:
        found.append(
            Refusal(
                _("The results have not been approved."),
                reverse("enrolments:result-sheet", args=[program.pk]),
            )
        )
    if issuer is None:
        found.append(Refusal(_("No issuer has been set up."), reverse("certificates:issuer-add")))
        return found
    return found + issuer_obstacles(issuer, day) + _telling(program, issuer)


def issuer_obstacles(issuer, day=None) -> list[Refusal]:
    """Return why this issuer cannot issue certificates dated `day` (today)."""
    found, edit = [], reverse("certificates:issuer-edit", args=[issuer.pk])
    if not issuer.is_active:
        found.append(Refusal(_("This issuer is not in use any more."), edit))
    if not issuer.is_the_facility and not issuer.agreement_override and not _agreement_covers(issuer):
        found.append(
            Refusal(
                _("There is no agreement in force with %(partner)s whose scope has certification.")
                % {"partner": issuer.partner},
                edit,
            )
        )
    if issuer.needs_naming and not Naming.is_on_at(issuer.facility_id):
        found.append(
            Refusal(
                _("The head has not allowed certificates to name the facility."),
                reverse("certificates:issuer-list"),
            )
        )
    head_signs = issuer.signs_first == FirstSignatory.HEAD or issuer.signs_second == SecondSignatory.HEAD
    if head_signs and head_on(issuer.facility_id, day or timezone.localdate()) is None:
        found.append(
            Refusal(
                _("Nobody is recorded as head of the facility on that day."),
                issuer.facility.get_absolute_url(),
            )
        )
    return found


def _telling(program, issuer):
    """Yield the words of a class that would tell where the holder was, unless that may be told."""
    if issuer.is_the_facility or issuer.names_facility:
        return []
    texts = (program.title, program.certificate_title, *program.modules.values_list("title", flat=True))
    return [
        Refusal(
            _("“%(word)s” in “%(text)s” tells where the holder was.") % {"word": word, "text": text},
            program.get_absolute_url(),
        )
        for text in texts
        if (word := telling_word(text))
    ]


def _agreement_covers(issuer) -> bool:
    agreement = issuer.agreement
    return bool(agreement and agreement.is_in_force and "certification" in agreement.scopes)


def _wrong_day(program, issued_on):
    if not program.ends_on <= issued_on <= timezone.localdate():
        first = date_format(program.ends_on, "j F Y")
        yield Refusal(_("The date lies between the last day, %(first)s, and today.") % {"first": first})


def issue(*, program, issuer, by, issued_on) -> list[Certificate]:
    """Issue a certificate to everybody of the class who is entitled and has none, and return them.

    Numbers run without gaps per issuer and year. A few people at a time are numbered, rendered and stored
    in one transaction; calling it again goes on where it was interrupted. Raises PermissionDenied and
    MoveRefused with what stands in the way.
    """
    check_issue(program=program, issuer=issuer, by=by, issued_on=issued_on)
    issued = []
    while batch := _issue_batch(program, issuer, by, issued_on):
        issued += batch
    return issued


def issue_some(*, program, issuer, by, issued_on) -> list[Certificate]:
    """Issue to the next few people, as `issue` does, and return theirs; an empty list when all have one."""
    check_issue(program=program, issuer=issuer, by=by, issued_on=issued_on)
    return _issue_batch(program, issuer, by, issued_on)


def check_issue(*, program, issuer, by, issued_on) -> None:
    """Raise PermissionDenied, or MoveRefused with what stands in the way of issuing."""
    if not by.has_perm("certificates.approve"):
        raise PermissionDenied
    if refusals := [*obstacles(program, issuer, issued_on), *_wrong_day(program, issued_on)]:
        raise MoveRefused(refusals)


@transaction.atomic
def _issue_batch(program, issuer, by, issued_on) -> list[Certificate]:
    counter = _locked_counter(issuer, issued_on.year)
    # Read under the lock: a colleague may have issued some of them a moment ago.
    entitled = [c.result for c in review(program) if c.can_be_issued][:BATCH]
    if not entitled:
        return []
    certificates = _write(entitled, counter, program=program, issuer=issuer, by=by, issued_on=issued_on)
    statuses = CertificateStatus._base_manager.bulk_create(
        [_status(certificate) for certificate in certificates]
    )
    sources = {status.pk: "" for status in statuses}
    MoveRecord.objects.record_many(statuses, move="issue", sources=sources, by=by)
    return certificates


def _locked_counter(issuer, year) -> NumberCounter:
    first = issuer.first_number if not NumberCounter._base_manager.filter(issuer=issuer).exists() else 1
    NumberCounter._base_manager.get_or_create(issuer=issuer, year=year, defaults={"last": first - 1})
    return NumberCounter._base_manager.select_for_update().get(issuer=issuer, year=year)


def _write(results, counter, *, program, issuer, by, issued_on) -> list[Certificate]:
    """Number, render and store certificates; the counter is locked by the caller."""
    common = common_part(issuer, program, issued_on)
    modules = list(program.modules.all())
    prefetch_related_objects([result.enrolment for result in results], "scores")
    of_class = class_code(program)
    rows = []
    for seq, result in enumerate(results, start=counter.last + 1):
        number = certificate_number(issuer, seq=seq, day=issued_on, class_code=of_class)
        code = secrets.token_urlsafe(16)
        photo = photo_part(issuer, _printable_photo(result.enrolment.inmate) if issuer.shows_photo else None)
        rows.append(
            Certificate(
                facility_id=program.facility_id,
                issuer=issuer,
                program=program,
                enrolment=result.enrolment,
                year=issued_on.year,
                seq=seq,
                number=number,
                code=code,
                outcome=result.outcome,
                snapshot=snapshot(
                    common, result, modules, number=number, code=code, issued_on=issued_on, photo=photo
                ),
                issued_on=issued_on,
                issued_by=by,
            )
        )
    pdfs = render_certificates([row.snapshot for row in rows], check_base_url=settings.CHECK_BASE_URL)
    for row, pdf in zip(rows, pdfs, strict=True):
        row.pdf_sha256 = files.store(pdf)
    counter.last += len(rows)
    counter.save(update_fields=["last"])
    return Certificate._base_manager.bulk_create(rows)


def _printable_photo(inmate):
    """Return somebody's photo, or None when there is none or its file is lost: a frame is printed then."""
    photo = _photo(inmate)
    return photo if photo and default_storage.exists(photo.stored.path) else None


def preview(*, program, issuer, day) -> bytes | None:
    """Return the first certificate that would be issued as a PDF marked as a sample, or None.

    It bears no number that will be given out and a code that leads nowhere; nothing is stored.
    """
    result = next((candidate.result for candidate in review(program) if candidate.can_be_issued), None)
    if result is None:
        return None
    common = common_part(issuer, program, day)
    photo = photo_part(issuer, _printable_photo(result.enrolment.inmate) if issuer.shows_photo else None)
    number = certificate_number(issuer, seq=0, day=day, class_code=class_code(program))
    shown = snapshot(
        common,
        result,
        list(program.modules.all()),
        number=number,
        code="contoh",
        issued_on=day,
        photo=photo,
    )
    [content] = render_certificates([shown], check_base_url=settings.CHECK_BASE_URL, mark=SAMPLE)
    return content


def _status(certificate, replaces=None) -> CertificateStatus:
    return CertificateStatus(
        certificate=certificate,
        facility_id=certificate.facility_id,
        enrolment_id=certificate.enrolment_id,
        replaces=replaces,
    )


@transaction.atomic
def replace(*, certificate, by, reason, issued_on) -> Certificate:
    """Issue a new certificate, with a new number, from today's data; the old one points to it and is void.

    Raises PermissionDenied, and MoveRefused when the certificate is no longer valid, no reason is given, or
    the date lies before the end of the programme or after today.
    """
    if not by.has_perm("certificates.approve"):
        raise PermissionDenied
    must_be_said(reason)
    program, issuer = certificate.program, certificate.issuer
    if refusals := list(_wrong_day(program, issued_on)):
        raise MoveRefused(refusals)
    counter = _locked_counter(issuer, issued_on.year)
    status = CertificateStatus._base_manager.select_for_update().get(certificate=certificate)
    if status.state not in VALID_STATES:
        raise MoveRefused([Refusal(_("This certificate is no longer valid."))])
    if refusals := obstacles(program, issuer, issued_on):
        raise MoveRefused(refusals)
    with pghistory.context(move="replace", reason=reason):
        take_step([status], "replace", CertificateState.REPLACED, by=by, reason=reason.strip())
        result = _results(program).get(enrolment=certificate.enrolment_id)
        (new,) = _write([result], counter, program=program, issuer=issuer, by=by, issued_on=issued_on)
        fresh = _status(new, replaces=certificate)
        fresh.save(force_insert=True)
        MoveRecord.objects.record(fresh, move="issue", source="", by=by, reason=reason.strip())
    return new

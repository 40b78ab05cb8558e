"""Monthly reports: gathering, freezing, photos."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import report_sections
from core.files import PDF, Upload
from core.files.storage import store
from core.models import MoveRecord
from core.report_sections import ShownTable
from facilities.models import LetterKind
from facilities.services.letters import take_letter_number
from facilities.services.officers import head_on
from reports.figures import TREND_KEYS, trend_of
from reports.models import MonthlyReport, ReportPhoto, ReportSubmission
from reports.models.monthly import LETTERS

MOST_PHOTOS = 8
# Letters to the regional office are Indonesian, whatever the language of the page.
OFFICIAL = "id"


@dataclass(frozen=True)
class Shown:
    """A report as a page or a paper shows it: as it stands now, or as it was submitted.

    `trend` is what its charts are drawn from (reports/figures.py), `photos` are dicts with `sha256`, `kind`
    and `caption`; `submission` is None before it was submitted.
    """

    sections: list[dict]
    trend: list[dict]
    texts: dict[str, str]
    photos: list[dict]
    submission: ReportSubmission | None

    @property
    def tables(self) -> list[ShownTable]:
        return report_sections.shown(self.sections)


def shown_report(report: MonthlyReport) -> Shown:
    """Return what a report says: of one that the office has, what was submitted, else what is so now."""
    if report.is_frozen:
        submission = report.submissions.first()
        content = submission.content
        return Shown(content["sections"], content["trend"], content["texts"], content["photos"], submission)
    with timezone.override(report.facility.zone):
        sections, trend = _gathered(report)
    return Shown(sections, trend, _texts(report), _photos(report), None)


def _gathered(report):
    year = report_sections.gather_by_month(
        report.facility, report.month.year, until=report.month, only=TREND_KEYS
    )
    return report_sections.gather(report.facility, *report.period), trend_of(year)


def _texts(report):
    return {name: getattr(report, name) for name in ("activities", "problems", "plans")}


def _photos(report):
    return [
        {"sha256": photo.sha256, "kind": photo.kind, "caption": photo.caption}
        for photo in report.photos.all()
    ]


def current_signatory(facility, day) -> dict:
    """Return who holds the head's office on a day, acting or not; empty when nobody does."""
    office = head_on(facility.pk, day)
    if office is None:
        return {}
    return {"position": office.signature_position, "name": office.signature_name, "nip": office.nip}


def freeze(report: MonthlyReport, *, by, reason="") -> ReportSubmission:
    """Effect of submitting: keep figures, texts and the letter, which takes its number."""
    from reports.paper import monthly_letter

    facility = report.facility
    with timezone.override(facility.zone), translation.override(OFFICIAL):
        day = timezone.localdate()
        sections, trend = _gathered(report)
        content = {
            "sections": sections,
            "trend": trend,
            "texts": _texts(report),
            "photos": _photos(report),
            "addressee": facility.region.name,
            "signatory": current_signatory(facility, day),
        }
        submission = ReportSubmission(
            facility=facility,
            report=report,
            position=report.submissions.count() + 1,
            number=take_letter_number(facility=facility, kind=LetterKind.REPORT, day=day),
            day=day,
            content=content,
            submitted_by=by,
        )
        letter = monthly_letter(report, content, number=submission.number, day=day)
    submission.pdf_sha256 = store(LETTERS, Upload(letter, PDF, "")).sha256
    submission.save()
    return submission


@transaction.atomic
def add_photos(*, report, uploads, by) -> list[ReportPhoto]:
    """Hang photos, pairs of a core.files.Upload and a caption, on a report; all of them or none.

    What is there already is left out. Raises PermissionDenied, and ValidationError when the report is closed
    or would have more than MOST_PHOTOS.
    """
    if not by.has_perm("reports.enter"):
        raise PermissionDenied
    rows = MonthlyReport._base_manager.select_for_update(of=("self",), no_key=True)
    report = rows.get(pk=report.pk)
    if why := why_closed(report):
        raise ValidationError(why)
    known = set(report.photos.values_list("sha256", flat=True))
    added = []
    for upload, caption in uploads:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        if len(known) > MOST_PHOTOS:
            raise ValidationError(_("A report has at most %(count)s photos.") % {"count": MOST_PHOTOS})
        photo = ReportPhoto(facility_id=report.facility_id, report=report, caption=caption)
        photo.take(upload, by=by)
        photo.save()
        added.append(photo)
    return added


def why_closed(report) -> str:
    """Return why texts and photos of a report stay as they are, or an empty string."""
    if report.is_open:
        return ""
    text = _("Nothing can be changed now: the report is “%(state)s”.")
    return text % {"state": report.get_state_display()}


def last_return(report) -> MoveRecord | None:
    """Return who returned a report the last time, and why."""
    return MoveRecord.objects.of(report).filter(move="return").select_related("by").last()

"""Reports on paper: the monthly letter to the regional office, the year, and a partner's.

All of them are Indonesian and signed for by whoever holds the head's office.
"""

from datetime import date

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import report_sections
from core.files.kinds import KINDS
from core.files.storage import Stored
from core.pdf import ARCHIVE, media_url, render_pdf
from facilities.services.logos import letterhead_of
from reports.figures import key_figures, trend_charts
from reports.models import MonthlyReport, ReportPhoto
from reports.services.monthly import OFFICIAL, Shown, current_signatory


def monthly_letter(report: MonthlyReport, content: dict, *, number: str, day: date) -> bytes:
    """Return the letter with the report behind it, as it is to be kept; `content` as a submission has it."""
    facility = report.facility
    with timezone.override(facility.zone), translation.override(OFFICIAL):
        title = _("Monthly report on vocational training, %(month)s") % {
            "month": date_format(report.month, "F Y")
        }
        context = {
            **letterhead_of(facility),
            "report": report,
            "facility": facility,
            "content": content,
            "figures": key_figures(content["sections"]),
            "tables": report_sections.shown(content["sections"]),
            "charts": trend_charts(content["trend"]),
            "photos": _printable(content["photos"]),
            "heading": title,
            "number": number,
            "day": day,
            "place": facility.city,
        }
        return render_pdf(
            "reports/monthly_letter_pdf.html", context, title=title, lang=OFFICIAL, variant=ARCHIVE
        )


def draft_letter(report: MonthlyReport, shown: Shown) -> bytes:
    """Return how the letter would read now, without a number."""
    with timezone.override(report.facility.zone), translation.override(OFFICIAL):
        content = {
            "sections": shown.sections,
            "texts": shown.texts,
            "photos": shown.photos,
            "trend": shown.trend,
            "addressee": report.facility.region.name,
            "signatory": current_signatory(report.facility, timezone.localdate()),
        }
        return monthly_letter(report, content, number=_("(draft)"), day=timezone.localdate())


def _printable(photos) -> list[dict]:
    """Return the photos whose file is there, with their address."""
    found = []
    for photo in photos:
        path = Stored(ReportPhoto.folder, photo["sha256"], KINDS[photo["kind"]]).path
        if default_storage.exists(path):
            found.append({"url": media_url(path), "caption": photo["caption"]})
    return found


def yearly_paper(facility, year: int) -> bytes:
    """Return the report on a year, a column for each month."""
    with timezone.override(facility.zone), translation.override(OFFICIAL):
        sections = report_sections.gather_by_month(facility, year)
        title = _("Yearly report on vocational training, %(year)s") % {"year": year}
        return _signed_paper(
            "reports/yearly_pdf.html",
            facility,
            title,
            tables=report_sections.shown(sections),
            charts=trend_charts(sections),
            wide=True,
            year=year,
        )


def cooperation_paper(subject, first: date, last: date) -> bytes:
    """Return what came of working together with a partner, to be handed over."""
    with timezone.override(subject.facility.zone), translation.override(OFFICIAL):
        sections = report_sections.gather(subject, first, last, report_sections.COOPERATION)
        title = _("Report on the cooperation with %(partner)s") % {"partner": subject.partner}
        return _signed_paper(
            "reports/cooperation_pdf.html",
            subject.facility,
            title,
            tables=report_sections.shown(sections),
            partner=subject.partner,
            first=first,
            last=last,
        )


def _signed_paper(template, facility, title, **context) -> bytes:
    today = timezone.localdate()
    signatory = current_signatory(facility, today)
    context |= {
        **letterhead_of(facility),
        "facility": facility,
        "heading": title,
        "signatures": [signatory] if signatory else [],
        "place": facility.city,
        "date": date_format(today, "j F Y"),
    }
    return render_pdf(template, context, title=title, lang=OFFICIAL)

"""What stands in the way of a monthly report's moves."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import Refusal
from facilities.services.officers import head_on
from reports.names import named_people


def month_is_over(report, user):
    _first, last = report.period
    if timezone.localdate(timezone=report.facility.zone) <= last:
        yield Refusal(_("This month is not over yet."))


def has_head(report, user):
    today = timezone.localdate(timezone=report.facility.zone)
    if head_on(report.facility_id, today) is None:
        text = _("Nobody is recorded as head of the facility on that day.")
        yield Refusal(text, report.facility.get_absolute_url())


def names_nobody(report, user):
    """Reports go to offices that see no names: somebody may have been admitted since it was written."""
    captions = [photo.caption for photo in report.photos.all()]
    texts = (report.activities, report.problems, report.plans, *captions)
    if found := named_people("\n".join(texts), report.facility_id):
        yield Refusal(name_refusal(found), report.get_absolute_url())


def name_refusal(found) -> str:
    """Return the sentence that refuses a text with names of people."""
    text = _(
        "Names of inmates do not belong into a report: %(names)s. Write how many people, or leave the name "
        "out."
    )
    return text % {"names": ", ".join(f"“{name}”" for name in found)}

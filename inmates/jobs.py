"""Long lists from SDP: compared a few hundred rows at a time, taken over in one piece (core/jobs.py)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import jobs
from core.models import Job
from core.registry import JobKind
from inmates import services
from inmates.models import SdpImport
from inmates.words import import_summary

COMPARE = "inmates.compare"
CONFIRM = "inmates.confirm"
PART = 1000


def start_comparing(sdp_import: SdpImport, *, by) -> Job:
    """Return the job that compares a long list with the register."""
    return _start(COMPARE, sdp_import, len(sdp_import.rows), by=by)


def start_confirming(sdp_import: SdpImport, *, by) -> Job:
    """Return the job that takes a long list over, provided that nobody changes it or its ticks meanwhile."""
    total = sum(sdp_import.counts.get(name, 0) for name in ("new", "changed"))
    return _start(CONFIRM, sdp_import, total, by=by, revision=sdp_import.revision)


def _start(kind: str, sdp_import: SdpImport, total: int, *, by, **wanted) -> Job:
    return jobs.start(
        kind,
        by=by,
        key=f"import:{sdp_import.pk}",
        title=str(sdp_import),
        total=total,
        back=sdp_import.get_absolute_url(),
        sdp_import=sdp_import.pk,
        **wanted,
    )


def compare_step(job: Job, *, by) -> bool:
    sdp_import = SdpImport._base_manager.only("pk").get(pk=job.cursor["sdp_import"])
    left = services.compare_part(sdp_import=sdp_import, start=job.done, size=PART, by=by)
    job.done = min(job.done + PART, job.total)
    return left


def confirm_step(job: Job, *, by) -> bool:
    """All of it or nothing, so there is one part only."""
    with transaction.atomic():
        sdp_import = SdpImport._base_manager.get(pk=job.cursor["sdp_import"])
        services.check_revision(sdp_import=sdp_import, revision=job.cursor["revision"])
        services.confirm_import(sdp_import=sdp_import, by=by)
    job.done = job.total
    return False


def compared_message(job: Job) -> str:
    sdp_import = SdpImport._base_manager.defer("rows", "kept", "shown", "choices").get(
        pk=job.cursor["sdp_import"]
    )
    return _("The list was compared: %(counts)s.") % {"counts": import_summary(sdp_import.counts)}


def confirmed_message(job: Job) -> str:
    sdp_import = SdpImport._base_manager.defer("rows", "kept", "shown", "choices").get(
        pk=job.cursor["sdp_import"]
    )
    return _("The list was taken over: %(counts)s.") % {"counts": import_summary(sdp_import.counts)}


COMPARE_KIND = JobKind(
    COMPARE, gettext_lazy("Compare the list"), "inmates.enter", compare_step, compared_message
)
CONFIRM_KIND = JobKind(
    CONFIRM, gettext_lazy("Take the list over"), "inmates.enter", confirm_step, confirmed_message
)

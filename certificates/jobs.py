"""Certificates for a big class, a few at a time (core/jobs.py)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from certificates import services
from certificates.models import Issuer
from core import jobs
from core.models import Job
from core.registry import JobKind
from programs.models import Program

ISSUE = "certificates.issue"
# So many are issued while the page waits, in about two seconds.
AT_ONCE = 20


def start_issuing(*, program, issuer, by, issued_on, count: int) -> Job:
    """Return the job that certifies a class. Raises PermissionDenied, and MoveRefused as `services.issue`."""
    services.check_issue(program=program, issuer=issuer, by=by, issued_on=issued_on)
    return jobs.start(
        ISSUE,
        by=by,
        key=f"program:{program.pk}",
        title=str(program),
        total=count,
        back=reverse("certificates:program-certificates", args=[program.pk]),
        program=program.pk,
        issuer=issuer.pk,
        issued_on=issued_on.isoformat(),
    )


def issue_step(job: Job, *, by) -> bool:
    issued = services.issue_some(
        program=Program._base_manager.select_related("facility").get(pk=job.cursor["program"]),
        issuer=Issuer._base_manager.get(pk=job.cursor["issuer"]),
        by=by,
        issued_on=date.fromisoformat(job.cursor["issued_on"]),
    )
    job.done += len(issued)
    # Who became entitled meanwhile is certified as well.
    job.total = max(job.total, job.done)
    return len(issued) == services.BATCH


def issued_message(job: Job) -> str:
    text = ngettext(
        "%(count)s certificate issued for %(program)s.",
        "%(count)s certificates issued for %(program)s.",
        job.done,
    )
    return text % {"count": job.done, "program": job.title}


KIND = JobKind(ISSUE, gettext_lazy("Issue certificates"), "certificates.approve", issue_step, issued_message)

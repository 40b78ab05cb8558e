"""Long work without a queue: done a second or two at a time by whoever looks at it.

A job's page asks for the next part as long as it is open; a closed page pauses the work, and the worklist or
`manage.py daily` goes on with it. Each part is one transaction under the job's row lock: killed at any
moment, it leaves what earlier parts did and nothing of the interrupted one. No threads.
"""

import logging
import time

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import registry
from core.lifecycle import MoveRefused
from core.models import Job, JobState

SECONDS = 2.0
log = logging.getLogger("berdaya.jobs")


def start(kind: str, *, by, key: str, title: str, total: int, back: str, **wanted) -> Job:
    """Return the job that does `wanted`, made now unless one for the same `key` is under way.

    `back` is the page to which the finished work leads. Raises PermissionDenied.
    """
    if not by.has_perm(registry.job_kinds()[kind].permission):
        raise PermissionDenied
    same = Job.objects.filter(kind=kind, owner=by.membership.owner_key, key=key)
    same.filter(state=JobState.FAILED).delete()
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind,
                key=key,
                owner=by.membership.owner_key,
                title=title[:200],
                total=total,
                back=back,
                cursor=wanted,
                created_by=by,
                acting_as=by.membership.pk,
            )
    except IntegrityError:
        # Started twice at the same moment; `same` sees what the other one made.
        return same.open().get()


def work(job: Job, *, seconds: float | None = None) -> bool:
    """Do parts of a job for about `seconds` (SECONDS) and return whether this call did any.

    False when somebody else is at it now, or when nothing is left. `job` is not brought up to date.
    """
    seconds = SECONDS if seconds is None else seconds
    began, longest, worked = time.monotonic(), 0.0, False
    while True:
        at = time.monotonic()
        if worked and at - began + longest > seconds:
            return True
        if not _step(job.pk):
            return worked
        longest = max(longest, time.monotonic() - at)
        worked = True


def retry(job: Job) -> None:
    """Let a job that has failed go on from where it stopped."""
    rows = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
    try:
        with transaction.atomic():
            rows.update(state=JobState.WAITING, message="")
    except IntegrityError:
        # The same was started anew meanwhile; this one has nothing left to do.
        rows.delete()


def finish_all(*, seconds: float = 600) -> str:
    """Finish what is open, oldest first; the part of `manage.py daily`."""
    began, finished, stopped = time.monotonic(), 0, 0
    for job in Job.objects.open().order_by("pk"):
        while time.monotonic() - began < seconds and work(job):
            pass
        job.refresh_from_db()
        finished += job.state == JobState.DONE
        stopped += job.state == JobState.FAILED
    left = Job.objects.open().count()
    return f"{finished} finished, {stopped} stopped, {left} left"


def _step(pk: int) -> bool:
    """Do one part of a job under its lock; return False when it is locked, or not open any more."""
    try:
        with transaction.atomic():
            job = _locked(pk)
            if job is None:
                return False
            kind = registry.job_kinds()[job.kind]
            by = job.created_by.act_as(job.acting_as)
            if not by.has_perm(kind.permission):
                raise PermissionDenied
            with pghistory.context(user=by.pk, membership=job.acting_as, job=job.pk):
                left = kind.step(job, by=by)
            job.state = JobState.RUNNING if left else JobState.DONE
            job.message = "" if left else kind.finished(job)
            job.save()
    except Exception as error:
        _fail(pk, error)
        return False
    return True


def _locked(pk: int) -> Job | None:
    rows = Job.objects.open().select_for_update(of=("self",), no_key=True, skip_locked=True)
    return rows.select_related("created_by").filter(pk=pk).first()


def _fail(pk: int, error: Exception) -> None:
    """Keep in words why a part could not be done; it was undone, and can be tried again."""
    if isinstance(error, MoveRefused):
        text = "\n".join(str(refusal.text) for refusal in error.refusals)
    elif isinstance(error, ValidationError):
        text = "\n".join(error.messages)
    elif isinstance(error, PermissionDenied):
        text = _("Whoever started this may no longer do it. Start it again yourself.")
    else:
        text = _("Something went wrong here. Nothing is half done; try again, or tell the administrator.")
        log.error("a job stopped", exc_info=error)
    with transaction.atomic():
        if job := _locked(pk):
            job.state, job.message = JobState.FAILED, text
            job.save(update_fields=["state", "message", "updated_at"])

"""What of the house itself waits for somebody: long work that was left."""

from django.utils.translation import gettext as _

from core import registry
from core.models import Job, JobState


def unfinished_jobs(user):
    """Return the work that somebody started and closed, or that could not go on."""
    return Job.objects.for_user(user).unfinished().order_by("pk")


def job_item(job) -> registry.WorkItem:
    kind = registry.job_kinds()[job.kind]
    return registry.WorkItem(
        title=f"{kind.label}: {job}",
        text=job.message or _("%(done)s of %(total)s done") % {"done": job.done, "total": job.total},
        url=job.get_absolute_url(),
        action=_("Look") if job.state == JobState.FAILED else _("Continue"),
    )

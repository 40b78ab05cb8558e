from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.labels import find_labels_quickly
from core.triggers import register_quickly

# Before any app's models are made.
register_quickly()
find_labels_quickly()


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self):
        from core import checks, chores, erasing, jobs, registry, work  # noqa: F401

        registry.add_work(
            registry.WorkGroup(
                title=_("Work that was left"),
                icon="clock",
                order=5,
                permission="jobs.view",
                rows=work.unfinished_jobs,
                item=work.job_item,
            )
        )
        for order, name, run in (
            (10, "jobs", jobs.finish_all),
            (60, "erasing", erasing.forget_all),
            (70, "old jobs", chores.forget_old_jobs),
            (75, "form receipts", chores.forget_old_receipts),
            (80, "sessions", chores.forget_expired_sessions),
            (85, "cache", chores.forget_expired_cache),
            (90, "files", chores.sweep_files),
        ):
            registry.add_chore(registry.Chore(name, order, run))

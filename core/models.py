"""What every part of the house leans on and no user edits: records of moves, receipts of forms, long work."""

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import registry
from core.querysets import ScopedQuerySet


class MoveRecordQuerySet(models.QuerySet):
    def of(self, obj):
        """Return the moves of one object, oldest first. Whoever may see the object may see its moves."""
        kind = ContentType.objects.get_for_model(obj, for_concrete_model=True)
        return self.filter(content_type=kind, object_id=obj.pk).order_by("pk")

    def attach(self, objects):
        """Load the moves of objects of one model in one statement; `last_of` then asks no more."""
        for obj in objects:
            obj.known_moves = []
        if objects:
            kind = ContentType.objects.get_for_model(objects[0], for_concrete_model=True)
            by_key = {obj.pk: obj for obj in objects}
            for record in self.filter(content_type=kind, object_id__in=by_key).order_by("pk"):
                by_key[record.object_id].known_moves.append(record)

    def last_of(self, obj, move):
        """Return the last record of the move `move` of an object, or None."""
        known = getattr(obj, "known_moves", None)
        if known is None:
            return self.of(obj).filter(move=move).last()
        return next((record for record in reversed(known) if record.move == move), None)

    def record(self, obj, *, move, source, by, reason=""):
        """Keep that `by` moved `obj` from `source` to the state it has now."""
        self.record_many([obj], move=move, sources={obj.pk: source}, by=by, reason=reason)

    def record_many(self, objects, *, move, sources, by, reason=""):
        """Record one move of several objects of a model; `sources` gives each key's state before."""
        if not objects:
            return []
        kind = ContentType.objects.get_for_model(objects[0], for_concrete_model=True)
        return self.bulk_create(
            MoveRecord(
                content_type=kind,
                object_id=obj.pk,
                move=move,
                source=sources[obj.pk],
                target=obj.state,
                by=by,
                reason=reason,
            )
            for obj in objects
        )


class MoveRecord(models.Model):
    """Who moved what from which state to which, when and why."""

    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.BigIntegerField()
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = MoveRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("move")
        indexes = [models.Index(fields=["content_type", "object_id"], name="move_object")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.source} → {self.target}"


class FormReceipt(models.Model):
    """A form that was accepted: the same form sent again leads to what the first one made."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    url = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("form receipt")

    def __str__(self):
        return str(self.key)


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped")


class JobQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the jobs of the place the user acts for, of the kinds that their role may do."""
        membership = user.membership
        if membership is None:
            return self.none()
        kinds = [kind.name for kind in registry.job_kinds().values() if user.has_perm(kind.permission)]
        return self.filter(owner=membership.owner_key, kind__in=kinds)

    def open(self):
        """Return what can go on by itself."""
        return self.filter(state__in=(JobState.WAITING, JobState.RUNNING))

    def unfinished(self):
        """Return what is not done, also what has failed."""
        return self.exclude(state=JobState.DONE)


class Job(models.Model):
    """Long work, done a few seconds at a time by whoever looks at it (see core/jobs.py).

    `owner` is the place it belongs to, as memberships name it; `acting_as` the membership in which it was
    started, so that it goes on with the same rights. `key` tells what it is about: there is one open job of a
    kind for it. `cursor` holds what is asked for and how far it is.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    owner = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=JobState, default=JobState.WAITING)
    cursor = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    back = models.CharField(max_length=500)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acting_as = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("long work")
        verbose_name_plural = _("long work")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner", "key"],
                condition=Q(state__in=("waiting", "running")),
                name="job_once",
            )
        ]
        indexes = [models.Index(fields=["owner"], condition=~Q(state="done"), name="job_unfinished")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("core:job-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)


class ErasureQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return what was erased at the place the user acts for."""
        return self.filter(owner=user.membership.owner_key) if user.membership else self.none()

    def latest_first(self):
        return self.order_by("-pk")


class Erasure(models.Model):
    """That something was erased (core/erasing.py): how much of what, whose number, why; never what it was.

    `owner` is the place it belonged to, as memberships name it, "" for what belongs to none. Rows are added
    and never changed.
    """

    class Reason(models.TextChoices):
        EXPIRED = "expired", _("ran out")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REMOVED = "removed", _("removed by staff")

    at = models.DateTimeField(_("when"), auto_now_add=True)
    kind = models.CharField(_("what"), max_length=40)
    owner = models.CharField(max_length=40, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    subjects = ArrayField(models.BigIntegerField(), verbose_name=_("numbers of the people"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("why"), max_length=12, choices=Reason)
    # The setting by which it ran out.
    days = models.PositiveIntegerField(_("kept for days"), null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["owner", "-id"], name="erasure_by_owner")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.kind}: {self.rows}"

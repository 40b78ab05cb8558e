"""An uploaded SDP list between its preview and its confirmation."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from core.models import MoveRecord
from facilities.models import FacilityOwned
from inmates.querysets import KEPT_FOR, ImportQuerySet


class ImportState(models.TextChoices):
    WAITING = "waiting", _("Waiting for confirmation")
    DONE = "done", _("Taken over")
    DISCARDED = "discarded", _("Discarded")
    UNCHANGED = "unchanged", _("No changes")


IMPORT_LIFECYCLE = Lifecycle(
    ImportState,
    [
        Move("confirm", _("Take over"), ("waiting",), "done", "inmates.enter"),
        Move("discard", _("Discard"), ("waiting",), "discarded", "inmates.enter"),
    ],
    # A list that changes nothing closes itself.
    following=[("waiting", "unchanged")],
    steps={"close": _("Closed: nothing to take over")},
)


@track(exclude=["rows", "kept", "shown", "choices", "revision", "compared_at"])
class SdpImport(FacilityOwned, LifecycleModel):
    """One uploaded list. The file itself is never kept: it holds columns about offences.

    `rows` holds the parsed rows of known columns until they are confirmed or discarded, at most 24 hours;
    `rejected` says which rows were refused and why, without what stood in them; what stood there is in `kept`
    for as long as the rows are. `shown` is what the comparison of `compared_at` found, a mark for each row;
    `choices` the ticks, and `revision` rises with every change of either.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=ImportState, default=ImportState.WAITING, editable=False
    )
    file_sha256 = models.CharField(_("file's checksum"), max_length=64)
    layout = models.CharField(max_length=10)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    rejected = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    shown = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    compared_at = models.DateTimeField(_("compared"), null=True, editable=False)

    lifecycle = IMPORT_LIFECYCLE
    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("SDP import")
        verbose_name_plural = _("SDP imports")
        ordering = ["-pk"]
        triggers = [IMPORT_LIFECYCLE.trigger("import_state")]

    def __str__(self):
        return f"{_('SDP list')} #{self.pk}"

    def get_absolute_url(self):
        return reverse("inmates:import-detail", args=[self.pk])

    @property
    def can_be_taken_over(self) -> bool:
        """Whether the list still waits and its rows are still kept."""
        return self.state == ImportState.WAITING and self.uploaded_at > timezone.now() - KEPT_FOR

    @property
    def short_hash(self) -> str:
        """The first characters of the checksum: enough to tell two files apart."""
        return self.file_sha256[:12]

    @property
    def keeps_refused(self) -> bool:
        """Whether what stood in the refused rows is still kept: a day, never once taken over."""
        return bool(self.kept.get("headings")) and self.uploaded_at > timezone.now() - KEPT_FOR

    @property
    def last_move(self) -> MoveRecord | None:
        """Who took the list over or discarded it, and when."""
        return MoveRecord.objects.of(self).select_related("by").last()

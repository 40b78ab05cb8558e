"""Proposed rosters of several classes at once, kept until staff confirm or discard them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet


class AllocationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    DONE = "done", _("Confirmed")
    DISCARDED = "discarded", _("Discarded")


@track(exclude=["content", "figures"])
class Allocation(FacilityOwned):
    """A proposal: which classes, who would sit where and why, who finds no seat and why.

    `content` holds keys and codes only, see `enrolments.services.allocating`, and `figures` the numbers that
    come of it; of one that is not a draft any more, the people without a seat are forgotten.
    """

    state = models.CharField(
        _("state"), max_length=10, choices=AllocationState, default=AllocationState.DRAFT, editable=False
    )
    content = models.JSONField(default=dict, editable=False)
    figures = models.JSONField(default=dict, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("settled by"),
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal of rosters")
        verbose_name_plural = _("proposals of rosters")
        ordering = ["-pk"]

    def __str__(self):
        made = timezone.localtime(self.made_at)
        return str(_("Rosters proposed on %(day)s")) % {"day": date_format(made, "j F Y, H.i")}

    def get_absolute_url(self):
        return reverse("enrolments:allocation-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == AllocationState.DRAFT

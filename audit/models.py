"""Who was shown which people, when and what for."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.querysets import AccessLogQuerySet
from core.shown import EXPORT, PAGE, PRINT, UNMASK, page_label
from facilities.models import Facility, Membership, User


def _loose(to, **options):
    """Return a reference that neither waits for locks on the other row nor fails with it."""
    options |= {"db_constraint": False, "db_index": False, "related_name": "+"}
    return models.ForeignKey(to, models.DO_NOTHING, **options)


class AccessLog(models.Model):
    """A page, an export or a print that named people. Rows are added and never changed.

    People are kept as keys only, so that erasing a person erases their name here too. An instructor's page
    with people of two facilities makes a row for each, written in one statement: a row tells one facility.
    """

    class Kind(models.TextChoices):
        PAGE = PAGE, _("Looked at")
        EXPORT = EXPORT, _("Downloaded")
        PRINT = PRINT, _("Printed")
        UNMASK = UNMASK, _("Shown in full")

    at = models.DateTimeField(_("when"), db_default=Now())
    user = _loose(User, verbose_name=_("account"))
    membership = _loose(Membership, null=True, verbose_name=_("role"))
    facility = _loose(Facility, null=True, verbose_name=_("facility"))
    kind = models.CharField(_("how"), max_length=10, choices=Kind)
    page = models.CharField(_("what"), max_length=100)
    model = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    persons = ArrayField(models.BigIntegerField(), verbose_name=_("people"))
    rows = models.PositiveIntegerField(_("rows"), default=0)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("access log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="access_by_user"),
            models.Index(fields=["facility", "-at", "-id"], name="access_by_facility"),
            # For the national office, and for what has run out.
            models.Index(fields=["-at", "-id"], name="access_by_time"),
            GinIndex(fields=["persons"], name="access_by_person"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.page_label

    def get_absolute_url(self):
        return reverse("audit:access-detail", args=[self.pk])

    @property
    def page_label(self) -> str:
        """What was opened, in words."""
        return page_label(self.page)

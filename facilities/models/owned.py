from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.models.facility import Facility


class FacilityOwned(models.Model):
    """A row of one facility: where it happened. Only a person's row moves on to another (`Inmate`)."""

    facility = models.ForeignKey(
        Facility, models.PROTECT, related_name="+", verbose_name=_("facility"), editable=False
    )

    class Meta:
        abstract = True

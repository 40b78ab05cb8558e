from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoLoad(models.Model):
    """The day on which the demo was loaded first; everything in it is dated relative to this day."""

    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("demo")

    def __str__(self):
        return str(self.day)

"""A person's photo: restricted like the identity, and not kept in history."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files.models import StoredFile
from core.history import track
from inmates.models.inmate import Inmate
from inmates.querysets_details import DetailQuerySet


class PhotoQuerySet(DetailQuerySet):
    def for_user(self, user):
        """A photo follows the person: whoever may open their page finds it."""
        return self.filter(inmate__in=Inmate.objects.for_user(user))


@track(fields=["id", "inmate", "uploaded_at"])
class InmatePhoto(StoredFile):
    """The one photo of a person, 3 x 4. History says that it changed; what it showed is gone."""

    folder = "photos"
    shows_name = False

    inmate = models.OneToOneField(Inmate, models.CASCADE, related_name="photo")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def get_absolute_url(self):
        return self.inmate.get_absolute_url()

"""Whom one speaks to at a partner."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from partners.contact_querysets import ContactPersonQuerySet
from partners.models.partner import Partner


@track(exclude=["phone", "email"])
class ContactPerson(models.Model):
    """Somebody of a partner; shared, like the partner, by the facilities of the region."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="people", verbose_name=_("partner"), editable=False
    )
    titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=120)
    titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    office = models.CharField(_("office"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_former = models.BooleanField(
        _("no longer there"),
        default=False,
        help_text=_("They are not offered in new contacts any more; those recorded keep their name."),
    )

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact people")
        ordering = ["is_former", "name", "pk"]

    def __str__(self):
        return self.signature_name

    def get_absolute_url(self):
        """They stand on the page of their partner."""
        return reverse("partners:person-list", args=[self.partner_id])

    @property
    def signature_name(self) -> str:
        """The name with titles."""
        named = f"{self.titles_before} {self.name}".strip()
        return f"{named}, {self.titles_after}" if self.titles_after else named

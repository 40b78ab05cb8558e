"""One-time links with which people set their password: no mail goes from here, they are handed over."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.querysets import ScopedQuerySet
from facilities.models.user import User


class AccessLinkQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the links of the accounts that `user` may see."""
        return self.filter(user__in=User.objects.for_user(user))

    def live(self):
        """Return the links that still open a page."""
        return self.filter(used_at=None, voided_at=None, expires_at__gt=timezone.now())


class AccessLink(models.Model):
    """A link that was made for a user. The link itself is not kept, only a hash of its secret."""

    class Purpose(models.TextChoices):
        INVITE = "invite", _("Invitation")
        RESET = "reset", _("New password")

    user = models.ForeignKey(User, models.CASCADE, related_name="access_links", verbose_name=_("user"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True)
    voided_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.get_purpose_display())

    @property
    def standing(self) -> str:
        """Return what has become of the link, in a word or two."""
        if self.used_at:
            return _("used")
        if self.voided_at:
            return _("withdrawn")
        return _("expired") if self.expires_at <= timezone.now() else _("waiting to be used")

    @property
    def is_live(self) -> bool:
        return not (self.used_at or self.voided_at) and self.expires_at > timezone.now()

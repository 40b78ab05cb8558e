"""Who signed in or tried to, and the web sessions that are open."""

import pgtrigger
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.devices import device
from accounts.querysets import SessionInfoQuerySet, SignInRecordQuerySet
from facilities.models import User

AGENT_LENGTH = 200


class SignInRecord(models.Model):
    """Something that happened to an account. Rows are added and never changed."""

    class Event(models.TextChoices):
        SIGN_IN = "sign_in", _("sign-in")
        CONFIRM = "confirm", _("password or code asked again")
        SIGN_OUT = "sign_out", _("sign-out")
        PASSWORD = "password", _("password changed")
        SECOND_STEP_ON = "second_step_on", _("two-step sign-in switched on")
        SECOND_STEP_OFF = "second_step_off", _("two-step sign-in switched off")
        CODES = "codes", _("new recovery codes")
        CODE_USED = "code_used", _("recovery code used")

    class Reason(models.TextChoices):
        PASSWORD = "password", _("wrong password")
        NAME = "name", _("unknown user name")
        CODE = "code", _("wrong code")
        LIMIT = "limit", _("too many attempts")
        INACTIVE = "inactive", _("account not active")
        IDLE = "idle", _("nothing done for too long")
        ELSEWHERE = "elsewhere", _("ended from another device")
        STAFF = "staff", _("by who looks after the account")

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="sign_ins", verbose_name=_("user"))
    # Of a name that nobody has: the beginning and a keyed hash, since people type passwords there.
    typed = models.CharField(_("typed name"), max_length=20, blank=True)
    event = models.CharField(_("what happened"), max_length=20, choices=Event)
    success = models.BooleanField(_("succeeded"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True)
    agent = models.CharField(max_length=AGENT_LENGTH, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = SignInRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in record")
        verbose_name_plural = _("sign-ins")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="sign_in_user"),
            models.Index(fields=["-at"], name="sign_in_time"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.get_event_display()}, {self.at:%d/%m/%Y}"

    @property
    def device(self):
        return device(self.agent)


class SessionInfo(models.Model):
    """What we know of an open web session of a signed-in user; goes when the session goes."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="info")
    user = models.ForeignKey(User, models.CASCADE, related_name="web_sessions", verbose_name=_("user"))
    address = models.GenericIPAddressField(_("network address"), null=True)
    agent = models.CharField(max_length=AGENT_LENGTH, blank=True)
    started_at = models.DateTimeField(_("since"), auto_now_add=True)
    last_seen_at = models.DateTimeField(_("last activity"))

    objects = SessionInfoQuerySet.as_manager()

    class Meta:
        verbose_name = _("web session")
        verbose_name_plural = _("web sessions")
        ordering = ["-last_seen_at"]

    def __str__(self):
        return str(self.device)

    @property
    def device(self):
        return device(self.agent)

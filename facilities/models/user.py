"""Users and the memberships in which they act."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.models.facility import Facility, Region
from facilities.permissions import FACILITY_ROLES, PERMISSIONS, Role
from facilities.querysets import MembershipQuerySet, UserManager


@track(exclude=["password", "last_login", "session_stamp"])
class User(AbstractBaseUser):
    """Somebody who signs in. What they see and may do follows from the membership they act in.

    There is no superuser: `admin` is a role like the others (domain.md, section 6).
    """

    username = models.CharField(
        _("user name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()]
    )
    full_name = models.CharField(_("full name"), max_length=120)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    session_stamp = models.CharField(max_length=22, blank=True, editable=False)

    objects = UserManager()
    found_by = ("full_name", "username")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.full_name or self.username

    def get_absolute_url(self):
        return reverse("facilities:user-detail", args=[self.pk])

    def _get_session_auth_hash(self, secret=None):
        """Web sessions lean on the password and on a stamp: a new stamp ends them all at once."""
        value = f"{self.password}{self.session_stamp}"
        return salted_hmac(f"{__name__}.session", value, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def membership(self):
        """The membership the user acts in; the first active one unless the page's session says another."""
        return next(iter(self.active_memberships), None)

    @cached_property
    def active_memberships(self) -> list:
        """The memberships in force today, among which the user may switch, with their places."""
        return list(self.memberships.active().with_places().order_by("pk"))

    @property
    def shape(self):
        """What querysets may know of the user, see facilities/shapes.py; None without a membership."""
        from facilities.shapes import shape_of

        return shape_of(self)

    def act_as(self, membership_key: int):
        """Act in one of the user's memberships; in none when it has ended or the account is closed."""
        mine = self.active_memberships if self.is_active else []
        self.membership = next((one for one in mine if one.pk == membership_key), None)
        return self

    def has_perm(self, permission: str, obj=None) -> bool:
        """Return whether the role acted in has `permission`, "area.level". Objects are `for_user`'s part."""
        return self.is_active and bool(self.membership) and permission in PERMISSIONS[self.membership.role]

    def has_perms(self, permissions, obj=None) -> bool:
        return all(self.has_perm(permission) for permission in permissions)

    def has_module_perms(self, area: str) -> bool:
        return self.has_perm(f"{area}.view")


@track()
class Membership(models.Model):
    """A user's role at one facility or region, between dates.

    Instructors and coordinators belong to a partner, which `partners` records beside the membership.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    facility = models.ForeignKey(
        Facility,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("facility"),
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("region")
    )
    is_acting = models.BooleanField(_("acting (Plt.)"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role__in=FACILITY_ROLES, facility__isnull=False, region=None)
                    | Q(role=Role.REGIONAL, region__isnull=False, facility=None)
                    | (~Q(role__in=[*FACILITY_ROLES, Role.REGIONAL]) & Q(facility=None, region=None))
                ),
                name="membership_place_fits_role",
                violation_error_message=_("This role belongs to another kind of place."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.place}" if self.place else str(self.get_role_display())

    def get_absolute_url(self):
        """Memberships stand on the page of their user."""
        return reverse("facilities:user-detail", args=[self.user_id])

    @property
    def is_current(self) -> bool:
        """Whether the role is held today."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)

    @property
    def place(self) -> str:
        """Where the role is held: a facility, a region, or the partner for whom a coordinator speaks."""
        if self.role == Role.COORDINATOR:
            return str(self.partner_access.partner) if hasattr(self, "partner_access") else ""
        return str(self.facility or self.region or "")

    @property
    def owner_key(self) -> str:
        """The place in a form that `core`, which knows no places, can keep."""
        if self.facility_id:
            return f"facility:{self.facility_id}"
        return f"region:{self.region_id}" if self.region_id else self.role

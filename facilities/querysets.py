"""Scope: whose rows a membership reaches. Every other app builds on these."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import BaseUserManager
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from core.querysets import ReferenceQuerySet, ScopedQuerySet
from facilities.permissions import FACILITY_ROLES, Role


class OwnedQuerySet(ScopedQuerySet):
    """Rows owned by one facility: seen by the staff of that facility, and by nobody else.

    Apps whose rows instructors or coordinators may see too override `for_instructor` and
    `for_coordinator`. Regional and national offices see counts, never rows.
    """

    def for_user(self, user):
        membership = user.membership
        if membership is None:
            return self.none()
        if membership.role in FACILITY_ROLES:
            return self.filter(facility_id=membership.facility_id)
        if membership.role == Role.INSTRUCTOR:
            return self.for_instructor(membership)
        if membership.role == Role.COORDINATOR:
            return self.for_coordinator(membership)
        return self.none()

    def for_instructor(self, membership):
        return self.none()

    def for_coordinator(self, membership):
        return self.none()


class RegionQuerySet(ReferenceQuerySet):
    def with_facilities(self):
        """Count the facilities of each, as `facility_count`."""
        return self.annotate(facility_count=Count("facilities"))


class FacilityQuerySet(ScopedQuerySet):
    """Facilities: staff see their own, a regional office those of its region, others as the table says."""

    def for_user(self, user):
        membership = user.membership
        if membership is None:
            return self.none()
        if membership.role in (Role.NATIONAL, Role.ADMIN):
            return self.all()
        if membership.role == Role.REGIONAL:
            return self.filter(region_id=membership.region_id)
        if membership.role in FACILITY_ROLES:
            return self.filter(pk=membership.facility_id)
        return self.none()


class FacilityPartQuerySet(OwnedQuerySet):
    """What belongs to a facility's settings: seen by whoever sees the facility."""

    def for_user(self, user):
        from facilities.models import Facility

        return self.filter(facility__in=Facility.objects.for_user(user))


class OfficeQuerySet(FacilityPartQuerySet):
    def on(self, day):
        """Return the offices held on `day`; an acting holder comes before the one they stand in for."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day).order_by("-is_acting")


class HolidayQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the common days and, to the staff of a facility, its own."""
        membership = user.membership
        return self.for_facility(membership.facility) if membership else self.none()

    def for_facility(self, facility):
        """Return the holidays of everybody and those of `facility` alone."""
        if facility is None:
            return self.filter(facility=None)
        return self.filter(Q(facility=None) | Q(facility=facility))

    def kept_by(self, user):
        """Return the days that `user` may take out of the list: the facility's own, or the common ones."""
        return self.for_user(user).filter(facility=user.membership.facility)


class MembershipQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return what `user` looks after: all for an administrator, a head's facility, else one's own."""
        membership = user.membership
        if membership and membership.role == Role.ADMIN:
            return self.all()
        if membership and membership.role == Role.HEAD:
            return self.filter(facility_id=membership.facility_id)
        return self.filter(user=user)

    def active(self, day=None):
        """Return the memberships in force on `day` (today)."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def with_places(self):
        """Load where each is held: also the partner of a coordinator, whose app lies above this one."""
        return self.select_related("facility__region", "region", "partner_access__partner")

    def not_over(self, day=None):
        """Return the memberships in force on `day` (today) and those that begin later."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))


class UserQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return all accounts for an administrator, and for a head those ever at work in the facility."""
        from facilities.models import Membership

        membership = user.membership
        if membership and membership.role == Role.ADMIN:
            return self.all()
        if membership and membership.role == Role.HEAD:
            here = Membership._base_manager.filter(user=OuterRef("pk"), facility_id=membership.facility_id)
            return self.filter(Exists(here))
        return self.filter(pk=user.pk)

    def now_in_role(self, role, user):
        """Return the accounts with a role in force today, of those roles that `user` looks after."""
        from facilities.models import Membership

        return self.filter(pk__in=Membership.objects.for_user(user).active().filter(role=role).values("user"))

    def of_standing(self, standing):
        """Return the accounts that are "open", "invited" (no password yet) or "closed"."""
        if standing == "closed":
            return self.filter(is_active=False)
        invited = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return self.filter(invited if standing == "invited" else ~invited, is_active=True)

    def with_memberships(self, user):
        """Load the memberships that `user` looks after, as `known_memberships`."""
        from facilities.models import Membership

        rows = Membership.objects.for_user(user).with_places()
        return self.prefetch_related(Prefetch("memberships", rows, to_attr="known_memberships"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        """Return a new user; without a password nobody can sign in as them yet."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

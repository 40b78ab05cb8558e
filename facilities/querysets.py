"""Scope: whose rows a membership reaches. Every other app builds on these."""

from django.contrib.auth.models import BaseUserManager
from django.db.models import Q
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


class OfficeQuerySet(OwnedQuerySet):
    def for_user(self, user):
        from facilities.models import Facility

        return self.filter(facility__in=Facility.objects.for_user(user))

    def on(self, day):
        """Return the offices held on `day`; an acting holder comes before the one they stand in for."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day).order_by("-is_acting")


class HolidayQuerySet(ReferenceQuerySet):
    def for_facility(self, facility):
        """Return the holidays of everybody and those of `facility` alone."""
        return self.filter(Q(facility=None) | Q(facility=facility))


class MembershipQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the user's own memberships: this is what the switch in the top bar offers."""
        return self.filter(user=user)

    def active(self, day=None):
        """Return the memberships in force on `day` (today)."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class UserManager(BaseUserManager.from_queryset(ScopedQuerySet)):
    def create_user(self, username, password=None, **fields):
        """Return a new user; without a password nobody can sign in as them yet."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

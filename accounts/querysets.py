"""Whose sign-ins and sessions somebody may see."""

from core.querysets import ScopedQuerySet
from facilities.models import Membership
from facilities.permissions import Role


class SignInRecordQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return everything for an administrator, own staff's for a head, and one's own for everybody."""
        membership = user.membership
        if membership and membership.role == Role.ADMIN:
            return self
        if membership and membership.role == Role.HEAD:
            staff = Membership.objects.active().filter(facility_id=membership.facility_id)
            return self.filter(user__in=staff.values("user"))
        return self.own(user)

    def own(self, user):
        return self.filter(user=user)


class SessionInfoQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the user's own sessions: nobody else's business."""
        return self.filter(user=user)

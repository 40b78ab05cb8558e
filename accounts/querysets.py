"""Whose sign-ins and sessions somebody may see."""

from django.db.models import Q

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

    def staff_of(self, user):
        """Return the accounts whose sign-ins a head sees: those of own staff, as in `for_user`."""
        membership = user.membership
        if not membership or membership.role != Role.HEAD:
            return Membership.objects.none().values("user")
        return Membership.objects.active().filter(facility_id=membership.facility_id).values("user")

    def of_kinds(self, kinds):
        """Return the records of these kinds of act, as accounts/trail.py names them."""
        sign_in, wanted = Q(event=self.model.Event.SIGN_IN), Q(pk__in=[])
        if "sign_in" in kinds:
            wanted |= sign_in & Q(success=True)
        if "sign_in_refused" in kinds:
            wanted |= Q(success=False)
        if "account" in kinds:
            wanted |= ~sign_in & Q(success=True)
        return self.filter(wanted)


class SessionInfoQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the user's own sessions: nobody else's business."""
        return self.filter(user=user)

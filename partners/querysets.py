"""Partners are shared by the facilities of a region; agreements belong to one facility."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from core.querysets import ScopedQuerySet
from facilities.permissions import FACILITY_ROLES, Role
from facilities.querysets import OwnedQuerySet

EXPIRING_DAYS = 60
# States of programmes that still lean on their agreement; their app lies above this one.
UNFINISHED = ("draft", "submitted", "verified", "approved", "open", "running", "completed")


def regions_of(membership):
    """Return the condition on `region` that a membership's partners fulfil."""
    if membership.role in FACILITY_ROLES:
        return Q(region_id=membership.facility.region_id)
    if membership.role == Role.REGIONAL:
        return Q(region_id=membership.region_id)
    return Q()


class PartnerQuerySet(ScopedQuerySet):
    def for_user(self, user):
        membership = user.membership
        if membership is None or membership.role in (Role.ADMIN, Role.INSTRUCTOR):
            return self.none()
        if membership.role == Role.COORDINATOR:
            return self.filter(accesses__membership=membership)
        return self.filter(regions_of(membership))

    def with_stage(self, facility):
        """Annotate `stage` (None off the map) and `last_contact_on` as `facility` knows them."""
        from partners.models import PartnerContact, Partnership

        on_map = Partnership._base_manager.filter(partner=OuterRef("pk"), facility=facility)
        contacts = PartnerContact._base_manager.filter(
            partnership__partner=OuterRef("pk"), facility=facility
        ).order_by("-day")
        return self.annotate(
            stage=Subquery(on_map.values("state")[:1]),
            last_contact_on=Subquery(contacts.values("day")[:1]),
        )

    def with_counts(self, user):
        """Annotate `facility_count` and `contact_count` over the facilities the user's office sees."""
        from facilities.models import Facility

        seen = Q(partnerships__facility__in=Facility.objects.for_user(user))
        return self.annotate(
            facility_count=Count("partnerships", seen, distinct=True),
            contact_count=Count("partnerships__contacts", seen, distinct=True),
        )

    def search(self, text, *, people: bool):
        """Find every word of `text` in the name, the regency or, with `people`, a contact person's name."""
        from partners.models import ContactPerson

        rows = self
        for word in text.split():
            found = Q(name__icontains=word) | Q(regency__icontains=word)
            if people:
                theirs = ContactPerson._base_manager.filter(partner=OuterRef("pk"), name__icontains=word)
                found |= Exists(theirs)
            rows = rows.filter(found)
        return rows

    def off_the_map(self, facility):
        """Return those that `facility` has not on its map."""
        return self.exclude(partnerships__facility=facility)


class InstructorQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the facility's own officers and the people of the partners the user may see."""
        membership = user.membership
        if membership is None or membership.role in (Role.ADMIN, Role.INSTRUCTOR):
            return self.none()
        if membership.role in FACILITY_ROLES:
            of_region = Q(facility=None, partner__region_id=membership.facility.region_id)
            return self.filter(Q(facility_id=membership.facility_id) | of_region)
        if membership.role == Role.COORDINATOR:
            return self.filter(partner__accesses__membership=membership)
        if membership.role == Role.REGIONAL:
            return self.filter(partner__region_id=membership.region_id)
        return self.exclude(partner=None)


class AgreementQuerySet(OwnedQuerySet):
    def for_user(self, user):
        membership = user.membership
        if membership and membership.role == Role.NATIONAL:
            return self.all()
        if membership and membership.role == Role.REGIONAL:
            return self.filter(facility__region_id=membership.region_id)
        return super().for_user(user)

    def for_coordinator(self, membership):
        from partners.models import AgreementParty

        mine = AgreementParty._base_manager.filter(
            agreement=OuterRef("pk"), partner__accesses__membership=membership
        )
        return self.filter(Exists(mine))

    def active(self, day=None):
        """Return the agreements in force on `day`: signed, begun and not ended."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), state="signed", starts_on__lte=day)

    def expiring(self, day=None):
        """Return the active agreements that end within 60 days."""
        day = day or timezone.localdate()
        return self.active(day).filter(ends_on__lte=day + timedelta(days=EXPIRING_DAYS))

    def of_standing(self, standing, day=None):
        """Return the agreements whose `standing` reads so on `day`, as the badge says it."""
        day = day or timezone.localdate()
        soon = day + timedelta(days=EXPIRING_DAYS)
        if standing == "upcoming":
            return self.filter(state="signed", starts_on__gt=day)
        if standing == "active":
            return self.active(day).filter(Q(ends_on=None) | Q(ends_on__gt=soon))
        if standing == "expiring":
            return self.expiring(day)
        if standing == "expired":
            return self.filter(state="signed", starts_on__lte=day, ends_on__lt=day)
        return self.filter(state=standing)

    def needing_renewal(self, day=None):
        """Return what ends within 60 days, and what has ended while a programme under it goes on."""
        day = day or timezone.localdate()
        soon = Q(ends_on__range=(day, day + timedelta(days=EXPIRING_DAYS)), starts_on__lte=day)
        over = Q(ends_on__lt=day, programs__state__in=UNFINISHED)
        return self.filter(soon | over, state="signed").distinct().order_by("ends_on", "pk")

"""Partners are shared by the facilities of a region; agreements belong to one facility."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.querysets import ScopedQuerySet
from core.search import anywhere, every_word
from facilities.models.facility import TimeZone
from facilities.permissions import FACILITY_ROLES, Role
from facilities.querysets import OwnedQuerySet

# States of programmes that still lean on their agreement; their app lies above this one.
UNFINISHED = ("draft", "submitted", "verified", "approved", "open", "running", "completed")


# Programmes that hold seats of their agreement: those that went beyond a draft and were not called off.
HOLDING_SEATS = (*UNFINISHED[1:], "closed")


def facility_day(plus: int = 0, day=None):
    """Return the day, `plus` some, that it is now at a row's facility: an expression over its time zone.

    Rows of several zones end with their own day. `day` stands for all of them instead.
    """
    later = timedelta(days=plus)
    if day is not None:
        return Value(day + later, output_field=DateField())
    here = (
        When(facility__time_zone=zone, then=Value(timezone.localdate(timezone=ZoneInfo(zone)) + later))
        for zone in TimeZone.values
    )
    return Case(*here, output_field=DateField())


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

        def stands(word):
            found = anywhere(word, "name", "regency")
            theirs = ContactPerson._base_manager.filter(partner=OuterRef("pk"), name__icontains=word)
            return found | Exists(theirs) if people else found

        return self.filter(every_word(text, stands))

    def with_agreement_in_force(self, facility, yes: bool = True):
        """Return those with whom an agreement of `facility` is in force today, or those without one."""
        from partners.models import Agreement

        active = Agreement.objects.filter(facility=facility, parties__partner=OuterRef("pk")).active()
        return self.filter(Exists(active) if yes else ~Exists(active))

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

    def at_work(self):
        """Return who may be chosen for new classes: everybody who has not left."""
        return self.filter(left_on=None)


class InstructorPartQuerySet(ScopedQuerySet):
    """Rows that hang on an instructor by `owner` and are seen with them."""

    owner = "instructor"

    def for_user(self, user):
        from partners.models import Instructor

        return self.filter(**{f"{self.owner}__in": Instructor.objects.for_user(user)})


class HeldCertificateQuerySet(InstructorPartQuerySet):
    def running_out(self, day):
        """Return what has run out or does so soon, of people who have not left, the most urgent first."""
        last = day + timedelta(days=settings.EXPIRING_DAYS)
        return self.filter(expires_on__lte=last, instructor__left_on=None).order_by("expires_on", "pk")


class CertificateScanQuerySet(InstructorPartQuerySet):
    owner = "certificate__instructor"


class PartnerAccessQuerySet(ScopedQuerySet):
    def for_user(self, user):
        from partners.models import Partner

        return self.filter(partner__in=Partner.objects.for_user(user))


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
        """Return the agreements in force on `day`, else today: signed, begun and not ended."""
        today = facility_day(day=day)
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), state="signed", starts_on__lte=today)

    def ending_within(self, days: int, day=None):
        """Return the active agreements whose last day is at most `days` away."""
        return self.active(day).filter(ends_on__lte=facility_day(days, day))

    def expiring(self, day=None):
        """Return the active agreements that end soon (settings.EXPIRING_DAYS)."""
        return self.ending_within(settings.EXPIRING_DAYS, day)

    def of_standing(self, standing, day=None):
        """Return the agreements whose `standing` reads so on `day`, as the badge says it."""
        today, soon = facility_day(day=day), facility_day(settings.EXPIRING_DAYS, day)
        if standing == "upcoming":
            return self.filter(state="signed", starts_on__gt=today)
        if standing == "active":
            return self.active(day).filter(Q(ends_on=None) | Q(ends_on__gt=soon))
        if standing == "expiring":
            return self.expiring(day)
        if standing == "expired":
            return self.filter(state="signed", starts_on__lte=today, ends_on__lt=today)
        return self.filter(state=standing)

    def needing_renewal(self, day=None):
        """Return what ends soon, and what has ended while a programme under it goes on.

        Left out is what was renewed by a signed agreement, and what staff decided to let end.
        """
        today, soon = facility_day(day=day), facility_day(settings.EXPIRING_DAYS, day)
        near = Q(ends_on__gte=today, ends_on__lte=soon, starts_on__lte=today)
        over = Q(ends_on__lt=today, programs__state__in=UNFINISHED)
        rows = self.filter(near | over, state="signed", let_end_reason="")
        return rows.exclude(renewal__state="signed").distinct().order_by("ends_on", "pk")

    def with_seats_used(self):
        """Add `seats_used`: the seats of the programmes under each, without drafts and cancelled ones."""
        held = Sum(
            F("programs__seats") + F("programs__public_seats"), filter=Q(programs__state__in=HOLDING_SEATS)
        )
        return self.annotate(seats_used=Coalesce(held, Value(0)))


class AgreementPartQuerySet(OwnedQuerySet):
    """Rows that hang on an agreement by `owner` and are seen with it, also by its partners."""

    owner = "agreement"

    def for_user(self, user):
        from partners.models import Agreement

        return self.filter(**{f"{self.owner}__in": Agreement.objects.for_user(user)})


class ActivityFileQuerySet(AgreementPartQuerySet):
    owner = "activity__agreement"

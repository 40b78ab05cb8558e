"""Contact people belong to the shared partner; stages, contacts and steps to one facility."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from core.querysets import ScopedQuerySet
from core.search import anywhere, every_word
from facilities.permissions import FACILITY_ROLES
from facilities.querysets import OwnedQuerySet


class ContactPersonQuerySet(ScopedQuerySet):
    def for_user(self, user):
        """Return the people of the region's partners; offices above see partners, never people."""
        membership = user.membership
        if membership is None or membership.role not in FACILITY_ROLES:
            return self.none()
        return self.filter(partner__region_id=membership.facility.region_id)


class PartnershipQuerySet(OwnedQuerySet):
    def with_contacts(self):
        """Annotate `last_contact_on` and `next_due_on`, the day of the earliest open step."""
        from partners.models import NextStep, PartnerContact

        contacts = PartnerContact._base_manager.filter(partnership=OuterRef("pk")).order_by("-day")
        steps = NextStep._base_manager.filter(contact__partnership=OuterRef("pk"), state="open")
        return self.annotate(
            last_contact_on=Subquery(contacts.values("day")[:1]),
            next_due_on=Subquery(steps.order_by("due_on").values("due_on")[:1]),
        )

    def with_use(self):
        """Annotate `used`, the programmes with the partner at this facility that were not cancelled."""
        here = Q(partner__programs__facility=F("facility")) & ~Q(partner__programs__state="cancelled")
        return self.annotate(used=Count("partner__programs", here))

    def with_offerings(self):
        """Annotate `offered`, how many training packages the partner offers now."""
        from partners.models import Offering

        rows = Offering._base_manager.filter(partner=OuterRef("partner"), ended_on=None).order_by()
        counted = rows.values("partner").annotate(count=Count("pk")).values("count")
        return self.annotate(offered=Coalesce(Subquery(counted), Value(0)))


class PartnerContactQuerySet(OwnedQuerySet):
    def search(self, text):
        """Find every word of `text` in the partner's name, the place, what was said or who took part."""
        from partners.models import ContactParticipant

        def stands(word):
            named = ContactParticipant._base_manager.filter(contact=OuterRef("pk"), name__icontains=word)
            return anywhere(word, "partnership__partner__name", "place", "summary", "promise") | Exists(named)

        return self.filter(every_word(text, stands))


class NextStepQuerySet(OwnedQuerySet):
    def open(self):
        return self.filter(state="open")

    def due_by(self, day):
        """Return the open steps to be settled by `day`, the oldest first."""
        return self.open().filter(due_on__lte=day).order_by("due_on", "pk")

"""Enrolments, attendance and results: seen with their programme; rosters by date, never by status."""

from django.db.models import F, Prefetch, Q

from inmates.choices import GONE
from programs.querysets import ProgramPartQuerySet, taught_by

SEAT_STATES = ("confirmed", "active", "passed", "attended", "failed")
LIVE_STATES = ("proposed", "approved", "deferred", "waitlisted", "confirmed", "active")
ENDED_STATES = ("rejected", "withdrawn", "dropped", "transferred", "released")


class EnrolmentQuerySet(ProgramPartQuerySet):
    def for_instructor(self, membership):
        """An instructor sees who is or was in class, not who applied."""
        return self.filter(taught_by(membership, "program")).ever_in_class()

    def for_coordinator(self, membership):
        return self.filter(program__partner__accesses__membership=membership).exclude(
            state__in=("proposed", "rejected", "deferred")
        )

    def seen_with(self, inmate, user):
        """Return every enrolment of somebody whom the user's facility holds now, also those of other places.

        Those are only looked at: `for_user` does not find them. Empty for whoever may not open the person.
        """
        if not user.has_perm("inmates.view") or inmate.facility_id != user.membership.facility_id:
            return self.none()
        return self.filter(Q(inmate=inmate) | Q(inmate__merged_into=inmate))

    def no_longer_here(self):
        """Return the live ones of people who have left the class's facility for good."""
        kept = Q(inmate__merged_into__custody__in=GONE)
        moved = ~Q(inmate__facility=F("facility"))
        return self.live().filter(Q(inmate__custody__in=GONE) | kept | moved)

    def by_name(self, text):
        """Return those in whose name every word of `text` occurs."""
        rows = self
        for word in text.split():
            rows = rows.filter(Q(name__icontains=word) | Q(name="", inmate__full_name__icontains=word))
        return rows

    def live(self):
        return self.filter(state__in=LIVE_STATES)

    def not_ended(self):
        """Return those who stand in the way of being proposed again; see the constraint `enrolment_once`."""
        return self.exclude(state__in=ENDED_STATES)

    def seated(self):
        """Return those who hold a seat."""
        return self.filter(state__in=SEAT_STATES)

    def ever_in_class(self):
        """Return everybody who has been in class, also those who left."""
        return self.exclude(joined_on=None)

    def on_roster(self, day):
        """Return who was in class on `day`: joined by then and not ended before it."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), joined_on__lte=day)

    def to_decide(self):
        """Return those on whom the head has to decide, in order of application."""
        return self.filter(state__in=("proposed", "deferred")).order_by("applied_on", "pk")

    def waiting(self):
        """Return the waiting list in its fair order: the day of application, then the order of entry."""
        return self.filter(state="waitlisted").order_by("applied_on", "pk")


class AttendanceQuerySet(ProgramPartQuerySet):
    def on_roster(self):
        """Return the rows of sessions not cancelled whose person was in class that day."""
        day = F("session__day")
        return self.exclude(session__state="cancelled").filter(
            Q(enrolment__ended_on=None) | Q(enrolment__ended_on__gte=day), enrolment__joined_on__lte=day
        )

    def recorded(self):
        return self.exclude(mark="")

    def missing(self):
        return self.filter(mark="")


class ResultQuerySet(ProgramPartQuerySet):
    pass


class SppnQuerySet(ProgramPartQuerySet):
    def of_convicts(self):
        """Return the rows of convicts, whom SPPN scores; not of detainees, nor of juveniles."""
        return self.filter(enrolment__inmate__legal_status="convict")

    def with_people(self):
        """Load whom the rows are about, with their valid register numbers."""
        from inmates.models import RegisterNumber

        numbers = Prefetch(
            "enrolment__inmate__register_numbers", RegisterNumber.objects.shown(), to_attr="valid_numbers"
        )
        return self.select_related("enrolment__inmate", "program").prefetch_related(numbers)

    def about(self, text):
        """Return the rows in whose person's or guardian's name every word of `text` occurs."""
        rows = self
        for word in text.split():
            name = Q(enrolment__name__icontains=word)
            name |= Q(enrolment__name="", enrolment__inmate__full_name__icontains=word)
            guardian = Q(enrolment__inmate__guardian__icontains=word)
            rows = rows.filter(name | (guardian & Q(enrolment__inmate__facility=F("facility"))))
        return rows

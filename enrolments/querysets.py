"""Enrolments, attendance and results: seen with their programme; rosters by date, never by status."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from core.search import every_word
from inmates.choices import GONE
from inmates.models import RegisterNumber
from inmates.querysets import of_person
from programs.querysets import ProgramPartQuerySet, taught_by

SEAT_STATES = ("confirmed", "active", "passed", "attended", "failed")
LIVE_STATES = ("proposed", "approved", "deferred", "waitlisted", "confirmed", "active")
# So many absences one after the other and somebody should ask why.
ABSENCES = 3
ENDED_STATES = ("rejected", "withdrawn", "dropped", "transferred", "released")


def in_class_then(first, last) -> Q:
    """Return the condition that somebody was in class on some day from `first` to `last`; see below."""
    stayed = Q(ended_on=None) & (Q(program__ends_on__gte=first) | Q(state="active"))
    return Q(joined_on__lte=last) & (Q(ended_on__gte=first) | stayed)


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
        return self.filter(of_person(inmate))

    def no_longer_here(self):
        """Return the live ones of people who have left the class's facility for good."""
        kept = Q(inmate__merged_into__custody__in=GONE)
        moved = ~Q(inmate__facility=F("facility"))
        return self.live().filter(Q(inmate__custody__in=GONE) | kept | moved)

    def by_name(self, text):
        """Return those in whose name every word of `text` occurs."""

        def stands(word):
            return Q(name__icontains=word) | Q(name="", inmate__full_name__icontains=word)

        return self.filter(every_word(text, stands))

    def same_person(self, enrolment):
        """Return every time that the person of an enrolment was in its programme, in order."""
        person = enrolment.inmate.merged_into_id or enrolment.inmate_id
        rows = self.filter(of_person(person), program=enrolment.program_id)
        return rows.select_related("inmate").order_by("applied_on", "pk")

    def first_in_line(self):
        """Return who is first on the waiting list of a class that takes people and has a free seat."""
        day = OuterRef("applied_on")
        before = Q(applied_on__lt=day) | Q(applied_on=day, pk__lt=OuterRef("pk"))
        earlier = self.model._base_manager.filter(before, program=OuterRef("program"), state="waitlisted")
        seated = self.model._base_manager.filter(program=OuterRef("program"), state__in=SEAT_STATES)
        taken = seated.order_by().values("program").annotate(n=Count("pk")).values("n")
        rows = self.filter(~Exists(earlier), state="waitlisted", program__state__in=("open", "running"))
        rows = rows.annotate(taken=Coalesce(Subquery(taken), Value(0)))
        return rows.filter(taken__lt=F("program__seats"))

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

    def at(self, facility):
        """Return the enrolments of a facility, whose programmes are read with them.

        A programme's facility is that of its enrolments (a composite key); said again, only its programmes
        are read, not the country's.
        """
        return self.filter(facility=facility, program__facility=facility)

    def with_programs(self):
        """Load the programmes; for one facility only its own are read, see `at`."""
        return self.filter(program__facility=F("facility")).select_related("program")

    def in_class_between(self, first, last):
        """Return who was in a class on some day from `first` to `last`; either may be None.

        No applicants. Who never left stayed until the programme's last day, or still is there while it runs.
        """
        rows = self.filter(program__state__in=("running", "completed", "closed"), joined_on__isnull=False)
        return rows.filter(in_class_then(first or date.min, last or date.max))

    def with_last_marks(self):
        """Add `last_marks`, the newest marks of each: as many as ABSENCES, without "called away"."""
        from enrolments.models import Attendance

        rows = Attendance._base_manager.filter(enrolment=OuterRef("pk")).exclude(mark__in=("", "D"))
        rows = rows.exclude(session__state="cancelled").order_by("-session__starts_at")
        return self.annotate(last_marks=ArraySubquery(rows.values("mark")[:ABSENCES]))

    def absent_in_a_row(self):
        """Return those in a running class who were absent the last times."""
        rows = self.filter(state="active", program__state="running").with_last_marks()
        return rows.filter(last_marks=["A"] * ABSENCES)

    def to_decide(self):
        """Return those on whom the head has to decide, in order of application."""
        return self.filter(state__in=("proposed", "deferred")).order_by("applied_on", "pk")

    def with_register(self):
        """Load each person's register number, which tells people of one name apart."""
        numbers = RegisterNumber.objects.shown()
        return self.prefetch_related(Prefetch("inmate__register_numbers", numbers, to_attr="valid_numbers"))

    def with_panel_word(self):
        """Add `panel_said`: what the last closed hearing decided (see enrolments/panel.py), or None."""
        from enrolments.models import HearingDecision

        said = HearingDecision._base_manager.filter(enrolment=OuterRef("pk"), hearing__state="closed")
        return self.annotate(panel_said=Subquery(said.order_by("-pk").values("outcome")[:1]))

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

    def of_classes_at(self, facility):
        """Return the marks of a facility, to be counted over many sessions.

        A mark's own facility is that of its session and its enrolment (composite keys). Asked of these two,
        the database reads each once by its index; of all three, it would think that hardly a mark is left.
        """
        return self.filter(session__facility=facility, enrolment__facility=facility)

    def of_taught_sessions(self, first=None, last=None):
        """Return what was marked of people in class then, in sessions held; only from `first` to `last`."""
        rows = self.filter(session__state__in=("submitted", "verified")).on_roster().recorded()
        return rows.filter(session__day__range=(first, last)) if first else rows

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

        def stands(word):
            name = Q(enrolment__name__icontains=word)
            name |= Q(enrolment__name="", enrolment__inmate__full_name__icontains=word)
            guardian = Q(enrolment__inmate__guardian__icontains=word)
            return name | (guardian & Q(enrolment__inmate__facility=F("facility")))

        return self.filter(every_word(text, stands))

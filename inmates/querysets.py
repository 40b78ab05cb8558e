"""Who may see people: the staff of the facility that holds them, and nobody else."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject, Now
from django.db.models.lookups import IsNull
from django.utils import timezone

from core.erasing import event_model
from core.querysets import ReferenceQuerySet
from core.search import within
from facilities.querysets import OwnedQuerySet
from inmates.choices import GONE, Custody
from inmates.identifiers import digits_of_nik, normalise_register

KEPT_FOR = timedelta(hours=24)  # the rows of an SDP list that nobody has confirmed


def of_person(inmate, path: str = "inmate") -> Q:
    """Return the condition that `path` leads to the person `inmate`, or to an entry merged into them."""
    return of_people([inmate], path)


def of_people(inmates, path: str = "inmate") -> Q:
    """Return the condition that `path` leads to one of the people, or to an entry merged into one of them.

    `inmates` are people, their keys, or a queryset of either. The entries are looked up first: for "the one
    or the other" beyond a join no index helps, and all rows would be read.
    """
    from inmates.models import Inmate

    if not isinstance(inmates, QuerySet):
        inmates = [getattr(inmate, "pk", inmate) for inmate in inmates]
    entries = Inmate._base_manager.filter(Q(pk__in=inmates) | Q(merged_into__in=inmates))
    return Q(**{f"{path}__in": entries.values("pk")})


def _is_written(text: str) -> Q:
    """Whether the words stand in name and aliases of an entry, or it ever had them as its register number."""
    from inmates.models import RegisterNumber

    found = within(text, "full_name", "aliases")
    key = normalise_register(text)
    if any(char.isdigit() for char in key):
        found |= Q(Exists(RegisterNumber._base_manager.filter(inmate=OuterRef("pk"), key=key)))
    return found


def _whose(rows) -> Q:
    """Whether a person, or an entry merged into them, has one of `rows`, which name people as `inmate`.

    Apart from each other: no index finds "the one or the other". The merged ones are few and read once.
    """
    merged = rows.filter(inmate__merged_into__isnull=False).values("inmate__merged_into")
    # An EXISTS would be answered from a table of everybody in the country; the first row is looked up.
    own = Subquery(rows.filter(inmate=OuterRef("pk")).order_by().values("pk")[:1])
    return Q(IsNull(own, False)) | Q(pk__in=merged)


class InmateQuerySet(OwnedQuerySet):
    def held(self):
        return self.filter(custody=Custody.HELD)

    def with_register(self):
        """Load each person's valid register number; see `Inmate.register_number`."""
        from inmates.models import RegisterNumber

        numbers = RegisterNumber.objects.shown()
        return self.prefetch_related(Prefetch("register_numbers", numbers, to_attr="valid_numbers"))

    def search(self, text: str, nik: bool = False):
        """Return people found by part of a name or alias, or by a register number in any spelling.

        Numbers of before count too, and names and numbers of entries merged into the person (`with_found_as`
        says which); with `nik` also a whole NIK.
        """
        text = text.strip()
        if not text:
            return self
        # Read once and not for each person; there are few.
        entries = self.model._base_manager.filter(_is_written(text), merged_into__isnull=False)
        found = _is_written(text) | Q(pk__in=entries.values("merged_into"))
        if nik and (digits := digits_of_nik(text)):
            found |= Q(identity__nik=digits)
        return self.filter(found)

    def with_found_as(self, text: str):
        """Say of each which entries merged into them `search(text)` meets, as `found_as`: key and name."""
        entries = self.model._base_manager.filter(_is_written(text.strip()), merged_into=OuterRef("pk"))
        told = entries.order_by("pk").values(told=JSONObject(pk="pk", name="full_name"))
        return self.annotate(found_as=ArraySubquery(told))

    def assessed(self, yes: bool = True):
        """Return people with a finished interest assessment, or without one."""
        from inmates.models import InterestAssessment

        assessed = _whose(InterestAssessment._base_manager.filter(state="final"))
        return self.filter(assessed if yes else ~assessed)

    def in_training(self, yes: bool = True):
        """Return people who have a seat in a class that is not over, or those who have none."""
        # Enrolments lie above this app, so they are reached by their reverse name.
        enrolments = self.model._meta.get_field("enrolments").related_model._base_manager
        inside = _whose(enrolments.filter(state__in=("confirmed", "active")))
        return self.filter(inside if yes else ~inside)

    def ending_within(self, days: int):
        """Return people whose sentence ends from today to `days` days on."""
        today = timezone.localdate()
        return self.filter(sentence_end__gte=today, sentence_end__lte=today + timedelta(days=days))

    def present(self):
        """Return who is here or away for a while."""
        return self.filter(custody__in=(Custody.HELD, Custody.ON_LEAVE))

    def arriving(self):
        """Return who was sent here and not taken in yet."""
        return self.filter(custody=Custody.ARRIVING)

    def with_return_day(self):
        """Say of who is on leave when they are expected back, as `back_on`; empty for everybody else."""
        from inmates.models import LifeEvent

        leave = LifeEvent._base_manager.filter(inmate=OuterRef("pk"), kind="leave").order_by("-pk")
        return self.annotate(
            back_on=Case(
                When(custody=Custody.ON_LEAVE, then=Subquery(leave.values("until")[:1])), default=None
            )
        )

    def blocks(self) -> list[str]:
        """Return the names of the blocks that these people are in."""
        return list(self.exclude(block="").order_by("block").values_list("block", flat=True).distinct()[:50])

    def with_refusal(self):
        """Say of each whether they withdrew the consent to training data, as `refuses_details`."""
        from inmates.models import Consent
        from inmates.models.details import ConsentPurpose

        asked = Consent._base_manager.filter(inmate=OuterRef("pk"), purpose=ConsentPurpose.TRAINING)
        given = asked.filter(withdrawn_on=None)
        return self.annotate(refuses_details=Exists(asked) & ~Exists(given))

    def gone_before(self, moment):
        """Return people who have been gone since before `moment`, as their history tells."""
        events = event_model(self.model)._base_manager.exclude(pgh_label="delete").order_by()
        back = events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
        left = events.filter(pgh_obj_id=OuterRef("pk"), pgh_created_at__lt=moment, custody__in=GONE)
        left = left.exclude(Exists(back.exclude(custody__in=GONE)))
        return self.filter(Exists(left), custody__in=GONE)


class RegisterNumberQuerySet(OwnedQuerySet):
    def shown(self):
        """Return the valid numbers, and those that people who left had here last; the latest first."""
        last = Q(inmate__custody__in=GONE, facility=F("inmate__facility"))
        return self.filter(Q(valid_to=None) | last).order_by(F("valid_to").desc(nulls_first=True), "-pk")

    def of_person(self, inmate):
        """Return all numbers of a person and of the entries merged into them, the latest first."""
        rows = self.filter(of_person(inmate)).order_by("-pk")
        return rows.select_related("register_class")


class LifeQuerySet(OwnedQuerySet):
    """What happened is kept by the facility where it did, with the name and number as they were."""

    def of_person(self, inmate):
        """Return what happened to a person who is here now, and to the entries merged into them."""
        return self.filter(of_person(inmate))

    def departures(self):
        """Return who left for good: released, transferred, dead."""
        return self.filter(kind__in=GONE)

    def search(self, text: str):
        """Return events of whom the name then held every word, or who had this register number."""
        from inmates.models import RegisterNumber

        named = within(text, "name")
        key = normalise_register(text)
        if any(char.isdigit() for char in key):
            numbers = RegisterNumber._base_manager.filter(
                inmate=OuterRef("inmate"), facility=OuterRef("facility"), key=key
            )
            named |= Q(Exists(numbers))
        return self.filter(named)

    def waiting(self):
        """Return the transfers that the receiving facility has not settled yet."""
        return self.filter(outcome="waiting")


class FollowingQuerySet(OwnedQuerySet):
    """Rows that follow the person: seen by the staff of the facility that holds them now."""

    def for_user(self, user):
        membership = user.membership
        if membership is None or membership.facility_id is None:
            return self.none()
        return self.filter(inmate__facility_id=membership.facility_id)

    def recorded_here(self, user):
        """Return the rows that the user's own facility wrote; those of others are only looked at."""
        return self.for_user(user).filter(facility_id=user.membership.facility_id)

    def of_person(self, inmate):
        """Return the rows of a person and of the entries merged into them."""
        return self.filter(of_person(inmate))


class AssessmentQuerySet(FollowingQuerySet):
    """Assessments follow the person: whoever holds them now sees their interests."""

    def latest_first(self):
        return self.order_by("-assessed_on", "-pk")

    def current_first(self):
        """Put what holds now before drafts and what it superseded."""
        return self.order_by(
            Case(When(state="final", then=0), default=1, output_field=IntegerField()), "-assessed_on", "-pk"
        )

    def final(self):
        """Return what holds now: finished, and not superseded. At most one a person."""
        return self.filter(state="final")

    def with_choices(self):
        return self.select_related("first_choice", "second_choice", "third_choice", "assessor")

    def of_field(self, field, rank=None):
        """Return assessments in which a skill field was chosen, as `rank` 1, 2 or 3 or at whatever rank.

        With a rank and no field, those in which anything was chosen at that rank.
        """
        names = ("first_choice", "second_choice", "third_choice")
        chosen = Q()
        for name in names if rank is None else names[rank - 1 : rank]:
            chosen |= Q(**{name: field}) if field else Q(**{f"{name}__isnull": False})
        return self.filter(chosen)


class InstrumentQuerySet(ReferenceQuerySet):
    def current(self):
        """Return the newest version, with its statements; raises when no reference data is there."""
        return self.prefetch_related("statements").order_by("-version")[:1].get()


class ImportQuerySet(OwnedQuerySet):
    def waiting(self):
        """Return the lists that can still be taken over."""
        return self.filter(state="waiting", uploaded_at__gte=Now() - KEPT_FOR)

    def overdue(self):
        """Return the lists that have waited for too long: their rows are to be forgotten."""
        return self.filter(state="waiting", uploaded_at__lt=timezone.now() - KEPT_FOR)

    def long_closed(self):
        """Return the lists that closed themselves a day ago and still keep what stood in refused rows."""
        late = timezone.now() - KEPT_FOR
        return self.filter(state="unchanged", uploaded_at__lt=late).exclude(kept={})

    def without_rows(self):
        """Leave out what is heavy, for lists of imports."""
        return self.defer("rows", "rejected", "kept", "shown", "choices")

    def of_same_file(self, sdp_import):
        """Return earlier imports of the same file at the same facility that were taken over."""
        return self.without_rows().filter(
            state="done", facility=sdp_import.facility_id, file_sha256=sdp_import.file_sha256
        )

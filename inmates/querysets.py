"""Who may see people: the staff of the facility that holds them, and nobody else."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from core.erasing import event_model
from facilities.querysets import OwnedQuerySet
from inmates.choices import Custody
from inmates.identifiers import digits_of_nik, normalise_register

KEPT_FOR = timedelta(hours=24)  # the rows of an SDP list that nobody has confirmed


class InmateQuerySet(OwnedQuerySet):
    def held(self):
        return self.filter(custody=Custody.HELD)

    def with_register(self):
        """Load each person's valid register number; see `Inmate.register_number`."""
        from inmates.models import RegisterNumber

        valid = RegisterNumber._base_manager.filter(valid_to=None).order_by("-pk")
        return self.prefetch_related(Prefetch("register_numbers", valid, to_attr="valid_numbers"))

    def search(self, text: str):
        """Return people found by part of a name or alias, or by a register number in any spelling."""
        from inmates.models import RegisterNumber

        text = text.strip()
        if not text:
            return self
        by_name = Q()
        for word in text.split():
            by_name &= Q(full_name__icontains=word) | Q(aliases__icontains=word)
        key = normalise_register(text)
        if not any(char.isdigit() for char in key):
            return self.filter(by_name)
        numbers = RegisterNumber._base_manager.filter(inmate=OuterRef("pk"), key=key)
        return self.filter(by_name | Exists(numbers))

    def assessed(self, yes: bool = True):
        """Return people with an interest assessment, or without one."""
        from inmates.models import InterestAssessment

        any_assessment = Exists(InterestAssessment._base_manager.filter(inmate=OuterRef("pk")))
        return self.filter(any_assessment if yes else ~any_assessment)

    def blocks(self) -> list[str]:
        """Return the names of the blocks that these people are in."""
        return list(self.exclude(block="").order_by("block").values_list("block", flat=True).distinct()[:50])

    def by_nik(self, text: str, user):
        """Return the people with exactly this NIK; nobody for who may not see it, or for what is no NIK."""
        nik = digits_of_nik(text)
        if not nik or not user.has_perm("identity.view"):
            return self.none()
        return self.filter(identity__nik=nik)

    def gone_before(self, moment):
        """Return people who have not been held here since before `moment`, as their history tells."""
        events = event_model(self.model)._base_manager.exclude(pgh_label="delete").order_by()
        back = events.filter(
            pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"), custody=Custody.HELD
        )
        left = events.filter(pgh_obj_id=OuterRef("pk"), pgh_created_at__lt=moment)
        left = left.exclude(custody=Custody.HELD).exclude(Exists(back))
        return self.exclude(custody=Custody.HELD).filter(Exists(left))


class AssessmentQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """Assessments follow the person: whoever holds them now sees their interests."""
        membership = user.membership
        if membership is None or membership.facility_id is None:
            return self.none()
        return self.filter(inmate__facility_id=membership.facility_id)

    def latest_first(self):
        return self.order_by("-assessed_on", "-pk")

    def with_choices(self):
        return self.select_related("first_choice", "second_choice", "third_choice", "assessor")

    def of_field(self, field):
        """Return assessments in which a skill field was chosen, at whatever rank."""
        return self.filter(Q(first_choice=field) | Q(second_choice=field) | Q(third_choice=field))


class ImportQuerySet(OwnedQuerySet):
    def waiting(self):
        """Return the lists that can still be taken over."""
        return self.filter(state="waiting", uploaded_at__gte=timezone.now() - KEPT_FOR)

    def overdue(self):
        """Return the lists that have waited for too long: their rows are to be forgotten."""
        return self.filter(state="waiting", uploaded_at__lt=timezone.now() - KEPT_FOR)

    def without_rows(self):
        """Leave out what is heavy, for lists of imports."""
        return self.defer("rows", "rejected")

    def of_same_file(self, sdp_import):
        """Return earlier imports of the same file at the same facility that were taken over."""
        return self.without_rows().filter(
            state="done", facility=sdp_import.facility_id, file_sha256=sdp_import.file_sha256
        )

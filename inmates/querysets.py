"""Who may see people: the staff of the facility that holds them, and nobody else."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from facilities.querysets import OwnedQuerySet
from inmates.choices import Custody
from inmates.identifiers import normalise_register


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

    def assessed(self):
        from inmates.models import InterestAssessment

        return self.filter(Exists(InterestAssessment._base_manager.filter(inmate=OuterRef("pk"))))


class AssessmentQuerySet(OwnedQuerySet):
    def for_user(self, user):
        """Assessments follow the person: whoever holds them now sees their interests."""
        membership = user.membership
        if membership is None or membership.facility_id is None:
            return self.none()
        return self.filter(inmate__facility_id=membership.facility_id)

    def latest_first(self):
        return self.order_by("-assessed_on", "-pk")

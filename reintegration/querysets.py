"""Who may see what of the time after release."""

from datetime import timedelta

from django.db.models import Case, Exists, IntegerField, OuterRef, When
from django.utils import timezone

from core.erasing import day_before
from core.search import within
from facilities.querysets import OwnedQuerySet


class GrantQuerySet(OwnedQuerySet):
    """Staff see their facility's grants, a coordinator those of the own partner."""

    partner = "partner"

    def for_coordinator(self, membership):
        return self.filter(**{f"{self.partner}__accesses__membership": membership})

    def to_check(self, day):
        """Return the grants whose use is to be looked at by `day`."""
        return self.filter(next_check_on__lte=day)

    def search(self, text):
        """Find every word of `text` in the recipient's or the partner's name or the number of the minutes."""
        return self.filter(within(text, "name", "number", "partner__name"))


class GrantPartQuerySet(GrantQuerySet):
    partner = "grant__partner"


class OfPersonQuerySet(OwnedQuerySet):
    def of_gone_before(self, moment):
        """Return what belongs to people who have not been held since before `moment`."""
        from inmates.models import Inmate

        return self.filter(inmate__in=Inmate.objects.gone_before(moment))


class PlanQuerySet(OfPersonQuerySet):
    def open(self):
        return self.exclude(state="closed")


class RefusalQuerySet(OfPersonQuerySet):
    pass


class FollowUpQuerySet(OwnedQuerySet):
    def open(self):
        return self.filter(state="due")

    def open_first(self):
        """Put what is open before what is settled, each by its day."""
        settled = Case(When(state="due", then=0), default=1, output_field=IntegerField())
        return self.order_by(settled, "due_on", "pk")

    def due(self, day):
        """Return what waits for an attempt on `day`, leaving out what a later one has overtaken."""
        later = self.model._base_manager.filter(
            release=OuterRef("release"), days__gt=OuterRef("days"), due_on__lte=day
        )
        return self.open().filter(~Exists(later), due_on__lte=day)

    def run_out(self, moment):
        """Return those of people released before `moment` whose outcome is kept without a name."""
        return self.filter(release__on__lt=day_before(moment), is_kept=True)

    def to_keep(self, days: int):
        """Return those released more than `days` days ago whose outcome is not kept yet."""
        return self.filter(release__on__lt=timezone.localdate() - timedelta(days=days), is_kept=False)


class AttemptQuerySet(OwnedQuerySet):
    def run_out(self, moment):
        """Return the attempts that go with their follow-up."""
        return self.filter(follow_up__release__on__lt=day_before(moment), follow_up__is_kept=True)


class KeptQuerySet(OwnedQuerySet):
    pass

"""Personal details follow their person: whoever holds them now sees them, in the scope of `Inmate`."""

from django.db.models import Q
from django.utils import timezone

from core.erasing import day_before
from core.querysets import ScopedQuerySet
from facilities.permissions import FACILITY_ROLES, Role


class DetailQuerySet(ScopedQuerySet):
    """Rows with an `inmate`: seen by the staff of the facility that holds the person, and by nobody else."""

    def for_user(self, user):
        membership = user.membership
        if membership is None or membership.role not in FACILITY_ROLES:
            return self.none()
        return self.filter(inmate__facility_id=membership.facility_id)

    def of_gone_before(self, moment):
        """Return what belongs to people who have not been held since before `moment`."""
        from inmates.models import Inmate

        return self.filter(inmate__in=Inmate.objects.gone_before(moment))


class IdentityQuerySet(DetailQuerySet):
    def with_nik(self):
        return self.exclude(nik="")

    def with_address(self):
        return self.exclude(address="", city="", province="")


class ContactQuerySet(DetailQuerySet):
    pass


class ConsentQuerySet(DetailQuerySet):
    def given(self):
        """Return the consents that hold."""
        return self.filter(withdrawn_on=None)

    def run_out(self, moment):
        """Return those that are needed as proof no longer: long withdrawn, or of people long gone."""
        withdrawn = Q(withdrawn_on__lt=day_before(moment))
        rows = self.filter(withdrawn | Q(pk__in=self.of_gone_before(moment).values("pk")))
        return rows.filter(contacts=None)


class WorkLimitQuerySet(DetailQuerySet):
    def for_user(self, user):
        """Instructors see what counts today of the people in their own classes, to work with them safely."""
        membership = user.membership
        if membership and membership.role == Role.INSTRUCTOR:
            return self.for_instructor(membership)
        return super().for_user(user)

    def for_instructor(self, membership):
        from inmates.models import Inmate

        # By reverse names: enrolments and programmes stand above this app. In class today: see
        # `EnrolmentQuerySet.on_roster`.
        today = timezone.localdate()
        in_class = Inmate._base_manager.filter(
            Q(enrolments__ended_on=None) | Q(enrolments__ended_on__gte=today),
            enrolments__joined_on__lte=today,
            enrolments__program__state="running",
            enrolments__program__assignments__instructor__membership=membership,
        )
        return self.on(today).filter(inmate__in=in_class.values("pk"))

    def on(self, day):
        """Return the limits that count on `day`."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)

    def run_out(self, moment):
        """Return those that ended before `moment`, and those of people who had left by then."""
        ended = Q(valid_until__lt=day_before(moment))
        return self.filter(ended | Q(pk__in=self.of_gone_before(moment).values("pk")))

"""Which object a page is measured with: the fullest one of its kind that the user may see."""

from django.db.models import Count
from django.utils import timezone

from certificates.models import Certificate, Issuer
from enrolments.models import Enrolment, Hearing
from facilities.models import Facility, User
from inmates.models import Inmate, InterestAssessment
from partners.models import Agreement, Offering, Partner
from production.models import Product, Sale
from programs.models import Program, Session
from reintegration.models import FollowUp
from reports.models import MonthlyReport


def _fullest(rows, children):
    """Return the row that has most of its `children`."""
    return rows.annotate(children=Count(children)).order_by("-children", "pk").first()


def _class_of(user, *states):
    return _fullest(Program.objects.for_user(user).filter(state__in=states), "enrolments")


def _session_of(user, *states):
    rows = Session.objects.for_user(user).filter(state__in=states, starts_at__lt=timezone.now())
    return _fullest(rows.filter(program__state="running"), "attendances")


OBJECTS = {
    "inmate": lambda user: _fullest(Inmate.objects.for_user(user).held(), "enrolments"),
    "assessment": lambda user: InterestAssessment.objects.for_user(user).filter(state="final").first(),
    "partner": lambda user: _fullest(Partner.objects.for_user(user), "programs"),
    "agreement": lambda user: _fullest(Agreement.objects.for_user(user), "parties"),
    "offering": lambda user: _fullest(Offering.objects.for_user(user), "programs"),
    "class": lambda user: _class_of(user, "running"),
    "finished": lambda user: _class_of(user, "completed", "closed"),
    "draft": lambda user: _fullest(Program.objects.for_user(user).filter(state="draft"), "modules"),
    "open": lambda user: _session_of(user, "scheduled"),
    "taught": lambda user: _session_of(user, "submitted", "verified"),
    "enrolment": lambda user: _fullest(
        Enrolment.objects.for_user(user).filter(state="active"), "attendances"
    ),
    "hearing": lambda user: _fullest(Hearing.objects.for_user(user), "decisions"),
    "issuer": lambda user: _fullest(Issuer.objects.for_user(user), "certificates"),
    "certificate": lambda user: Certificate.objects.for_user(user).order_by("-pk").first(),
    "product": lambda user: _fullest(Product.objects.for_user(user), "movements"),
    "sale": lambda user: _fullest(Sale.objects.for_user(user), "lines"),
    "followup": lambda user: FollowUp.objects.for_user(user).order_by("pk").first(),
    "monthly": lambda user: MonthlyReport.objects.for_user(user).order_by("-month", "-pk").first(),
    "facility": lambda user: Facility.objects.for_user(user).order_by("pk").first(),
    "user": lambda user: _fullest(User.objects.for_user(user), "memberships"),
}

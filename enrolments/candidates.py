"""Who could be proposed for a class."""

from urllib.parse import urlencode

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from core.registry import Step
from enrolments.models import Enrolment
from inmates.choices import Custody
from inmates.models import Inmate, InterestAssessment
from programs.models import Program

MOST_SHOWN = 200


def candidates_for(program, user, text="", only_choosers=False):
    """Return the people held where the class is, with what speaks for and against; who chose its field first.

    `rank` is 1, 2 or 3 when the latest assessment names the class's field so, else None; `here` is the
    state of an enrolment in this class that has not ended; `elsewhere` is the title of another class that
    they are in.
    """
    rank = Case(
        When(first_choice=program.skill_field_id, then=Value(1)),
        When(second_choice=program.skill_field_id, then=Value(2)),
        When(third_choice=program.skill_field_id, then=Value(3)),
    )
    latest = InterestAssessment.objects.filter(inmate=OuterRef("pk")).final()
    there = Enrolment.objects.filter(program=program, inmate=OuterRef("pk")).not_ended()
    busy = Enrolment.objects.filter(inmate=OuterRef("pk"), state__in=("confirmed", "active"))
    rows = Inmate.objects.for_user(user).filter(facility=program.facility_id).held().search(text)
    rows = rows.annotate(
        rank=Subquery(latest.annotate(rank=rank).values("rank")[:1]),
        here=Subquery(there.values("state")[:1]),
        elsewhere=Subquery(busy.exclude(program=program).values("program__title")[:1]),
    )
    if only_choosers:
        rows = rows.filter(Q(rank__isnull=False))
    return rows.with_register().order_by(F("rank").asc(nulls_last=True), "full_name", "pk")


def propose_step(inmate, user) -> Step | None:
    """Next step of who has been assessed and is in no class: the open class that they want most."""
    if inmate.custody != Custody.HELD or not user.has_perm("enrolments.enter"):
        return None
    latest = InterestAssessment.objects.filter(inmate=inmate).final()
    choices = {
        rank: Subquery(latest.values(name)[:1])
        for rank, name in ((1, "first_choice"), (2, "second_choice"), (3, "third_choice"))
    }
    live = Enrolment.objects.filter(inmate=inmate).live()
    wanted = Case(*[When(skill_field=choice, then=Value(rank)) for rank, choice in choices.items()])
    rows = Program.objects.for_user(user).joinable().annotate(rank=wanted, busy=Exists(live))
    program = rows.filter(rank__isnull=False).order_by("rank", "starts_on", "pk").first()
    if program is None or program.busy:
        return None
    url = reverse("enrolments:participant-add", args=[program.pk])
    return Step(
        _("Propose for “%(program)s”") % {"program": program},
        f"{url}?{urlencode({'q': inmate.full_name})}",
        "user-plus",
    )

"""Who could be proposed for a class."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Exists, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from core.registry import Step
from enrolments.models import Enrolment
from enrolments.suitability import Suitability, assess
from inmates.choices import Custody
from inmates.models import Inmate, InterestAssessment
from programs.models import Program

PER_PAGE = 25


@dataclass
class Wanted:
    """What is looked for among the candidates; empty means everybody.

    `fit` is "all" (every rule is met) or "possible" (none is not met); `interest` is "1" (first choice),
    "any" (one of the three), "second" (second choice on the day of registration) or "none"; `sentence` is
    "outlasts", "short" or "unknown"; `waiting` asks for those on the waiting list of another class.
    """

    q: str = ""
    fit: str = ""
    interest: str = ""
    block: str = ""
    status: str = ""
    sentence: str = ""
    waiting: bool = False

    def keeps(self, one: Suitability) -> bool:
        person, rank = one.person, one.person.match.rank if one.person.match else None
        return (
            (not self.fit or (one.meets_all if self.fit == "all" else not one.unmet))
            and (not self.interest or self._interest(person, rank))
            and self.block in ("", person.block)
            and self.status in ("", person.legal_status)
            and (not self.sentence or self._sentence(one))
            and (not self.waiting or bool(person.waiting))
        )

    def _interest(self, person, rank) -> bool:
        return {
            "1": rank == 1,
            "any": rank is not None,
            "second": person.wishes_second,
            "none": rank is None,
        }[self.interest]

    def _sentence(self, one) -> bool:
        end = None if one.person.is_detainee else one.person.sentence_end
        if end is None:
            return self.sentence == "unknown"
        return self.sentence == ("outlasts" if end >= one.training.last_day else "short")


@dataclass
class Candidates:
    """Who could be proposed, the best match first; those who are in the class already come last."""

    found: list[Suitability]
    blocks: list[str]

    @property
    def free(self) -> list[Suitability]:
        """Those of them who are not in the class."""
        return [one for one in self.found if not one.person.here]


def candidates_for(program, user, wanted: Wanted | None = None) -> Candidates:
    """Return the people held where the class is, ranked by match; one statement for any number of them."""
    wanted = wanted or Wanted()
    people = Inmate.objects.for_user(user).filter(facility=program.facility_id).held().search(wanted.q)
    everybody = assess(program, people.order_by("full_name", "pk"))
    blocks = sorted({one.person.block for one in everybody} - {""} | ({wanted.block} - {""}))
    found = [one for one in everybody if wanted.keeps(one)]
    found.sort(key=lambda one: (bool(one.person.here), -one.percent, bool(one.unmet)))
    return Candidates(found, blocks)


def with_people(page, user) -> list[tuple[Suitability, Inmate]]:
    """Return the shown ones with their rows and register numbers; two statements."""
    keys = [one.person.pk for one in page]
    people = Inmate.objects.for_user(user).filter(pk__in=keys).with_register().in_bulk()
    return [(one, people[one.person.pk]) for one in page if one.person.pk in people]


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
    url = reverse("enrolments:participant-review", args=[program.pk])
    return Step(
        _("Propose for “%(program)s”") % {"program": program},
        f"{url}?{urlencode({'inmates': inmate.pk})}",
        "user-plus",
    )

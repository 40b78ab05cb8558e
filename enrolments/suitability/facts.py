"""What is known of a class and of people, read in one statement for any number of people."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.together import fetch_together
from enrolments.clashes import IN_CLASS
from enrolments.models import Enrolment
from enrolments.querysets import ENDED_STATES
from inmates.choices import Custody
from inmates.interest import Match, Weights, matches
from inmates.models import (
    Consent,
    DisciplineRecord,
    InstrumentField,
    InterestAssessment,
    RiskAssessment,
    WorkLimit,
)
from inmates.models.details import ConsentPurpose
from inmates.querysets import of_people
from programs.models import Program, Session
from skills.models import LOWER_LEVEL

COLUMNS = (
    "pk",
    "full_name",
    "custody",
    "facility_id",
    "block",
    "legal_status",
    "sex",
    "education",
    "literacy",
    "birth_date",
    "sentence_end",
    "one_third_on",
    "half_on",
    "two_thirds_on",
)
# The person behind a row: the entry itself, or the one that it was merged into.
OWNER = ("inmate_id", "inmate__merged_into_id")


@dataclass
class Training:
    """The class, with what the rules compare people with.

    `last_day` is the day of the last session, or the programme's last day while none is planned; `clashing`
    are the other classes that meet at the same times.
    """

    program: Program
    last_day: date
    has_sessions: bool
    clashing: frozenset[int]
    today: date

    @property
    def first_day(self) -> date:
        return self.program.starts_on

    @property
    def asked_day(self) -> date:
        """The day for which discipline is asked: the first, or today once the class is under way."""
        return max(self.program.starts_on, self.today)


@dataclass
class Person:
    """What is known of one person; `here` is the state of an enrolment in this class that has not ended."""

    pk: int
    full_name: str
    custody: str
    facility_id: int
    block: str
    legal_status: str
    sex: str
    education: str
    literacy: str
    birth_date: date | None
    sentence_end: date | None
    one_third_on: date | None
    half_on: date | None
    two_thirds_on: date | None
    here: str = ""
    match: Match | None = None
    is_assessed: bool = False
    assessed_on: date | None = None
    wishes_second: bool = False
    consents: list[dict] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    discipline: list[dict] = field(default_factory=list)
    risk: str = ""
    passed: list[str] = field(default_factory=list)
    busy: list[dict] = field(default_factory=list)
    waiting: list[dict] = field(default_factory=list)
    removals: list[dict] = field(default_factory=list)

    @property
    def is_detainee(self) -> bool:
        return self.legal_status == "detainee"

    @property
    def is_held(self) -> bool:
        return self.custody == Custody.HELD


def load(program, people, keys=None) -> tuple[Training, list[Person]]:
    """Return the class and the people of a queryset of inmates, in its order; one statement.

    `keys` are the keys of the people when they are few; without, everybody at the class's facility is read.
    """
    parts = _parts(program, people, keys)
    rows = dict(zip(parts, fetch_together(list(parts.values())), strict=True))
    days = [row["day"] for row in rows["last"]]
    training = Training(
        program=program,
        last_day=days[0] if days else program.ends_on,
        has_sessions=bool(days),
        clashing=frozenset(row["pk"] for row in rows["clashing"]),
        today=timezone.localdate(),
    )
    persons = {row["pk"]: Person(**row) for row in rows["people"]}
    _add_assessments(program, persons, rows)
    for person, row in _of(persons, rows["consents"]):
        person.consents.append(row)
    for person, row in _of(persons, rows["limits"]):
        person.limits.append(row["limit"])
    for person, row in _of(persons, rows["discipline"]):
        person.discipline.append(row)
    for person, row in _of(persons, rows["risks"]):
        person.risk = person.risk or row["level"]
    for person, row in _of(persons, rows["enrolments"]):
        _add_enrolment(program, person, row)
    return training, list(persons.values())


def _of(persons, rows):
    """Yield each row with the person whose it is."""
    for row in rows:
        if person := persons.get(row["inmate__merged_into_id"] or row["inmate_id"]):
            yield person, row


def _parts(program, people, keys):
    if keys is None:
        about = Q(inmate__facility=program.facility_id, inmate__custody__in=(Custody.HELD, Custody.MERGED))
    else:
        about = of_people(keys)
    own = Session._base_manager.filter(program=program).exclude(state="cancelled")
    meeting = Session._base_manager.filter(program=OuterRef("pk")).exclude(state="cancelled")
    meeting = meeting.filter(
        Exists(own.filter(starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")))
    )
    others = Program._base_manager.filter(
        facility=program.facility_id, starts_on__lte=program.ends_on, ends_on__gte=program.starts_on
    ).exclude(pk=program.pk)
    limits = WorkLimit._base_manager.filter(
        Q(valid_until=None) | Q(valid_until__gte=program.starts_on), about, valid_from__lte=program.ends_on
    )
    enrolments = Enrolment._base_manager.filter(about).order_by("applied_on", "pk")
    fields = InstrumentField._base_manager.filter(skill_field=program.skill_field_id)
    return {
        "last": own.order_by("-day").values("day")[:1],
        "clashing": others.filter(Exists(meeting)).order_by().values("pk"),
        "people": people.values(*COLUMNS),
        "assessments": InterestAssessment._base_manager.filter(about, state="final")
        .order_by("assessed_on", "pk")
        .values(
            *OWNER,
            "first_choice_id",
            "second_choice_id",
            "third_choice_id",
            "code",
            "literacy",
            "instrument_id",
            "assessed_on",
        ),
        "codes": fields.order_by().values(
            "instrument_id",
            "holland",
            "instrument__choice_weight",
            "instrument__code_weight",
            "instrument__first_worth",
            "instrument__second_worth",
            "instrument__third_worth",
        ),
        "consents": Consent._base_manager.filter(about, purpose=ConsentPurpose.TRAINING)
        .order_by("given_on", "pk")
        .values(*OWNER, "given_on", "withdrawn_on"),
        "limits": (limits if program.barred_limits else limits.none()).order_by("pk").values(*OWNER, "limit"),
        "discipline": _if(program.clean_months, DisciplineRecord._base_manager.filter(about))
        .order_by("-starts_on", "-pk")
        .values(*OWNER, "starts_on", "ends_on"),
        "risks": _if(program.maximum_risk, RiskAssessment._base_manager.filter(about))
        .order_by("-assessed_on", "-pk")
        .values(*OWNER, "level"),
        "enrolments": enrolments.values(
            *OWNER,
            "pk",
            "state",
            "exit_reason",
            "ended_on",
            "applied_on",
            "second_choice_id",
            "program_id",
            "program__title",
            "program__level",
            "program__batch",
            "program__starts_on",
            "program__ends_on",
            "program__skill_field_id",
        ),
    }


def _if(asked, rows):
    return rows if asked else rows.none()


def _add_assessments(program, persons, rows):
    codes = {row["instrument_id"]: row for row in rows["codes"]}
    wanted, found = program.skill_field_id, {}
    for person, row in _of(persons, rows["assessments"]):
        choices = [row["first_choice_id"], row["second_choice_id"], row["third_choice_id"]]
        # How well one field fits hangs on its place among the choices, the code and the instrument alone.
        place = choices.index(wanted) if wanted in choices else None
        key = place, row["code"], row["instrument_id"]
        if key not in found:
            found[key] = _match(program, choices, row["code"], codes.get(row["instrument_id"]))
        person.match = found[key]
        person.is_assessed, person.assessed_on = True, row["assessed_on"]
        person.literacy = row["literacy"] or person.literacy


def _match(program, choices, code, known) -> Match:
    """Return how well the class's field fits these choices and code; `known` is what its instrument says."""
    holland, weights = program.skill_field.holland, Weights()
    if known:
        holland = known["holland"]
        weights = Weights(
            choice=known["instrument__choice_weight"],
            code=known["instrument__code_weight"],
            ranks=tuple(known[f"instrument__{name}_worth"] for name in ("first", "second", "third")),
        )
    (match,) = matches(
        choices=[choice for choice in choices if choice],
        code=code,
        fields=[(program.skill_field_id, holland)],
        weights=weights,
    )
    return match


def _add_enrolment(program, person, row):
    state = row["state"]
    if row["second_choice_id"] == program.pk:
        person.wishes_second = True
    if row["program_id"] == program.pk and state not in ENDED_STATES:
        person.here = state
    elif state in IN_CLASS:
        if row["program__starts_on"] <= program.ends_on and row["program__ends_on"] >= program.starts_on:
            person.busy.append(row)
    elif state == "waitlisted":
        person.waiting.append(row)
    elif state in ("dropped", "withdrawn"):
        person.removals.append(row)
    elif state == "passed" and row["program__skill_field_id"] == program.skill_field_id:
        person.passed.append(row["program__level"])


def levels_from(level: str) -> set[str]:
    """Return a level and those above it."""
    above = {lower: upper for upper, lower in LOWER_LEVEL.items()}
    found = set()
    while level:
        found.add(str(level))
        level = above.get(level)
    return found

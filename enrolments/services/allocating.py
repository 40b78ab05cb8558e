"""Rosters of several classes at once: proposed from what people want, edited by staff, confirmed.

`Allocation.content` holds keys and codes:

    programs     [{"pk", "seats"}] in the order of their first days
    people       [{"inmate", "since", "program" (null: no seat), "by_hand",
                   "options": [{"program", "rank", "match", "unmet": [rules], "clash": programme or null}]}]
    elsewhere    how many are in one of these classes already
    unassessed   how many are held here and have no finished assessment
"""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal
from enrolments.allocation import Seeker, Wish, allocate
from enrolments.guards import takes_participants
from enrolments.locks import lock_program
from enrolments.models import Allocation, Enrolment
from enrolments.models.allocation import AllocationState
from enrolments.models.rules import RuleName
from enrolments.querysets import LIVE_STATES, SEAT_STATES
from enrolments.services.proposing import propose
from enrolments.suitability import assess
from inmates.interest import Weights, matches
from inmates.models import Inmate, InstrumentField, InterestAssessment
from programs.models import Program, Session

PERMISSION = "enrolments.enter"
MOST_CLASSES = 12
# States in which a session takes its participants' time.
HELD_SESSIONS = ("scheduled", "submitted", "verified")


def classes_to_fill(user):
    """Return the classes that take people, each with `named`, how many are on the way or in it already."""
    named = Q(enrolments__state__in={*LIVE_STATES, *SEAT_STATES})
    rows = Program.objects.for_user(user).joinable().exclude(result_sheet__state="approved")
    return rows.annotate(named=Count("enrolments", filter=named)).order_by("starts_on", "pk")


def seats_of(program, *, with_reserves: bool) -> int:
    """Return how many people a class of `classes_to_fill` still needs."""
    return max(0, program.seats + (program.reserves if with_reserves else 0) - program.named)


@transaction.atomic
def make_allocation(*, programs, by, with_reserves=True) -> Allocation:
    """Propose rosters for classes of `classes_to_fill`, and keep the proposal; about 15 statements.

    The same people, wishes, rules and seats give the same proposal. Raises PermissionDenied, and
    ValidationError when there are no classes, too many, or none that needs anybody.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    programs = sorted(programs, key=lambda program: (program.starts_on, program.pk))
    if not programs or len(programs) > MOST_CLASSES:
        raise ValidationError(_("Choose 1 to %(most)s classes.") % {"most": MOST_CLASSES})
    facility = by.membership.facility
    seats = {program.pk: seats_of(program, with_reserves=with_reserves) for program in programs}
    if not any(seats.values()):
        raise ValidationError(_("These classes need nobody: as many are named as they have seats."))
    people, elsewhere, unassessed = _people(programs, facility)
    chosen = allocate([_seeker(entry) for entry in people], seats)
    placed = {seat.seeker.key: seat.wish.choice for seat in chosen}
    for entry in people:
        entry["program"] = placed.get(entry["inmate"])
    content = {
        "programs": [{"pk": program.pk, "seats": seats[program.pk]} for program in programs],
        "people": people,
        "elsewhere": elsewhere,
        "unassessed": unassessed,
    }
    return Allocation.objects.create(facility=facility, content=content, figures=figures(content), made_by=by)


def _seeker(entry) -> Seeker:
    wishes = tuple(
        Wish(option["program"], option["rank"], option["match"])
        for option in entry["options"]
        if option["rank"] and not option["unmet"] and not option["clash"]
    )
    return Seeker(entry["inmate"], date.fromisoformat(entry["since"]), wishes)


def _people(programs, facility):
    """Return who looks for a seat, longest waiting first, and how many are there already or not assessed."""
    inmates = list(Inmate.objects.filter(facility=facility).held().order_by("pk"))
    wishes, first = _wishes(facility)
    there, trained, busy = _enrolled(facility, programs)
    assessed = [inmate for inmate in inmates if inmate.pk in wishes]
    seeking = [inmate for inmate in assessed if inmate.pk not in there]
    percents = _matches(programs, [wishes[inmate.pk] for inmate in seeking])
    choosers = defaultdict(list)
    for inmate in seeking:
        for field in wishes[inmate.pk][0]:
            choosers[field].append(inmate)
    unmet = _unmet([(program, choosers[program.skill_field_id]) for program in programs])
    clashes = _clashes(programs, {key for keys in busy.values() for key in keys})
    people = []
    for inmate in seeking:
        choices, assessment = wishes[inmate.pk]
        since = max(first[inmate.pk], trained.get(inmate.pk, date.min))
        options = []
        for program in programs:
            if program.skill_field_id in choices:
                other = next(
                    (key for key in sorted(busy.get(inmate.pk, ())) if key in clashes[program.pk]), None
                )
                options.append(
                    {
                        "program": program.pk,
                        "rank": choices.index(program.skill_field_id) + 1,
                        "match": percents[assessment, program.skill_field_id],
                        "unmet": unmet[inmate.pk, program.pk],
                        "clash": other,
                    }
                )
        options.sort(key=lambda option: option["rank"])
        people.append({"inmate": inmate.pk, "since": since.isoformat(), "by_hand": False, "options": options})
    people.sort(key=lambda entry: (entry["since"], entry["inmate"]))
    return people, len(assessed) - len(seeking), len(inmates) - len(assessed)


def _wishes(facility):
    """Return by person: the chosen fields with the assessment's key, and the day of the first assessment."""
    rows = InterestAssessment.objects.filter(
        inmate__facility=facility, state__in=("final", "superseded")
    ).order_by("assessed_on", "pk")
    names = ("first_choice", "second_choice", "third_choice")
    wishes, first = {}, {}
    for own, merged, key, state, day, *choices in rows.values_list(
        "inmate", "inmate__merged_into", "pk", "state", "assessed_on", *names
    ):
        person = merged or own
        first.setdefault(person, day)
        if state == "final":
            wishes[person] = ([choice for choice in choices if choice], key)
    return wishes, first


def _enrolled(facility, programs):
    """Return by person: who is in one of the classes, since when others were trained, where they are busy.

    Whoever had a seat before has waited since that class ended for them; who is in one now, since its last
    day.
    """
    keys = {program.pk for program in programs}
    rows = Enrolment.objects.filter(inmate__facility=facility)
    rows = rows.filter(Q(state__in={*LIVE_STATES, *SEAT_STATES}) | Q(joined_on__isnull=False))
    there, trained, busy = set(), {}, defaultdict(set)
    for own, merged, program, state, joined, ended, last in rows.values_list(
        "inmate", "inmate__merged_into", "program", "state", "joined_on", "ended_on", "program__ends_on"
    ):
        person = merged or own
        if program in keys and state in {*LIVE_STATES, *SEAT_STATES}:
            there.add(person)
        elif state in LIVE_STATES:
            busy[person].add(program)
        if joined:
            trained[person] = max(trained.get(person, date.min), ended or last)
    return there, trained, busy


def _matches(programs, wishes) -> dict[tuple[int, int], int]:
    """Return how well the classes' fields match, in per cent, by the keys of assessment and field."""
    fields = {program.skill_field_id: program.skill_field for program in programs}
    keys = [key for _choices, key in wishes]
    rows = InterestAssessment.objects.filter(pk__in=keys).select_related("instrument")
    codes = defaultdict(dict)
    for row in InstrumentField.objects.filter(skill_field__in=fields):
        codes[row.instrument_id][row.skill_field_id] = row.holland
    found = {}
    choices_of = {key: choices for choices, key in wishes}
    for assessment in rows.only("pk", "code", "instrument"):
        known = codes.get(assessment.instrument_id, {})
        weights = assessment.instrument.weights if assessment.instrument else Weights()
        pairs = [(key, known.get(key, field.holland)) for key, field in fields.items()]
        for match in matches(
            choices=choices_of[assessment.pk], code=assessment.code, fields=pairs, weights=weights
        ):
            found[assessment.pk, match.field] = match.percent
    return found


def _clashes(programs, others) -> dict[int, set[int]]:
    """Return for each class the keys of those of `others` that meet at a time when it does; one statement."""
    keys = {program.pk for program in programs}
    spans = defaultdict(list)
    rows = Session.objects.filter(program__in=keys | others, state__in=HELD_SESSIONS)
    for program, starts, ends in rows.order_by("starts_at").values_list("program", "starts_at", "ends_at"):
        spans[program].append((starts, ends))
    return {
        key: {other for other in others if other != key and _meet(spans[key], spans[other])} for key in keys
    }


def _meet(these, those) -> bool:
    """Return whether any two spans of two ordered lists share time."""
    i = j = 0
    while i < len(these) and j < len(those):
        if these[i][0] < those[j][1] and those[j][0] < these[i][1]:
            return True
        if these[i][1] <= those[j][1]:
            i += 1
        else:
            j += 1
    return False


def figures(content) -> dict:
    """Return how many classes there are, and how many people got which choice, a seat by hand, and none."""
    people = content["people"]
    ranks = Counter()
    for entry in people:
        if entry["program"] is not None:
            ranks[rank_of(entry, entry["program"])] += 1
    seated = sum(ranks.values())
    return {
        "first": ranks[1],
        "second": ranks[2],
        "third": ranks[3],
        "other": ranks[None],
        "seated": seated,
        "none": len(people) - seated,
        "asked": len(people),
        "classes": len(content["programs"]),
    }


def rank_of(entry, program) -> int | None:
    """Return as which choice somebody wants a class, None when they did not choose it."""
    return next((option["rank"] for option in entry["options"] if option["program"] == program), None)


def seats_left(content) -> dict[int, int]:
    """Return how many seats of each class are not given; below 0 nobody can come."""
    taken = Counter(entry["program"] for entry in content["people"])
    return {item["pk"]: item["seats"] - taken[item["pk"]] for item in content["programs"]}


def _locked(allocation, by, revision) -> Allocation:
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    row = Allocation.objects.select_for_update(of=("self",), no_key=True).get(pk=allocation.pk)
    if not row.is_draft:
        text = _("This proposal is “%(state)s” and does not change any more.")
        raise MoveRefused([Refusal(text % {"state": row.get_state_display()}, row.get_absolute_url())])
    if revision is not None and row.revision != revision:
        raise MoveRefused([Refusal(_("Somebody changed this proposal meanwhile. Look at it once more."))])
    return row


@transaction.atomic
def move_people(*, allocation, inmates, to, by, revision=None) -> Allocation:
    """Put people of a proposal, by their keys, into the class with the key `to`, or out of all with None.

    Raises PermissionDenied, and MoveRefused when the proposal has changed or the class has too few seats.
    """
    row = _locked(allocation, by, revision)
    wanted = set(inmates)
    entries = [entry for entry in row.content["people"] if entry["inmate"] in wanted]
    if len(entries) < len(wanted):
        raise MoveRefused([Refusal(_("Somebody you ticked is not in this proposal."))])
    moving = [entry for entry in entries if entry["program"] != to]
    if to is not None:
        left = seats_left(row.content)
        if to not in left:
            raise MoveRefused([Refusal(_("This class is not part of the proposal."))])
        if len(moving) > left[to]:
            text = _("This class has %(left)s seats left, and you chose %(count)s people.")
            raise MoveRefused([Refusal(text % {"left": max(0, left[to]), "count": len(moving)})])
        _complete_options(row, moving, to)
    for entry in moving:
        entry["program"], entry["by_hand"] = to, True
    row.revision += 1
    row.figures = figures(row.content)
    row.save(update_fields=["content", "figures", "revision"])
    return row


def _unmet(asked) -> dict[tuple[int, int], list[str]]:
    """Return the rules that are not met, by the keys of person and programme; a statement a programme.

    `asked` are pairs of a programme and people. Classes at the same time are said by their name elsewhere.
    """
    found = {}
    for program, people in asked:
        if keys := [person.pk for person in people]:
            for one in assess(program, Inmate.objects.filter(pk__in=keys), keys):
                found[one.person.pk, program.pk] = [name for name in one.unmet if name != RuleName.CLASH]
    return found


def _complete_options(row, entries, to) -> None:
    """Say of people who did not choose a class whether they meet its rules."""
    missing = [entry for entry in entries if all(option["program"] != to for option in entry["options"])]
    if not missing:
        return
    program = Program.objects.get(pk=to)
    people = Inmate.objects.filter(pk__in=[entry["inmate"] for entry in missing])
    unmet = _unmet([(program, people)])
    for entry in missing:
        names = unmet.get((entry["inmate"], to), [])
        entry["options"].append({"program": to, "rank": None, "match": 0, "unmet": names, "clash": None})


@transaction.atomic
def confirm_allocation(*, allocation, by, revision=None) -> dict[int, object]:
    """Propose everybody who has a seat for their class, in the order of waiting, all of it or nothing.

    Returns the ProposalReport of each class by its key. Raises PermissionDenied, and MoveRefused when the
    proposal has changed, holds nobody, or a class takes nobody or fewer people by now.
    """
    row = _locked(allocation, by, revision)
    by_program = defaultdict(list)
    for entry in row.content["people"]:
        if entry["program"] is not None:
            by_program[entry["program"]].append(entry["inmate"])
    if not by_program:
        raise MoveRefused([Refusal(_("Nobody has a seat in this proposal."))])
    # All classes first and in one order, so that two people who confirm do not wait for each other.
    programs = {key: lock_program(key) for key in sorted(by_program)}
    named = Enrolment.objects.filter(program__in=programs, state__in={*LIVE_STATES, *SEAT_STATES}).order_by()
    counts = dict(named.values("program").annotate(n=Count("pk")).values_list("program", "n"))
    refusals = []
    for key, program in programs.items():
        refusals += [Refusal(f"{program}: {why.text}", why.url) for why in takes_participants(program)]
        left = program.seats + program.reserves - counts.get(key, 0)
        if len(by_program[key]) > left:
            text = _("%(program)s has %(left)s seats left by now. Take somebody out, or propose anew.")
            refusals.append(Refusal(text % {"program": program, "left": max(0, left)}))
    if refusals:
        raise MoveRefused(refusals)
    people = Inmate.objects.in_bulk({key for keys in by_program.values() for key in keys})
    reports = {
        key: propose(
            program=program, inmates=[people[inmate] for inmate in by_program[key] if inmate in people], by=by
        )
        for key, program in programs.items()
    }
    _close(row, AllocationState.DONE, by)
    return reports


@transaction.atomic
def discard_allocation(*, allocation, by) -> Allocation:
    """Put a proposal aside. Raises PermissionDenied and MoveRefused."""
    row = _locked(allocation, by, None)
    _close(row, AllocationState.DISCARDED, by)
    return row


def _close(row, state, by) -> None:
    """Keep who had a seat of a confirmed proposal, forget everybody else; the numbers stay."""
    row.content["people"] = [
        entry
        for entry in row.content["people"]
        if state == AllocationState.DONE and entry["program"] is not None
    ]
    row.state, row.settled_by = state, by
    row.save(update_fields=["content", "state", "settled_by"])


def forget_old_drafts(now=None) -> int:
    """Discard every facility's drafts that have waited for a week, and return how many."""
    before = (now or timezone.now()) - timedelta(days=7)
    rows = Allocation.objects.filter(state=AllocationState.DRAFT, made_at__lt=before)
    return rows.update(state=AllocationState.DISCARDED, content={"programs": [], "people": []})

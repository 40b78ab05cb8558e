"""Who or what would be in two places at once: the class itself, an instructor, a room, participants.

A clash is a question, not a prohibition: staff see the list and may save all the same. Of classes at other
facilities nothing is told but that the instructor is busy. Apps above add what they know of participants by
`add_clash_provider`.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from programs.models import Assignment, Program, Session


@dataclass(frozen=True)
class Span:
    """A time that a class takes. `key` names it in the answer; `instructors` maps keys to names."""

    key: object
    program: Program
    starts_at: datetime
    ends_at: datetime
    instructors: dict[int, str] = field(default_factory=dict)
    room: str = ""
    session: int | None = None

    def meets(self, other) -> bool:
        """Return whether the two share any time; one may begin when the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def place(self) -> tuple | None:
        """What tells whether two classes are in one room; None where nobody said which."""
        if not self.room.strip():
            return None
        program = self.program
        outside = program.address.strip().casefold() if program.place == Program.Place.OUTSIDE else ""
        return program.facility_id, program.place, outside, self.room.strip().casefold()


@dataclass(frozen=True)
class Clash:
    """What is elsewhere at the time of the span `key`; a `kind` of class, instructor, room, participant."""

    key: object
    kind: str
    text: str
    starts_at: datetime


Provider = Callable[[list[Span]], Iterable[Clash]]
_providers: list[Provider] = []


def add_clash_provider(provider: Provider) -> None:
    """Have `provider(spans)` asked for further clashes; it takes a constant number of statements."""
    _providers.append(provider)


# Who teaches a programme, loaded in one statement: for programmes, and for sessions through theirs.
PEOPLE = Assignment._base_manager.select_related("instructor__partner").order_by("-leads", "pk")
TEACHERS = Prefetch("assignments", PEOPLE)


def with_teachers(rows):
    """Load what a span of a session needs: its programme and who teaches there; one statement more."""
    return rows.select_related("program", "instructor").prefetch_related(
        Prefetch("program__assignments", PEOPLE)
    )


def span_of(session, key=None) -> Span:
    """Return the span of a session that was loaded by `with_teachers`, or is about to be saved."""
    program = session.program
    if session.instructor_id:
        people = {session.instructor_id: str(session.instructor)}
    else:
        people = teachers_of(program)
    return Span(
        key=session.pk if key is None else key,
        program=program,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        instructors=people,
        room=session.place_name,
        session=session.pk,
    )


def teachers_of(program) -> dict[int, str]:
    return {row.instructor_id: str(row.instructor) for row in program.assignments.all()}


def hold(spans: list[Span]) -> None:
    """Let nobody else plan at the spans' facilities, or with their instructors, until the transaction ends.

    Two classes that are planned at the same moment do not see each other's sessions: whoever looks for
    clashes and then saves asks for this first. The locks are advisory and taken in one order, and only here,
    after that of the programme; a lock on the facility's row would meet those who move people the other way
    round.
    """
    keys = {("facility", span.program.facility_id) for span in spans}
    keys |= {("instructor", key) for span in spans for key in span.instructors}
    with connection.cursor() as cursor:
        for kind, key in sorted(keys):
            name = f"programs.clashes.{kind}.{key}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def find_clashes(spans: list[Span], *, without: Program | None = None) -> list[Clash]:
    """Return what clashes with the spans, in their order; two statements and those of the providers.

    The sessions of `without` are about to be removed, so they do not count.
    """
    if not spans:
        return []
    people = {key for span in spans for key in span.instructors}
    taught = Q(instructor__in=people) | Q(
        instructor=None, program__in=Assignment._base_manager.filter(instructor__in=people).values("program")
    )
    rows = Session._base_manager.exclude(state="cancelled").exclude(program__state="cancelled")
    rows = rows.filter(
        Q(facility__in={span.program.facility_id for span in spans}) | taught,
        starts_at__lt=max(span.ends_at for span in spans),
        ends_at__gt=min(span.starts_at for span in spans),
    )
    if without is not None:
        rows = rows.exclude(program=without)
    others = [span_of(session) for session in with_teachers(rows).order_by("starts_at", "pk")]
    found = {}
    for span in spans:
        for other in others:
            if other.starts_at >= span.ends_at:
                break
            if span.session != other.session and span.meets(other):
                for kind, text in _between(span, other):
                    found.setdefault((span.key, text), Clash(span.key, kind, text, span.starts_at))
    for provider in _providers:
        for clash in provider(spans):
            found.setdefault((clash.key, clash.text), clash)
    return sorted(found.values(), key=lambda clash: (clash.starts_at, clash.kind, clash.text))


def _between(span, other):
    """Yield (kind, text) of what two classes that meet at one time share."""
    here = span.program.facility_id == other.program.facility_id
    if span.program.pk == other.program.pk:
        # The database refuses the very same moment (`session_once`).
        if span.starts_at != other.starts_at:
            yield "class", _("This class meets already at that time.")
        return
    for key in span.instructors.keys() & other.instructors.keys():
        name = span.instructors[key]
        if here:
            yield "instructor", _("%(name)s teaches %(program)s.") % {"name": name, "program": other.program}
        else:
            yield "instructor", _("%(name)s is busy elsewhere.") % {"name": name}
    if span.place and span.place == other.place:
        yield "room", _("%(room)s: taken by %(program)s.") % {"room": span.room, "program": other.program}


def fingerprint(clashes: list[Clash]) -> str:
    """Return a short text that changes with any clash; empty when there is none."""
    if not clashes:
        return ""
    said = [(clash.starts_at.timestamp(), clash.kind, clash.text) for clash in clashes]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


class ClashError(ValidationError):
    """Something clashes and nobody has said that it may; `clashes` lists it."""

    def __init__(self, clashes):
        self.clashes = clashes
        super().__init__(_("Something else is going on at that time. Look at the list."), code="clash")


def check_accepted(clashes: list[Clash], accepted: str) -> None:
    """Raise ClashError unless there are none or `accepted` is the fingerprint of these very ones."""
    if clashes and accepted != fingerprint(clashes):
        raise ClashError(clashes)


# Sentences about a programme whose last day was moved, for who moved it: (program) -> texts.
_extension_notes: list[Callable] = []


def add_extension_note(provider: Callable[[Program], Iterable[str]]) -> None:
    """Have `provider(program)` say what somebody should look at when a last day was moved."""
    _extension_notes.append(provider)


def extension_notes(program: Program) -> list[str]:
    return [text for provider in _extension_notes for text in provider(program)]

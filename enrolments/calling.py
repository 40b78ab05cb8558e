"""The call list (daftar panggil): whom the guards fetch on a day, by block and cell."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import get_language

from core.pdf import render_pdf
from enrolments.models import Enrolment
from facilities.services.logos import letterhead_of
from inmates.choices import Custody
from inmates.models import RegisterNumber
from programs.models import Program, Session

# Whom nobody calls: they gave up their place, or never had one.
CALLED = ("confirmed", "active", "passed", "attended", "failed")


@dataclass(frozen=True)
class Call:
    """One person called to one session."""

    enrolment: Enrolment
    person: object
    session: Session

    @property
    def name(self) -> str:
        """The name as the facility knows it: of who was transferred, as it was."""
        return self.enrolment.name or self.person.full_name

    @property
    def why_absent(self) -> str:
        """Why somebody cannot be called, in a word."""
        if self.person.facility_id != self.enrolment.facility_id:
            return str(Custody.TRANSFERRED.label)
        return str(self.person.get_custody_display())

    @property
    def room(self) -> str:
        """Where to: the room, and for a class outside that it is there."""
        program = self.session.program
        outside = program.get_place_display() if program.place == Program.Place.OUTSIDE else ""
        return ", ".join(part for part in (self.session.place_name, str(outside)) if part)


@dataclass
class CallList:
    """The calls of a day by block, the sessions of that day, and who is in class but cannot be called."""

    day: date
    sessions: list[Session] = field(default_factory=list)
    blocks: list[tuple[str, list[Call]]] = field(default_factory=list)
    absent: list[Call] = field(default_factory=list)

    @property
    def calls(self) -> list[Call]:
        return [call for _block, calls in self.blocks for call in calls]

    @property
    def people(self) -> int:
        return len({call.person.pk for call in self.calls})

    @property
    def named(self) -> list[Call]:
        """Everybody whom the list names, also who cannot be called."""
        return [*self.calls, *self.absent]


def call_list(day: date, user) -> CallList:
    """Return the call list of a day at the user's facility; three statements.

    Called are the people on the roster of that day's sessions who are held here now; who is on leave or gone
    is named apart.
    """
    sessions = Session.objects.for_user(user).counted().filter(day=day).exclude(program__state="cancelled")
    sessions = list(sessions.select_related("program").order_by("starts_at", "pk"))
    by_program = defaultdict(list)
    for session in sessions:
        by_program[session.program_id].append(session)
    numbers = RegisterNumber.objects.filter(valid_to=None).order_by("-pk")
    rows = Enrolment.objects.for_user(user).filter(program__in=by_program, state__in=CALLED).on_roster(day)
    rows = rows.select_related("inmate__merged_into").prefetch_related(
        Prefetch("inmate__register_numbers", numbers, to_attr="valid_numbers"),
        Prefetch("inmate__merged_into__register_numbers", numbers, to_attr="valid_numbers"),
    )
    found = CallList(day, sessions)
    blocks = defaultdict(list)
    for row in rows:
        person = row.inmate.merged_into or row.inmate
        for session in by_program[row.program_id]:
            call = Call(row, person, session)
            if person.custody == Custody.HELD and person.facility_id == row.facility_id:
                blocks[person.block].append(call)
            else:
                found.absent.append(call)
    # Who has no block stands last: somebody has to find out where they are.
    for block in sorted(blocks, key=lambda name: (not name, natural(name))):
        found.blocks.append((block, sorted(blocks[block], key=_place)))
    found.absent.sort(key=_place)
    return found


def _place(call):
    return natural(call.person.cell), call.session.starts_at, call.name, call.enrolment.pk


def natural(text: str) -> list:
    """Return a key by which "A-2" comes before "A-10"."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]


def call_list_pdf(calls: CallList, facility) -> bytes:
    """Return the list as a PDF, a block after the other."""
    context = {
        **letterhead_of(facility),
        "calls": calls,
        "day": calls.day,
        "facility": facility,
        "wide": True,
    }
    return render_pdf("enrolments/call_list_pdf.html", context, title="daftar-panggil", lang=get_language())

"""Which person of a facility a row of an SDP list is about (domain.md, section 8)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inmates.choices import Custody
from inmates.models import Identity, Inmate, RegisterNumber
from inmates.register_classes import RegisterClasses
from inmates.sdp.records import Problem, SdpRow

# How a row found its person, the surest first.
BY_NUMBER, BY_EARLIER_NUMBER, BY_NATIONAL_REGISTER, BY_NIK, NEW = range(5)


@dataclass
class Match:
    """A row and the person it is about, None for somebody new."""

    row: SdpRow
    how: int = NEW
    inmate: Inmate | None = None


class Unclear(Exception):
    """A row that cannot be laid to one person; its text is a sentence for the user."""


class Register:
    """The people of one facility as far as a list concerns them, read in a constant number of statements."""

    def __init__(self, facility, rows: list[SdpRow]):
        keys = {row.register_key for row in rows} - {""}
        registers = {row.national_register for row in rows} - {""}
        niks = {row.nik for row in rows} - {None}
        self.classes = RegisterClasses.read()

        # A row about an entry that was merged into another is about that other one.
        numbers = RegisterNumber._base_manager.filter(facility=facility, key__in=keys)
        numbers = list(numbers.annotate(kept=F("inmate__merged_into")))
        self._ended = {(number.inmate_id, number.key): number for number in numbers if number.valid_to}
        for number in numbers:
            number.inmate_id = number.kept or number.inmate_id
        here = Inmate.objects.filter(facility=facility)
        named = here.filter(national_register__in=registers).annotate(kept=Coalesce("merged_into", "pk"))
        found = {number.inmate_id for number in numbers} | set(named.values_list("kept", flat=True))
        found |= set(
            Identity._base_manager.filter(nik__in=niks, inmate__facility=facility).values_list(
                "inmate", flat=True
            )
        )
        merged = Q(merged_into__isnull=False, national_register__in=registers)
        people = here.filter(Q(custody=Custody.HELD) | Q(pk__in=found) | merged)
        entries = list(people.with_refusal().select_related("identity"))
        self.people = {entry.pk: entry for entry in entries if entry.merged_into_id is None}
        valid = RegisterNumber._base_manager.filter(inmate__in=self.people, valid_to=None)
        self.valid_number = {number.inmate_id: number for number in valid}

        self.taken_elsewhere = set()  # numbers of this facility's book whose holder has moved on
        self.by_number: dict[str, int] = {}
        self.by_earlier_number: dict[str, set[int]] = defaultdict(set)
        for number in numbers:
            if number.inmate_id not in self.people:
                self.taken_elsewhere |= {number.key} if number.valid_to is None else set()
            elif number.valid_to is None:
                self.by_number[number.key] = number.inmate_id
            else:
                self.by_earlier_number[number.key].add(number.inmate_id)

        # Those held now come last, so that they win over people of the past.
        ordered = sorted(self.people.values(), key=lambda person: (person.custody == Custody.HELD, person.pk))
        self.by_national_register = {
            **{entry.national_register: entry.merged_into_id for entry in entries if entry.merged_into_id},
            **{person.national_register: person.pk for person in ordered},
        }
        self.by_national_register.pop("", None)
        self.by_nik = {nik: p.pk for p in ordered if (nik := nik_of(p))}

    def ended_number(self, person: Inmate | None, key: str) -> RegisterNumber | None:
        """Return the number that `person` had here before they left."""
        return self._ended.get((person.pk, key)) if person else None

    def is_held(self, pk) -> bool:
        return pk in self.people and self.people[pk].custody == Custody.HELD

    def find(self, row: SdpRow) -> Match:
        """Return the person of a row. Raises Unclear when its identifiers point at different people."""
        by_register = self.by_national_register.get(row.national_register)
        pk, how = self.by_number.get(row.register_key), BY_NUMBER
        if pk is None:
            if row.register_key in self.taken_elsewhere:
                raise Unclear(_("This register number is already in use here."))
            earlier = self.by_earlier_number.get(row.register_key, set())
            if len(earlier) > 1:
                earlier &= {by_register, self.by_nik.get(row.nik)}
                if len(earlier) != 1:
                    raise Unclear(_("Several people here once had this register number."))
            pk, how = next(iter(earlier), None), BY_EARLIER_NUMBER
        if pk is not None and by_register not in (None, pk):
            raise Unclear(
                _("By its register number this row is one person here, by its nomor induk another.")
            )
        if pk is None:
            pk, how = by_register, BY_NATIONAL_REGISTER
        if pk is None:
            pk, how = self.by_nik.get(row.nik), BY_NIK
        return Match(row, how, self.people[pk]) if pk is not None else Match(row)


def nik_of(person: Inmate) -> str:
    return person.identity.nik if hasattr(person, "identity") else ""


def match_rows(register: Register, rows: list[SdpRow]):
    """Return (matches, rejected rows, remarks on single cells, keys of the people any row spoke of).

    When several rows speak of one person the surest is taken, and of equally sure ones the first.
    """
    matches, rejected, remarks, seen = [], [], [], set()
    for row in rows:
        try:
            match = register.find(row)
        except Unclear as error:
            rejected.append(Problem(row.row, "", str(error), field="register_raw"))
            seen |= {register.by_number.get(row.register_key)}
            seen |= {register.by_national_register.get(row.national_register)}
            continue
        matches.append(match)
    matches.sort(key=lambda match: (match.how, match.row.row))

    accepted, people, registers = [], {}, {}
    for match in matches:
        row = match.row
        if match.how == BY_NIK and match.inmate.pk in people:
            # A NIK alone is the weakest sign: a wrong one rejects the cell, not the row.
            match.inmate, match.how = None, NEW
        if _nik_of_another(register, match):
            text = _("Somebody else here has this NIK; it was left out.")
            remarks.append(Problem(row.row, "NIK", text, row.nik, "nik"))
            row.nik = None
        first = people.get(match.inmate.pk) if match.inmate else None
        first = first or registers.get(row.national_register)
        if first:
            text = _("This is the same person as in row %(row)s. If it is somebody else, add them by hand.")
            rejected.append(Problem(row.row, "", text % {"row": first}))
            continue
        if match.inmate:
            people[match.inmate.pk] = row.row
        if row.national_register:
            registers[row.national_register] = row.row
        accepted.append(match)
    seen |= people.keys()
    accepted.sort(key=lambda match: match.row.row)
    return accepted, rejected, remarks, seen


def _nik_of_another(register: Register, match: Match) -> bool:
    owner = register.by_nik.get(match.row.nik)
    if owner is None or (match.inmate and match.inmate.pk == owner):
        return False
    return match.inmate is None or register.is_held(owner)

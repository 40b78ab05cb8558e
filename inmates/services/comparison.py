"""What an SDP list would change: the same look before the officer confirms and while it is taken over."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from inmates.choices import GONE, Custody, LegalStatus
from inmates.identifiers import mask_nik
from inmates.models import Identity, Inmate, RegisterNumber, SdpImport
from inmates.sdp.records import Problem, SdpRow
from inmates.services.matching import BY_EARLIER_NUMBER, Match, Register, match_rows, nik_of

# Field of a row -> field of a person.
COPIED = {
    "full_name": "full_name",
    "aliases": "aliases",
    "national_register": "national_register",
    "birth_place": "birth_place",
    "birth_date": "birth_date",
    "sex": "sex",
    "religion": "religion",
    "education": "education",
    "marital_status": "marital_status",
    "occupation": "occupation",
    "admitted_on": "admitted_on",
    "sentence_end": "sentence_end",
    "one_third": "one_third_on",
    "half": "half_on",
    "two_thirds": "two_thirds_on",
    "block": "block",
    "cell": "cell",
}
FIELD_OF_ROW = {name: source for source, name in COPIED.items()} | {"raw": "register_raw"}
IDENTITY = ("nik", "address", "city", "province")
# SDP knows the sentence best: an empty date in a column of the list means that there is none (an appeal, a
# new trial). Everything else that is empty there was merely not filled in, and staff may know it.
ERASED_WHEN_EMPTY = frozenset({"sentence_end", "one_third", "half", "two_thirds"})


@dataclass(frozen=True)
class Change:
    """One field of one person, before and after. Values are those of the model."""

    name: str
    old: object
    new: object

    @property
    def label(self) -> str:
        return capfirst(str(_field(self.name).verbose_name))

    @property
    def shown_old(self) -> str:
        return _shown(self.name, self.old)

    @property
    def shown_new(self) -> str:
        return _shown(self.name, self.new)


@dataclass
class Person:
    """What a row says about somebody: `inmate` is None for a new person."""

    row: SdpRow
    inmate: Inmate | None
    values: dict = field(default_factory=dict)  # of Inmate, only what differs
    identity: dict = field(default_factory=dict)  # of Identity, only what differs
    number: RegisterNumber | None = None  # the one valid until now
    takes_number: bool = False  # whether the row's register number becomes the valid one
    class_code: str | None = None  # of that number
    ended_number: RegisterNumber | None = None  # the same number, closed when the person left
    changes: list[Change] = field(default_factory=list)

    def leave_identity_out(self):
        """Take nothing of NIK and address over: the person withdrew the consent to it."""
        self.identity = {}
        self.changes = [change for change in self.changes if change.name not in IDENTITY]

    @property
    def came_back(self) -> bool:
        """Whether somebody who had left is here again."""
        return any(change.name == "custody" and change.old in GONE for change in self.changes)

    @property
    def mark(self) -> str:
        """Return group and content in a few letters: the same as long as this row would do the same."""
        group = "new" if self.inmate is None else "changed" if self.changes else "unchanged"
        pk = self.inmate.pk if self.inmate else None
        told = repr((pk, self.takes_number, [(c.name, c.old, c.new) for c in self.changes]))
        return f"{group}:{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    @property
    def legal_status_shown(self) -> str:
        return str(LegalStatus(self.values["legal_status"]).label)

    @property
    def place(self) -> str:
        """Return block and cell of a new person, as they will be kept."""
        return ", ".join(self.values[name] for name in ("block", "cell") if self.values.get(name))


@dataclass
class ImportComparison:
    """The groups of the preview. Nothing happens to `missing`; `remarks` are cells that were left out."""

    new: list[Person] = field(default_factory=list)
    changed: list[Person] = field(default_factory=list)
    unchanged: list[Person] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)
    missing: list[Inmate] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        names = ("new", "changed", "unchanged", "rejected", "missing", "remarks")
        return {name: len(getattr(self, name)) for name in names}

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed)

    @property
    def marks(self) -> dict[str, str]:
        """Return what each row would do, for comparing two comparisons; see `Person.mark`."""
        people = [*self.new, *self.changed, *self.unchanged]
        return {str(problem.row): "rejected" for problem in self.rejected} | {
            str(person.row.row): person.mark for person in people
        }


def compare(sdp_import: SdpImport, part: slice | None = None) -> ImportComparison:
    """Return what a waiting import would change at its facility now; writes nothing.

    `part` compares only some of the rows that found their person; what concerns the list as a whole (missing
    people, rows that were refused before) comes with the first part, so that all parts add up to the whole.
    """
    first = part is None or not part.start
    rows = [SdpRow.from_json(data) for data in sdp_import.rows]
    columns = set(sdp_import.columns)
    register = Register(sdp_import.facility, rows)
    result = ImportComparison(rejected=[Problem(**problem) for problem in sdp_import.rejected])
    result.remarks = [warning for row in rows for warning in row.warnings]
    matches, rejected, remarks, seen = match_rows(register, rows)
    result.rejected += rejected
    result.remarks += remarks
    if not first:
        result = ImportComparison()
    for match in matches[part or slice(None)]:
        reader = _RowReader(register, match, columns)
        person = reader.read()
        if match.inmate and match.inmate.refuses_details:
            person.leave_identity_out()
        result.remarks += reader.remarks
        if reader.refusal:
            result.rejected.append(reader.refusal)
        elif person.inmate is None:
            result.new.append(person)
        elif person.changes:
            result.changed.append(person)
        else:
            result.unchanged.append(person)
    if first:
        result.missing = [
            person for pk, person in register.people.items() if register.is_held(pk) and pk not in seen
        ]
    for person in result.missing:
        number = register.valid_number.get(person.pk)
        person.valid_numbers = [number] if number else []
    result.missing.sort(key=lambda person: (person.full_name, person.pk))
    result.rejected.sort(key=lambda problem: problem.row)
    result.remarks.sort(key=lambda problem: problem.row)
    return result


class _RowReader:
    """Lays one row beside its person; collects what differs, what was left out and what forbids the row."""

    def __init__(self, register: Register, match: Match, columns: set[str]):
        self.register, self.match, self.columns = register, match, columns
        self.row, self.inmate = match.row, match.inmate
        number = register.valid_number.get(match.inmate.pk) if match.inmate else None
        self.person = Person(match.row, match.inmate, number=number)
        self.remarks: list[Problem] = []
        self.refusal: Problem | None = None

    def read(self) -> Person:
        self._copy_fields()
        self._read_number()
        self._read_custody()
        self._read_identity()
        self._check()
        return self.person

    def _now(self, name):
        return getattr(self.inmate, name) if self.inmate else None

    def _after(self, name):
        return self.person.values.get(name, self._now(name))

    def _set(self, name, value):
        old = self._now(name)
        if value != old:
            self.person.values[name] = value
            self.person.changes.append(Change(name, old, value))

    def _remark(self, name, text, value=""):
        self.remarks.append(self._problem(name, text, value))

    def _refuse(self, name, text):
        self.refusal = self.refusal or self._problem(name, text)

    def _problem(self, name, text, value="") -> Problem:
        heading = capfirst(str(_field(name).verbose_name))
        return Problem(self.row.row, heading, str(text), value, FIELD_OF_ROW.get(name, name))

    def _fits(self, name, value) -> bool:
        longest = _field(name).max_length
        if not isinstance(value, str) or not longest or len(value) <= longest:
            return True
        text = _("Longer than %(count)s characters; it was left out.") % {"count": longest}
        self._remark(name, text)
        return False

    def _copy_fields(self):
        for source, name in COPIED.items():
            if source not in self.columns:
                continue
            value = getattr(self.row, source)
            value = ", ".join(value) if isinstance(value, list) else value
            if not value:
                if source in ERASED_WHEN_EMPTY:
                    self._set(name, None)
            elif name == "full_name" and len(value) > _field(name).max_length:
                self._refuse(name, _("This name is too long."))
            elif self._fits(name, value):
                self._set(name, value)

    def _read_number(self):
        row, number = self.row, self.person.number
        if row.register_key and (number is None or row.register_key != number.key):
            if number and self.match.how == BY_EARLIER_NUMBER:
                text = _("This is an earlier register number; the present one, %(number)s, was kept.")
                self._remark("raw", text % {"number": number.raw}, row.register_raw)
            elif max(len(row.register_raw), len(row.register_key)) > _field("raw").max_length:
                self._refuse("raw", _("This register number is too long."))
            else:
                self.person.takes_number = True
                self.person.ended_number = self.register.ended_number(self.inmate, row.register_key)
                self.person.changes.append(Change("raw", number.raw if number else "", row.register_raw))
        classes = self.register.classes
        self.person.class_code = classes.code_of(row.register_raw)
        takes = self.person.takes_number or not number
        kept = None if takes else number.register_class_id or classes.code_of(number.raw)
        self._read_status(classes.status_of(self.person.class_code if takes else kept))

    def _read_status(self, status):
        """The legal status follows the class, which seldom tells juveniles from convicts."""
        if self.inmate is None and not status:
            status = LegalStatus.CONVICT if self.row.sentence_end else LegalStatus.DETAINEE
            text = _("The class of this register number is not known; taken as: %(status)s.")
            self._remark("legal_status", text % {"status": LegalStatus(status).label}, self.row.register_raw)
        if status and self._now("legal_status") != LegalStatus.JUVENILE:
            self._set("legal_status", LegalStatus(status).value)

    def _read_custody(self):
        """Whoever left or was sent here, and stands in the list, is here. SDP also names those on leave."""
        if self.inmate and self.inmate.custody in (*GONE, Custody.ARRIVING):
            self._set("custody", Custody.HELD.value)

    def _read_identity(self):
        identity = getattr(self.inmate, "identity", None) if self.inmate else None
        for name in IDENTITY:
            value = getattr(self.row, name) or ""
            old = getattr(identity, name) if identity else ""
            if name in self.columns and value and value != old and self._fits(name, value):
                self.person.identity[name] = value
                self.person.changes.append(Change(name, old, value))

    def _check(self):
        admitted, end = self._after("admitted_on"), self._after("sentence_end")
        if admitted and end and end < admitted:
            self._refuse("sentence_end", _("The sentence ends before the day of admission."))
        holder = self.register.by_national_register.get(self._after("national_register") or None)
        if holder and self.register.is_held(holder) and holder != getattr(self.inmate, "pk", None):
            self._refuse("national_register", _("Somebody here already has this nomor induk."))
        nik = nik_of(self.inmate) if self.inmate and "custody" in self.person.values else ""
        owner = self.register.by_nik.get(nik) if nik and "nik" not in self.person.identity else None
        if owner and owner != self.inmate.pk and self.register.is_held(owner):
            self._refuse("nik", _("Somebody here already has this NIK."))


def _field(name: str):
    model = Identity if name in IDENTITY else RegisterNumber if name == "raw" else Inmate
    return model._meta.get_field(name)


def _shown(name: str, value) -> str:
    if value in (None, ""):
        return "—"
    if name == "nik":
        return mask_nik(value)
    if isinstance(value, date):
        return date_format(value, "d/m/Y")
    choices = dict(_field(name).flatchoices)
    return str(choices.get(value, value))

"""The evaluation of a programme: participants' ratings without a trace of who gave them, reviews, actions."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enrolments.locks import lock_program
from enrolments.models import Face, InstructorReview, Question, Rating
from enrolments.outcome import cut
from programs.models import Program

# Fewer answers than these are not shown: one could guess whose they are.
FEWEST_SHOWN = 3
# How long a tablet that was handed over takes answers.
ROUND_SECONDS = 8 * 3600
SALT = "enrolments.rating"
WORTH = {Face.HAPPY: 3, Face.NEUTRAL: 2, Face.SAD: 1}


@dataclass(frozen=True)
class Summary:
    """What participants answered to one question; `average` lies between 1 and 3, None when hidden."""

    question: Question
    counts: dict[str, int]
    answers: int
    average: Decimal | None

    @property
    def shown(self) -> list[tuple[str, str, int]]:
        """Each face with its word and count."""
        return [(face.value, str(face.label), self.counts[face]) for face in Face]


def why_no_evaluation(program) -> str:
    """Return why nothing can be said in the evaluation now, or an empty string."""
    if program.state in ("running", "completed"):
        return ""
    if program.state in ("closed", "cancelled"):
        text = _("Nothing is changed in this programme any more: its state is “%(state)s”.")
        return text % {"state": program.get_state_display()}
    return _("The evaluation is written once the programme runs.")


def summaries_of(program) -> list[Summary]:
    """Return what participants answered, a line a question; one statement."""
    rows = list(Rating._base_manager.filter(program=program))
    found = []
    for question in Question:
        mine = [row for row in rows if row.question == question]
        counts = {face.value: sum(getattr(row, face) for row in mine) for face in Face}
        answers = sum(counts.values())
        mean = None
        if answers >= FEWEST_SHOWN:
            mean = cut(Fraction(sum(WORTH[face] * counts[face] for face in Face), answers))
        found.append(Summary(question, counts, answers, mean))
    return found


def round_token(program) -> str:
    """Return what lets a tablet take answers about a class for some hours, and see nothing else."""
    return signing.dumps(program.pk, salt=SALT)


def program_of_round(token: str) -> Program | None:
    """Return the class about which a tablet takes answers, or None when its time or the class is over."""
    try:
        key = signing.loads(token, salt=SALT, max_age=ROUND_SECONDS)
    except signing.BadSignature:
        return None
    program = Program._base_manager.select_related("facility").filter(pk=key).first()
    return program if program and not why_no_evaluation(program) else None


def answers_left(program) -> int:
    """Return how many people of a class have not answered yet, on the tablet or on paper."""
    given = max((summary.answers for summary in summaries_of(program)), default=0)
    return max(program.enrolments.ever_in_class().count() - given, 0)


def count_answer(*, program, answers: dict[str, str], key) -> bool:
    """Count one person's answers (a face for each question); False when `key` was counted already.

    Nothing but the counts is kept. Raises ValidationError when everybody has answered.
    """
    with transaction.atomic():
        program = lock_program(program.pk)
        if why := why_no_evaluation(program):
            raise ValidationError(why)
        if not cache.add(f"rated:{key}", 1, timeout=ROUND_SECONDS):
            return False
        if not answers_left(program):
            cache.delete(f"rated:{key}")
            raise ValidationError(_("Everybody in this class has answered."))
        rows = _rows(program, Rating.Source.TABLET)
        for question, face in answers.items():
            setattr(rows[question], face, getattr(rows[question], face) + 1)
        Rating._base_manager.bulk_update([rows[name] for name in answers], Face.values)
    return True


def _rows(program, source):
    rows = {row.question: row for row in Rating._base_manager.filter(program=program, source=source)}
    new = [
        Rating(facility_id=program.facility_id, program=program, source=source, question=question)
        for question in Question.values
        if question not in rows
    ]
    Rating._base_manager.bulk_create(new)
    return rows | {row.question: row for row in new}


def save_paper(*, program, counts: dict[str, dict[str, int]], by) -> None:
    """Keep what was counted on the paper forms, by question and face, in place of what was counted before.

    Raises PermissionDenied, and ValidationError, by "paper-<question>-happy", when there are more answers
    than people who were in class.
    """
    if not by.has_perm("attendance.enter"):
        raise PermissionDenied
    with transaction.atomic():
        program = lock_program(program.pk)
        if why := why_no_evaluation(program):
            raise ValidationError(why)
        people = program.enrolments.ever_in_class().count()
        tablet = {
            row.question: row.answers
            for row in Rating._base_manager.filter(program=program, source=Rating.Source.TABLET)
        }
        errors = {}
        for question, faces in counts.items():
            together = sum(faces.values()) + tablet.get(question, 0)
            if together > people:
                text = _("%(count)s answers with those on the tablet, but %(people)s people in class.")
                errors[f"paper-{question}-happy"] = text % {"count": together, "people": people}
        if errors:
            raise ValidationError(errors)
        rows = _rows(program, Rating.Source.PAPER)
        for question, faces in counts.items():
            for face, count in faces.items():
                setattr(rows[question], face, count)
        Rating._base_manager.bulk_update(rows.values(), Face.values)


@transaction.atomic
def save_review(*, program, by, went_well, lacking="", advice="") -> InstructorReview:
    """Keep what an instructor says of a class they teach; a second time it replaces the first."""
    if not by.has_perm("scores.enter"):
        raise PermissionDenied
    program = lock_program(program.pk)
    if why := why_no_evaluation(program):
        raise ValidationError(why)
    words = {"went_well": went_well, "lacking": lacking, "advice": advice}
    review, _new = InstructorReview._base_manager.update_or_create(
        program=program, author=by, defaults=words | {"facility_id": program.facility_id}
    )
    return review


@transaction.atomic
def save_actions(*, program, by, table) -> None:
    """Save the table of what is to be done better; it stays open after the programme is closed."""
    if not by.has_perm("programs.enter"):
        raise PermissionDenied
    program = lock_program(program.pk)
    if why := why_no_actions(program):
        raise ValidationError(why)
    table.check_unchanged(program.evaluation_actions.all())
    table.save(facility_id=program.facility_id, program=program)


def why_no_actions(program) -> str:
    """Return why the actions cannot be changed now; done is marked also after the programme was closed."""
    return "" if program.state == "closed" else why_no_evaluation(program)

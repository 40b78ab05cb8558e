"""Beginning, answering and finishing an interest assessment, and what follows from it."""

from dataclasses import dataclass

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal, take_step
from core.templatetags.ui import moment
from inmates.interest import LETTERS, UNANSWERED, Match, Weights, code_of, matches
from inmates.models import AssessmentRefusal, Inmate, Instrument, InterestAssessment
from inmates.models.assessment import AssessmentState
from skills.models import SkillField


class StaleDraft(ValidationError):
    """Somebody else, or another window, has answered meanwhile; `draft` is what stands now."""

    def __init__(self, draft):
        self.draft = draft
        text = _("%(who)s answered here in another window at %(moment)s.") % {
            "who": draft.saved_by,
            "moment": moment(draft.saved_at, "H.i"),
        }
        super().__init__(text, code="stale")


class NotADraft(ValidationError):
    """The assessment is finished, so it takes no more answers."""

    def __init__(self):
        super().__init__(_("This assessment is finished and does not change any more."), code="finished")


@dataclass(frozen=True)
class Profile:
    """What an assessment says. `scores` is None and `code` empty for those without statements; `flat` tells
    that all letters score alike, so that the code says little."""

    scores: dict[str, int] | None
    code: str
    matches: list[Match]

    @property
    def flat(self) -> bool:
        return self.scores is not None and len(set(self.scores.values())) == 1


@transaction.atomic
def begin_assessment(*, inmate: Inmate, entry: str, by) -> InterestAssessment:
    """Return the person's draft; a new one, with consent, when there is none."""
    Inmate._base_manager.select_for_update(no_key=True).get(pk=inmate.pk)
    draft = InterestAssessment._base_manager.filter(inmate=inmate, state=AssessmentState.DRAFT).first()
    return draft or InterestAssessment._base_manager.create(
        facility_id=inmate.facility_id,
        inmate=inmate,
        assessor=by,
        assessed_on=timezone.localdate(),
        instrument=Instrument.objects.current(),
        entry=entry,
        consent=True,
    )


def decline_assessment(*, inmate: Inmate, by) -> AssessmentRefusal:
    """Keep that the person did not agree, once a day, and nothing else."""
    refusal, _new = AssessmentRefusal._base_manager.get_or_create(
        inmate=inmate,
        asked_on=timezone.localdate(),
        defaults={"facility_id": inmate.facility_id, "asked_by": by},
    )
    return refusal


@transaction.atomic
def save_answers(
    *, assessment: InterestAssessment, answers: dict[int, str], revision: int, editor, by
) -> InterestAssessment:
    """Put `answers` ({number of the statement: "2", "1", "0" or "-"}) into a draft and return it.

    `revision` is what the open page `editor` had last seen. Raises NotADraft, and StaleDraft when another
    page has saved since; the same sent twice by one page is saved once.
    """
    draft = InterestAssessment._base_manager.select_for_update(no_key=True, of=("self",)).get(
        pk=assessment.pk
    )
    if draft.state != AssessmentState.DRAFT:
        raise NotADraft
    if draft.revision != revision and draft.editor != editor:
        raise StaleDraft(draft)
    given = list(draft.answers)
    for position, answer in answers.items():
        given[position - 1] = answer
    if "".join(given) == draft.answers:
        return draft
    draft.answers = "".join(given)
    draft.revision += 1
    draft.editor, draft.saved_by, draft.saved_at = editor, by, timezone.now()
    draft.save(update_fields=["answers", "revision", "editor", "saved_by", "saved_at"])
    return draft


@transaction.atomic
def finish_assessment(*, assessment: InterestAssessment, by) -> InterestAssessment:
    """Finish a draft, which then never changes, and let it take the place of the one before.

    Raises PermissionDenied, AlreadyMoved, and MoveRefused with what is missing.
    """
    inmate = Inmate._base_manager.select_for_update(no_key=True).get(pk=assessment.inmate_id)
    rows = InterestAssessment._base_manager.select_for_update(no_key=True, of=("self",))
    draft = rows.get(pk=assessment.pk)
    if draft.state == AssessmentState.DRAFT:
        if draft.assessed_on > timezone.localdate():
            raise MoveRefused([Refusal(_("The day of the assessment is still to come."))])
        earlier = list(rows.filter(inmate=draft.inmate_id, state=AssessmentState.FINAL))
        take_step(earlier, "supersede", AssessmentState.SUPERSEDED, by=by)
        if UNANSWERED not in draft.answers:
            draft.code = code_of(draft.scores)
        draft.finished_at = timezone.now()
        draft.save(update_fields=["code", "finished_at"])
        _tell_the_person(inmate, draft, by)
    return draft.perform("finish", by=by)


def _tell_the_person(inmate: Inmate, assessment: InterestAssessment, by) -> None:
    """Let the person's own page say what was found out of reading, writing and language."""
    found = {name: getattr(assessment, name) for name in ("literacy", "language")}
    changed = [name for name, value in found.items() if value and getattr(inmate, name) != value]
    if changed:
        for name in changed:
            setattr(inmate, name, found[name])
        with pghistory.context(user=by.pk):
            inmate.save(update_fields=[*changed, "updated_at"])


def profile_of(assessment: InterestAssessment) -> Profile:
    """Return scores, code and ranked skill fields; three statements, fewer with `instrument` loaded."""
    instrument = assessment.instrument
    if instrument is None:
        fields = [(field, field.holland) for field in SkillField.objects.all()]
        weights, scores, code = Weights(), None, ""
    else:
        rows = instrument.fields.select_related("skill_field").order_by("skill_field__name_id")
        fields = [(row.skill_field, row.holland) for row in rows]
        known = {field for field, _code in fields}
        # A field that is younger than the version can be chosen all the same.
        fields += [(field, field.holland) for field in assessment.choices if field not in known]
        weights, scores = instrument.weights, assessment.scores
        code = assessment.code or (code_of(scores) if UNANSWERED not in assessment.answers else "")
    return Profile(
        scores, code, matches(choices=assessment.choices, code=code, fields=fields, weights=weights)
    )


def next_without_assessment(user, inmate: Inmate) -> Inmate | None:
    """Return who could be assessed next: by name, first in the same block; nobody who has declined."""
    declined = AssessmentRefusal._base_manager.filter(inmate=OuterRef("pk"))
    people = Inmate.objects.for_user(user).held().assessed(False).exclude(pk=inmate.pk)
    people = people.exclude(Exists(declined)).annotate(
        away=Case(When(block=inmate.block, then=Value(0)), default=Value(1)),
        before=Case(When(full_name__lt=inmate.full_name, then=Value(1)), default=Value(0)),
    )
    return people.order_by("away", "block", "before", "full_name", "pk").first()


def reasons(match: Match) -> str:
    """Return in words why a field stands where it stands: "first choice; shares R and C"."""
    ranks = {1: _("first choice"), 2: _("second choice"), 3: _("third choice")}
    parts = [ranks[match.rank]] if match.rank else []
    if match.shared:
        letters = list(match.shared)
        last = letters.pop()
        both = _("%(first)s and %(last)s") % {"first": ", ".join(letters), "last": last} if letters else last
        parts.append(_("shares %(letters)s") % {"letters": both})
    return "; ".join(parts) or _("neither chosen nor a letter in common")


def in_order(scores: dict[str, int]) -> list[tuple[str, int]]:
    """Return (letter, score) in the fixed order RIASEC."""
    return [(letter, scores[letter]) for letter in LETTERS]

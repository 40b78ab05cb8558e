"""The demo's interest assessments: seven of ten people, answers that fit what they want."""

import random
from datetime import datetime, time, timedelta

from inmates.interest import UNANSWERED, code_of, scores_of
from inmates.models import AssessmentRefusal, Inmate, Instrument, InterestAssessment
from reports.demo.base import Demo
from skills.models import SkillField

ASSESSED = 0.7
DRAFTS = 0.15  # of the others
EXPERIENCE = ("", "", "Pernah membantu di bengkel.", "Bertani sejak kecil.", "Pernah bekerja di warung.")
GOALS = ("business", "business", "employment", "family", "study", "undecided")
LITERACY = ("fluent", "fluent", "little", "none")
LANGUAGES = {"ruteng": "Manggarai, Indonesia", "soe": "Dawan, Indonesia", "sumenep": "Madura, Indonesia"}


def build_assessments(demo: Demo) -> None:
    """Assess people, begin some, let one be superseded and one decline."""
    fields = list(SkillField.objects.order_by("pk"))
    instrument = Instrument.objects.current()
    lot = random.Random(f"interests-{demo.today}")
    rows = []
    for code, facility in demo.facilities.items():
        taught = [one for one in fields if one.partners.filter(region=facility.region).exists()]

        def drawn(inmate, days, state, facility=facility, code=code, taught=taught):
            wishes = list(dict.fromkeys(lot.sample(taught + lot.sample(fields, 3), 3)))
            answers = _answers(lot, instrument.letters, wishes)
            day = demo.day(-days)
            done = state != "draft"
            if not done:
                answers = answers[:10].ljust(len(answers), UNANSWERED)
            first, second, third = [*wishes, None, None][:3]
            return InterestAssessment(
                facility=facility,
                inmate=inmate,
                state=state,
                assessor=demo.operator(code),
                instrument=instrument,
                answers=answers,
                code=code_of(scores_of(answers, instrument.letters)) if done else "",
                assessed_on=day,
                finished_at=datetime.combine(day, time(10), facility.zone) if done else None,
                first_choice=first if done else None,
                second_choice=second if done else None,
                third_choice=third if done else None,
                experience=lot.choice(EXPERIENCE) if done else "",
                goal=lot.choice(GOALS) if done else "",
                literacy=lot.choice(LITERACY) if done else "",
                language=LANGUAGES.get(code, "Indonesia") if done else "",
                consent=True,
            )

        people = list(Inmate.objects.filter(facility=facility, custody="held").order_by("pk"))
        left = []
        for inmate in people:
            if lot.random() < ASSESSED:
                rows.append(drawn(inmate, lot.randint(5, 200), "final"))
            elif lot.random() < DRAFTS:
                rows.append(drawn(inmate, 0, "draft"))
            else:
                left.append(inmate)
        if code == "ruteng":
            rows.append(drawn(rows[0].inmate, 400, "superseded"))
            AssessmentRefusal.objects.create(
                facility=facility,
                inmate=left[0],
                asked_on=demo.today - timedelta(days=9),
                asked_by=demo.operator(code),
            )
    InterestAssessment.objects.bulk_create(rows)


def _answers(lot, letters, wishes) -> str:
    """Draw answers that lean towards the letters of what somebody wants."""
    wanted = {letter: 3 - place for place, letter in enumerate(wishes[0].holland)}
    return "".join(
        lot.choices("210", weights=(2 + 3 * wanted.get(letter, 0), 3, 3 - wanted.get(letter, 0) * 0.8))[0]
        for letter in letters
    )

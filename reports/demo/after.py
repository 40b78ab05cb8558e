"""The time after release in the demo: SoE's kits and capital, plans, and six people who were released."""

from datetime import timedelta

from enrolments.models import Enrolment
from inmates.models import Inmate, InterestAssessment
from inmates.services import leave_facility
from inmates.services.details import withdraw_consent
from reintegration.models import FollowUp, Grant, GrantCheck, ReleasePlan
from reintegration.services import agree, check_grant, record_attempt, refuse, save_grant
from reintegration.services.followups import make_follow_ups
from reports.demo.base import Demo
from reports.demo.plans import TTS

SITE = "soe"
KIT = [
    ("Mesin cukur listrik", 1, 450_000),
    ("Set gunting dan sisir", 1, 175_000),
    ("Kain penutup", 2, 90_000),
]
CAPITAL = ("Modal usaha", 1, 1_500_000)
# Days from today: released, then what was answered after 30 and 90 days; "-" is a try in vain.
RELEASED = (
    (-108, ("looking",), ("business",)),
    (-106, ("employed",), ("employed",)),
    (-104, ("-", "business"), ("-", "business")),
    (-102, ("-", "-", "-"), ("-", "-", "-")),
    (-100, ("looking",), None),  # withdrew the consent after the first call
    (-35, ("-",), None),
)


def build_after(demo: Demo) -> None:
    """Let six graduates of SoE leave, with kits, plans and what came of it."""
    people = _graduates(demo)
    _grants(demo, people)
    for index, (person, days) in enumerate(zip(people, RELEASED, strict=True)):
        _follow_up(demo, person, index, *days)
    _plans(demo)
    _grant_by_coordinator(demo)


def _graduates(demo) -> list[Inmate]:
    """Return six who passed SoE's first class, are held and in no other class."""
    rows = Enrolment.objects.filter(
        facility=demo.facilities[SITE],
        program__title="Pangkas Rambut",
        program__state="closed",
        state="passed",
        inmate__custody="held",
    )
    busy = Enrolment.objects.filter(inmate__in=rows.values("inmate")).live().values("inmate")
    found = rows.exclude(inmate__in=busy).select_related("inmate__facility", "program").order_by("-pk")
    rows = list(found[: len(RELEASED)])
    for row in rows:
        # Whoever learnt here had come before.
        row.inmate.admitted_on = min(row.inmate.admitted_on, row.program.starts_on - timedelta(days=30))
        row.inmate.save(update_fields=["admitted_on"])
    return [row.inmate for row in rows]


def _grants(demo, people) -> None:
    partner = demo.partners[TTS]
    for index, person in enumerate(people):
        program = person.enrolments.get(state="passed").program
        given = demo.day(-95 + index)
        grant = save_grant(
            grant=Grant(
                facility=person.facility,
                partner=partner,
                inmate=person,
                program=program,
                kind="both" if index < 2 else "kit",
                given_on=given,
                place="Aula Disnakertrans TTS",
                given_by="Contoh Pegawai, S.Sos.",
                given_by_position="Kepala Bidang Pelatihan",
                next_check_on=given + timedelta(days=90),
            ),
            items=[*KIT, CAPITAL] if index < 2 else KIT,
            by=demo.operator(SITE),
        )
        if index in (0, 1, 3):
            use, note = (("used", "Dipakai setiap hari."), ("partly", "Mesin perlu servis."))[index == 3]
            check_grant(
                check=GrantCheck(grant=grant, day=demo.day(-30 + index), use=use, note=note),
                next_check_on=demo.day(60) if index != 3 else demo.day(-1),
                by=demo.operator(SITE),
            )


def _grant_by_coordinator(demo) -> None:
    """The SKB gave a kit to somebody of Ruteng's first class, and its coordinator entered it."""
    skb = demo.partners["UPTD SKB Randong"]
    rows = Enrolment.objects.filter(program__partner=skb, program__state="closed", state="passed")
    row = rows.select_related("inmate", "program", "facility").order_by("pk").first()
    given = demo.day(-12)
    save_grant(
        grant=Grant(
            facility=row.facility,
            partner=skb,
            inmate=row.inmate,
            program=row.program,
            given_on=given,
            place="Gedung SKB",
            given_by="Contoh Pamong, S.Pd.",
            given_by_position="Pamong Belajar",
            next_check_on=given + timedelta(days=90),
        ),
        items=[("Peralatan cukur lengkap", 1, 650_000)],
        by=demo.users["coordinator.skb"],
    )


def _follow_up(demo, person, index, released, *rounds) -> None:
    by, on = demo.operator(SITE), demo.day(released)
    consent = agree(
        inmate=person,
        day=on - timedelta(days=5),
        how="written",
        kind="phone" if index % 2 else "family_phone",
        value=f"0812-0000-000{index}",
        whose="" if index % 2 else "kakak",
        by=by,
    )
    leave_facility(inmates=[person], how="released", on=on, by=by, reason="Bebas murni")
    # As they were made on the day of the release.
    make_follow_ups([person.life.get(kind="released")], on)
    for step, answers in zip((30, 90), rounds, strict=True):
        row = FollowUp.objects.get(inmate=person, days=step)
        for attempt, said in enumerate(answers or ()):
            record_attempt(
                follow_up=row,
                day=min(row.due_on + timedelta(days=attempt * 2), demo.today),
                way="call" if attempt else "message",
                is_reached=said != "-",
                answers=_answers(said) if said != "-" else None,
                by=by,
            )
    if index == 4:
        withdrawn = max(on + timedelta(days=33), consent.given_on)
        withdraw_consent(consent=consent, withdrawn_on=withdrawn, withdrawn_how="oral", by=by)


def _answers(outcome) -> dict:
    return {
        "outcome": outcome,
        "field_used": "no" if outcome == "looking" else "yes",
        "income": "none" if outcome == "looking" else "to_3",
        "help_needed": ["work"] if outcome == "looking" else ["tools"],
    }


def _plans(demo) -> None:
    """Two of those who leave next have a plan: one is ready, one is begun."""
    facility, by = demo.facilities[SITE], demo.operator(SITE)
    rows = Inmate.objects.filter(facility=facility, legal_status="convict").held()
    soon = list(rows.filter(sentence_end__gt=demo.today).order_by("sentence_end", "pk")[:3])
    for left, person in zip((21, 48, 80), soon, strict=True):
        if person.sentence_end > demo.day(90):
            person.sentence_end = demo.day(left)
            person.save(update_fields=["sentence_end"])
    goals = dict(
        InterestAssessment.objects.filter(inmate__in=soon, state="final").values_list("inmate", "goal")
    )
    for person in soon[:2]:
        plan = ReleasePlan.objects.create(
            facility=facility,
            inmate=person,
            goal=goals.get(person.pk) or "employment",
            regency="Timor Tengah Selatan",
            partner=demo.partners[TTS],
            employer="Pangkas rambut keluarga, Niki-Niki",
            grant_partner=demo.partners[TTS],
            grant_asked_on=demo.day(-10),
            next_steps="Membawa sertifikat ke kantor tenaga kerja\nMengambil perlengkapan yang dijanjikan",
        )
        if person == soon[0]:
            refuse(inmate=person, day=demo.day(-3), by=by)
            if not plan.lifecycle.refusals(plan, "finish", by):
                plan.perform("finish", by=by)

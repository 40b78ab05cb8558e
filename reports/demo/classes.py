"""Programmes of the demo, walked through their life cycle by the users who would do it."""

import random
from datetime import time, timedelta
from decimal import Decimal

from certificates.models import Certificate
from certificates.services import issue, print_certificates, replace
from enrolments.columns import columns_of
from enrolments.models import Enrolment
from enrolments.services import (
    MarkEntry,
    decide,
    leave,
    propose,
    record_marks,
    record_scores,
    sheet_of,
)
from enrolments.suitability import assess
from facilities.permissions import Role
from inmates.models import Inmate
from inmates.services import leave_facility
from partners.models import Instructor
from programs.models import Assignment, Facilitator, Module, PreparationStep, Program, Tool, ToolCount
from programs.services import add_usual_steps, generate_sessions, propose_sessions
from reports.demo.attendance import last_recorded_day, stay_away, write_journals
from reports.demo.base import NO_AGREEMENT_YET, Demo, add_user
from reports.demo.certificates import hand_out, issuer_of
from reports.demo.clock import workday_before
from reports.demo.plans import FACILITATORS, PLANS, TTS, Plan
from reports.demo.results import add_checklist, build_minutes, evaluate, mark_checklist
from skills.models import SkillField

WALK = ("submit", "verify", "approve", "open", "start", "complete", "close")
REACHED = {"draft": 0, "approved": 3, "open": 4, "running": 5, "closed": 7}


def build_classes(demo: Demo) -> None:
    add_soe_instructor(demo)
    programs = {}
    for plan in PLANS:
        programs[plan.site, plan.title, plan.level] = build_class(demo, plan)
    build_minutes(demo, [Program.objects.get(pk=program.pk) for program in programs.values()])
    register_in_ambon(demo, [p for (site, _title, _level), p in programs.items() if site == "ambon"])
    certify(demo, programs)


def add_soe_instructor(demo: Demo) -> None:
    membership = add_user(demo, "instructor.soe", demo.instructors[TTS].name, Role.INSTRUCTOR)
    Instructor.objects.filter(pk=demo.instructors[TTS].pk).update(membership=membership)


def build_class(demo: Demo, plan: Plan) -> Program:
    facility = demo.facilities[plan.site]
    first = workday_before(demo.today, plan.weeks_ago * 7)
    program = Program.objects.create(
        facility=facility,
        title=plan.title,
        skill_field=SkillField.objects.get(code=plan.field),
        level=plan.level,
        partner=demo.partners[plan.partner],
        agreement=demo.agreements.get((plan.site, plan.partner)),
        agreement_override="" if (plan.site, plan.partner) in demo.agreements else NO_AGREEMENT_YET,
        lesson_hours=plan.hours,
        starts_on=first,
        ends_on=first + timedelta(weeks=plan.weeks, days=-3),
        seats=plan.seats,
        public_seats=plan.public_seats,
        certificates_for_all=plan.for_all,
        room=plan.room,
        reserves=plan.reserves,
        notes="Peserta dibagi dua kelompok; praktik didahulukan, teori singkat di awal pertemuan.",
        safety_notes="Alat tajam dihitung sebelum dan sesudah pertemuan; dua petugas berjaga.",
        **plan.more,
    )
    for position, (title, hours) in enumerate(plan.modules, start=1):
        Module.objects.create(
            facility=facility,
            program=program,
            position=position,
            title=title,
            kind="theory" if position == 1 else "practice",
            lesson_hours=hours,
        )
    Assignment.objects.create(
        facility=facility, program=program, instructor=instructor_of(demo, plan), leads=True
    )
    add_parts(demo, program, plan)
    rule = {
        "weekdays": list(plan.weekdays),
        "first": first,
        "start": time(*plan.starts),
        "hours_each": plan.jp,
    }
    shown = propose_sessions(program, **rule).fingerprint
    generate_sessions(program=program, by=demo.operator(plan.site), shown=shown, **rule)
    if plan.state == "closed":
        last = program.sessions.order_by("-starts_at").first().day
        program.ends_on = last
        program.save(update_fields=["ends_on"])
    walk(demo, program, plan)
    return program


def instructor_of(demo: Demo, plan: Plan) -> Instructor:
    """Who teaches: the partner's own instructor, or another of the same partner who bears a name of his."""
    if not plan.teacher:
        return demo.instructors[plan.partner]
    partner = demo.partners[plan.partner]
    return Instructor.objects.get_or_create(partner=partner, name=plan.teacher)[0]


def add_parts(demo: Demo, program: Program, plan: Plan) -> None:
    """Facilitators, tools and the checklist, as far as it has come."""
    part = {"facility": program.facility, "program": program}
    Facilitator.objects.bulk_create(
        Facilitator(position=position, name=name, task="Pendamping kelas", **part)
        for position, name in enumerate(FACILITATORS[plan.site], start=1)
    )
    Tool.objects.bulk_create(
        Tool(position=position, name=name, kind=kind, quantity=quantity, unit=unit, **part)
        for position, (name, kind, quantity, unit) in enumerate(plan.tools, start=1)
    )
    add_checklist(program, plan.field)
    operator = demo.operator(plan.site)
    add_usual_steps(program=program, by=operator)
    steps = list(program.preparation_steps.all())
    for step in steps[: plan.steps_done if plan.steps_done is not None else len(steps)]:
        step.done_on, step.done_by = min(step.due_on, demo.today), operator
    PreparationStep.objects.bulk_update(steps, ["done_on", "done_by"])


def count_tools(demo: Demo, program: Program, plan: Plan) -> None:
    """The tools of the last session held: one chisel broke, and everything else came back."""
    session = program.sessions.filter(state="verified").order_by("starts_at").last()
    operator = demo.operator(plan.site)
    ToolCount.objects.bulk_create(
        ToolCount(
            facility=program.facility,
            program=program,
            session=session,
            tool=tool,
            counted_out=tool.quantity,
            counted_in=tool.quantity - (tool.name == "Pahat kayu"),
            note="Satu pahat patah, disimpan di gudang." if tool.name == "Pahat kayu" else "",
            out_by=operator,
            in_by=operator,
            out_at=session.starts_at,
            in_at=session.ends_at,
        )
        for tool in program.tools.filter(kind="tool")
    )


def walk(demo: Demo, program: Program, plan: Plan) -> None:
    site = plan.site
    by = {
        "submit": demo.operator(site),
        "verify": demo.supervisor(site),
        "complete": demo.supervisor(site),
    }
    for move in WALK[: REACHED[plan.state]]:
        if move == "start":
            fill(demo, program, plan)
        elif move == "complete":
            hold_sessions(demo, program, plan, until=None)
        elif move == "close":
            mark_checklist(program, teacher_of(demo, program), share=85)
            grade(demo, program, plan)
            evaluate(demo, program, site, teacher_of(demo, program))
            program.evaluation = "Kehadiran baik; alat perlu ditambah. Angkatan berikut dimulai lebih pagi."
            program.save(update_fields=["evaluation"])
        program = program.perform(move, by=by.get(move, demo.head(site)))
    if plan.state == "running":
        hold_sessions(demo, program, plan, until=last_recorded_day(demo, program))
        write_journals(demo, program)
        count_tools(demo, program, plan)
        mark_checklist(program, teacher_of(demo, program), share=35)


def fill(demo: Demo, program: Program, plan: Plan) -> None:
    """Sixteen people who will be there to the end, women first in a class for make-up."""
    held = Inmate.objects.filter(facility=program.facility, custody="held").exclude(
        enrolments__program__state__in=("running", "open")
    )
    women_first = plan.field == "rias"
    # Mixed by their place in the list, not by keys, which differ from database to database.
    place = {person.pk: number for number, person in enumerate(sorted(held, key=lambda p: p.pk), start=1)}
    people = sorted(
        held, key=lambda p: (p.sex != "F" if women_first else p.sex == "F", place[p.pk] % 7, p.pk)
    )
    fitting = {one.person.pk for one in assess(program, held) if not one.unmet}
    people = [person for person in people if person.pk in fitting]
    chosen = people[: program.seats + (1 if plan.state == "running" else 0)]
    report = propose(
        program=program,
        inmates=chosen,
        by=demo.operator(plan.site),
        applied_on=min(program.starts_on - timedelta(days=7), demo.today),
    )
    decide(program=program, enrolments=report.added, move="approve", by=demo.head(plan.site))


def teacher_of(demo: Demo, program: Program):
    lead = program.assignments.select_related("instructor__membership__user").get(leads=True).instructor
    return lead.membership.user if lead.membership else demo.operator(program.facility.code)


def hold_sessions(demo: Demo, program: Program, plan: Plan, until) -> None:
    """Mark, submit and verify the sessions up to `until`; two people stand at the edge of 80 %."""
    teacher, supervisor = teacher_of(demo, program), demo.supervisor(plan.site)
    people = list(program.enrolments.filter(state="active").order_by("pk"))
    sessions = [s for s in program.sessions.order_by("starts_at") if until is None or s.day <= until]
    lot = random.Random(f"{program.facility.code}-{program.title}")
    marks = {person.pk: "".join(lot.choices("HISAD", (92, 2, 3, 2, 1), k=len(sessions))) for person in people}
    if len(sessions) == 49:
        marks[people[0].pk] = "H" * 40 + "A" * 9
        marks[people[1].pk] = "H" * 39 + "A" * 10
    elif len(sessions) == 40:
        marks[people[0].pk] = "H" * 32 + "A" * 8
    if plan.state == "running":
        stay_away(marks, people)
    for index, session in enumerate(sessions):
        if plan.title == "Pangkas Rambut" and index == 30:
            release(demo, people[5], session.day)
        there = Enrolment.objects.filter(program=program).on_roster(session.day).values_list("pk", flat=True)
        record_marks(
            session=session,
            marks={pk: MarkEntry(mark=marks[pk][index]) for pk in there if pk in marks},
            # Three sessions back the instructor left the paper with the officer.
            by=demo.operator(plan.site) if until and index == len(sessions) - 3 else teacher,
        )
        session = session.perform("submit", by=teacher)
        if until is None or index < len(sessions) - 1:
            session.perform("verify", by=supervisor)


def release(demo: Demo, enrolment, day) -> None:
    """Somebody is released in the middle of the class, from the facility and so from the class."""
    inmate = enrolment.inmate
    leave_facility(
        inmates=[inmate],
        how="released",
        on=max(day - timedelta(days=1), inmate.admitted_on),
        by=demo.operator(enrolment.facility.code),
        reason="Bebas murni",
    )
    leave(
        enrolment=enrolment,
        move="release",
        by=demo.operator(enrolment.facility.code),
        reason="Bebas murni",
        ended_on=day - timedelta(days=1),
        exit_reason="released",
    )


def grade(demo: Demo, program: Program, plan: Plan) -> None:
    lot = random.Random(f"scores-{program.facility.code}-{program.title}")
    people = Enrolment.objects.filter(program=program).ever_in_class().order_by("pk")
    columns = columns_of(program)
    scores = {}
    for index, person in enumerate(people):
        middle = 52 if index == 7 else lot.randint(70, 92)
        for column in columns:
            scores[person.pk, column.key] = Decimal(min(100, max(0, middle + lot.randint(-6, 8))))
    teacher = teacher_of(demo, program)
    record_scores(program=program, scores=scores, by=teacher)
    sheet = sheet_of(program).perform("submit", by=teacher)
    sheet = sheet.perform("check", by=demo.supervisor(plan.site))
    sheet.perform("approve", by=demo.head(plan.site))


def register_in_ambon(demo: Demo, programs: list[Program]) -> None:
    """Forty names in the hall: each wants one of the four classes, and most name another one beside it.

    Two do not meet a rule and are registered all the same; registration closes before the classes begin.
    """
    operator = demo.operator("ambon")
    for program in programs:
        program.refresh_from_db()
        program.registration_closes_on = program.starts_on - timedelta(days=4)
        program.save(update_fields=["registration_closes_on"])
    everybody = Inmate.objects.filter(facility=demo.facilities["ambon"], custody="held").order_by("pk")
    unmet = {one.person.pk for program in programs for one in assess(program, everybody) if one.unmet}
    people = [person for person in everybody if person.pk not in unmet][:38]
    people += [person for person in everybody if person.pk in unmet][:2]
    why = "Menunggu tanda tangan persetujuan; wali pemasyarakatan mendukung."
    for index, program in enumerate(programs):
        own, other = people[index::4], programs[(index + 1) % len(programs)]
        for part, second, asked_by in (
            (own[:6], other, "inmate"),
            (own[6:8], None, "guardian"),
            (own[8:], other, "inmate"),
        ):
            propose(
                program=program,
                inmates=part,
                by=operator,
                applied_on=demo.day(-3),
                asked_by=asked_by,
                exceptions=dict.fromkeys([person.pk for person in part], why),
                second_choice=second,
            )


def certify(demo: Demo, programs: dict) -> None:
    """Ruteng's three closed classes and SoE's have their certificates; one is revoked and one replaced."""
    for (site, _title, _level), program in programs.items():
        program.refresh_from_db()
        if program.state != "closed":
            continue
        issuer = issuer_of(program)
        day = min(program.ends_on + timedelta(days=7), demo.today)
        certificates = issue(program=program, issuer=issuer, by=demo.head(site), issued_on=day)
        print_certificates(certificates=certificates, by=demo.head(site))
        if program.title == "Barbershop":
            certificates[3].status.perform(
                "revoke", by=demo.head(site), reason="Nilai tertukar dengan peserta lain."
            )
            misspelt = Certificate.objects.get(pk=certificates[5].pk)
            replace(
                certificate=misspelt, by=demo.head(site), reason="Ejaan nama keliru.", issued_on=demo.today
            )
            hand_out(demo, program, day)

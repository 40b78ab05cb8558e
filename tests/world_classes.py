"""What the world of the tests holds around classes: panel, letters, results, preparation."""

from datetime import timedelta

from django.utils import timezone

from enrolments.models import (
    AspectScore,
    CircumstanceChange,
    CompetencyMark,
    EvaluationAction,
    InstructorReview,
    Rating,
    SppnEvidence,
)
from enrolments.services.allocating import classes_to_fill, make_allocation
from enrolments.services.graduation import write_minutes
from enrolments.services.outings import Escort, write_outing
from facilities.permissions import Role
from inmates.models import WorkLimit
from programs.models import Competency, Facilitator, PreparationStep, Tool, ToolCount
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program


def keep_panel(world):
    """A hearing that is being prepared, and a list sent to the partner that waits for its answer."""
    from tests.enrolments.panels import make_hearing, make_list

    operator, running = world.users[Role.OPERATOR], world.running
    hearing = make_hearing(running.enrolments.filter(state="proposed"), by=operator)
    listed = running.enrolments.filter(state__in=("active", "waitlisted"))
    registration = make_list(listed, by=operator)
    world.keep(hearing, hearing.members.first(), hearing.decisions.first())
    world.keep(registration, registration.lines.first())


def keep_changes(world, running, teacher):
    """Something that happened to somebody in class, an outing with its letters, and proposed rosters."""
    operator, facility = world.users[Role.OPERATOR], world.facility
    limit = world.rows[WorkLimit]
    enrolment = running.enrolments.get(state="active")
    change = CircumstanceChange.objects.create(
        facility=facility,
        program=running,
        enrolment=enrolment,
        kind="limited",
        happened_on=timezone.localdate(),
        cause=f"limit:{limit.pk}",
    )
    outside = make_program(
        facility,
        partner=running.partner,
        instructors=[teacher],
        state="running",
        sessions=1,
        days_ago=0,
        title="Batako",
        place="outside",
    )
    going = make_enrolment(outside, make_inmate(facility, f"Calon {facility.city} luar"))
    outing = write_outing(
        session=outside.sessions.get(), enrolments=[going], escorts=[Escort("Petugas")], by=operator
    )
    waiting = make_inmate(facility, f"Calon {facility.city} menunggu")
    make_assessment(waiting, operator, "las")
    program = make_program(facility, state="open", title="Las", days_ago=-9, seats=1, public_seats=1)
    allocation = make_allocation(programs=[classes_to_fill(operator).get(pk=program.pk)], by=operator)
    world.keep(change, outing, outing.people.get(), allocation)


def keep_results(world, program):
    """Minutes, a checklist, an evaluation and SPPN evidence of a class with approved results."""
    enrolment = program.enrolments.first()
    part = {"facility": world.facility, "program": program}
    item = Competency.objects.create(name=f"Menggergaji {world.facility.short_name}", position=1, **part)
    operator, teacher = world.users[Role.OPERATOR], world.users[Role.INSTRUCTOR]
    world.keep(
        item,
        CompetencyMark.objects.create(
            enrolment=enrolment, competency=item, can=True, recorded_by=teacher, **part
        ),
        AspectScore.objects.create(enrolment=enrolment, aspect="attitude", value=80, **part),
        Rating.objects.create(source="paper", question="useful", happy=2, sad=1, **part),
        InstructorReview.objects.create(author=teacher, went_well="Rajin", **part),
        EvaluationAction.objects.create(what="Menambah alat", position=1, **part),
        SppnEvidence.objects.create(
            enrolment=enrolment,
            month=program.starts_on.replace(day=1),
            on_time=True,
            recorded_by=operator,
            **part,
        ),
        write_minutes(program=program, day=timezone.localdate(), by=operator),
    )


def keep_preparation(world, program, session):
    """A step of preparation, a facilitator and a tool that did not come back."""
    part = {"facility": world.facility, "program": program, "position": 1}
    name = world.facility.short_name
    yesterday = timezone.localdate() - timedelta(days=1)
    tool = Tool.objects.create(name=f"Gunting {name}", quantity=6, unit="buah", **part)
    world.keep(
        PreparationStep.objects.create(name=f"Pengarahan {name}", due_on=yesterday, **part),
        Facilitator.objects.create(name=f"Petugas {name}", **part),
        tool,
        ToolCount.objects.create(
            facility=world.facility,
            program=program,
            session=session,
            tool=tool,
            counted_out=6,
            counted_in=5,
            note=f"Patah di {name}",
        ),
    )

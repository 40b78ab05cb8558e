"""The checklist before a class, and tools that go out and must come back."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import registry
from core.lifecycle import MoveRefused
from programs import services
from programs.models import Facilitator, PreparationStep, Program, Tool, ToolCount, UsualStep
from programs.services import CountEntry
from tests.factories import make_attendance, make_enrolment, make_program
from tests.programs.test_plan import modules_data, program_data

pytestmark = pytest.mark.usefixtures("in_english")


def today():
    return timezone.localdate()


def make_step(program, name="Briefing", **fields):
    position = program.preparation_steps.count() + 1
    return PreparationStep.objects.create(
        facility=program.facility, program=program, position=position, name=name, **fields
    )


def make_tool(program, name="Gunting", kind="tool", quantity=6):
    position = program.tools.count() + 1
    return Tool.objects.create(
        facility=program.facility,
        program=program,
        position=position,
        name=name,
        kind=kind,
        quantity=quantity,
        unit="buah",
    )


def items(user, title):
    groups = {str(group.title): found for group, found in registry.work_for(user)}
    return [(item.title, item.text, item.url, item.overdue) for item in groups.get(title, [])]


class TestPreparation:
    def test_a_new_programme_has_the_usual_steps_due_before_its_first_day(self, as_user, operator_a):
        as_user(operator_a).post("/programs/add/", program_data())
        program = Program.objects.get()
        due = {step.name: (program.starts_on - step.due_on).days for step in program.preparation_steps.all()}
        assert due == {step.name_en: step.days_before for step in UsualStep.objects.all()}
        assert len(due) == 8

    def test_a_step_is_done_with_a_day_and_a_word_and_can_be_opened_again(
        self, as_user, operator_a, supervisor_a, facility_a
    ):
        step = make_step(make_program(facility_a))
        client, address = as_user(operator_a), f"/programs/preparation/{step.pk}/edit/"
        data = {"done_on": f"{today():%d/%m/%Y}", "note": "Dengan mentor."}
        assert as_user(supervisor_a).post(address, data).status_code == 403
        seen = client.get(address).context["form"]["seen"].value()
        response = client.post(address, data | {"seen": seen})
        assert (response.status_code, response.url) == (302, f"/programs/{step.program_id}/preparation/")
        step.refresh_from_db()
        assert (step.done_on, step.done_by, step.note) == (today(), operator_a, "Dengan mentor.")
        page = client.get(response.url)
        assert (page.context["object"].steps, page.context["object"].steps_done) == (1, 1)
        client.post(address, {"done_on": "", "note": "Diulang."})
        step.refresh_from_db()
        assert (step.done_on, step.done_by) == (None, None)

    def test_a_day_to_come_is_refused(self, as_user, operator_a, facility_a):
        step = make_step(make_program(facility_a))
        later = today() + timedelta(days=2)
        response = as_user(operator_a).post(
            f"/programs/preparation/{step.pk}/edit/", {"done_on": f"{later:%d/%m/%Y}", "note": "x"}
        )
        assert (response.status_code, response.context["form"].errors) == (
            422,
            {"done_on": ["This day has not come yet."]},
        )

    def test_own_steps_are_added_in_one_table(self, as_user, operator_a, facility_a):
        program = make_program(facility_a)
        rows = [
            {"name": "Pengarahan", "due_on": "01/08/2026", "position": "2", "id": ""},
            {"name": "Pemetaan", "due_on": "", "position": "1", "id": ""},
        ]
        address = f"/programs/{program.pk}/preparation/edit/"
        assert as_user(operator_a).post(address, modules_data(rows)).status_code == 302
        assert list(program.preparation_steps.values_list("position", "name")) == [
            (1, "Pemetaan"),
            (2, "Pengarahan"),
        ]
        twice = [{"name": name, "due_on": "", "position": "", "id": ""} for name in ("Rapat", "rapat")]
        assert as_user(operator_a).post(address, modules_data(twice)).status_code == 422

    def test_the_usual_steps_are_taken_once(self, as_user, operator_a, facility_a):
        program = make_program(facility_a)
        client = as_user(operator_a)
        for _ in range(2):
            client.post(f"/programs/{program.pk}/preparation/usual/")
        assert program.preparation_steps.count() == 8

    @pytest.mark.parametrize(
        ("offset", "done", "late"), [(-1, False, True), (0, False, False), (-1, True, False)]
    )
    def test_an_overdue_step_stands_in_the_officers_worklist(
        self, facility_a, operator_a, operator_b, offset, done, late
    ):
        program = make_program(facility_a, state="approved")
        made = {"done_on": today(), "done_by": operator_a} if done else {}
        make_step(program, due_on=today() + timedelta(days=offset), **made)
        found = items(operator_a, "Programmes to go on with")
        assert [(title, url, overdue) for title, _text, url, overdue in found] == (
            [(str(program), f"/programs/{program.pk}/preparation/", True)] if late else []
        )
        assert items(operator_b, "Programmes to go on with") == []

    def test_partners_do_not_read_it(self, as_user, facility_a, instructor_a, coordinator_a, partner_a):
        program = make_program(
            facility_a, partner=partner_a, instructors=[instructor_a.membership.instructor], state="running"
        )
        make_step(program, note="Catatan rahasia", done_on=None)
        for user in (instructor_a, coordinator_a):
            client = as_user(user)
            assert client.get(f"/programs/{program.pk}/preparation/").status_code == 403
            assert client.get(f"/programs/{program.pk}/history/").status_code == 403
            page = client.get(program.get_absolute_url())
            assert [
                str(tab.label) for tab in page.context["tabs"] if str(tab.label) in ("Preparation", "History")
            ] == []
            assert "Catatan rahasia" not in page.content.decode()

    def test_done_without_a_name_is_refused_by_the_database(self, facility_a):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_step(make_program(facility_a), done_on=today())


class TestTools:
    @pytest.fixture
    def running(self, facility_a, instructor_a):
        return make_program(
            facility_a,
            state="running",
            sessions=2,
            instructors=[instructor_a.membership.instructor],
        )

    def test_a_count_keeps_who_counted(self, as_user, operator_a, running):
        tool, session = make_tool(running), running.sessions.first()
        client, address = as_user(operator_a), f"/programs/sessions/{session.pk}/tools/"
        assert client.post(address, {f"out-{tool.pk}": "6"}).status_code == 302
        count = ToolCount.objects.get()
        assert (count.counted_out, count.out_by, count.counted_in, count.in_by) == (6, operator_a, None, None)
        client.post(address, {f"out-{tool.pk}": "6", f"in-{tool.pk}": "5", f"note-{tool.pk}": "Patah"})
        count.refresh_from_db()
        assert (count.counted_in, count.in_by, count.difference, count.note) == (5, operator_a, -1, "Patah")
        assert "-1" in client.get(address).content.decode()

    @pytest.mark.parametrize(
        ("out", "back", "note", "kind", "refused"),
        [
            (6, None, "", "tool", True),
            (6, 5, "", "tool", True),
            (6, 7, "", "tool", True),
            (6, 5, "Patah satu", "tool", False),
            (6, 6, "", "tool", False),
            (None, None, "", "tool", False),
            (6, 2, "", "material", False),
            (6, None, "", "material", False),
        ],
    )
    def test_a_tool_that_is_not_back_is_asked_about_before_verifying(
        self, running, operator_a, supervisor_a, instructor_a, out, back, note, kind, refused
    ):
        tool, session = make_tool(running, kind=kind), running.sessions.first()
        make_attendance(make_enrolment(running), "H")
        services.record_counts(session=session, counts={tool.pk: CountEntry(out, back, note)}, by=operator_a)
        session.perform("submit", by=instructor_a)
        if not refused:
            assert session.perform("verify", by=supervisor_a).state == "verified"
            return
        with pytest.raises(MoveRefused) as error:
            session.perform("verify", by=supervisor_a)
        assert [(str(r.text), r.url) for r in error.value.refusals] == [
            (
                "1 tool did not come back as it was counted out, and nobody has written why.",
                f"/programs/sessions/{session.pk}/tools/",
            )
        ]
        assert [url for _t, _x, url, _o in items(operator_a, "Tools not back")] == [
            f"/programs/sessions/{session.pk}/tools/"
        ]

    def test_and_before_the_programme_is_completed(self, facility_a, supervisor_a):
        program = make_program(facility_a, state="running", sessions=1, session_state="verified")
        tool, session = make_tool(program), program.sessions.get()
        part = {"facility": facility_a, "program": program, "session": session, "tool": tool}
        count = ToolCount.objects.create(counted_out=3, counted_in=2, **part)
        with pytest.raises(MoveRefused):
            program.perform("complete", by=supervisor_a)
        ToolCount.objects.filter(pk=count.pk).update(note="Hilang, dilaporkan.")
        assert program.perform("complete", by=supervisor_a).state == "completed"

    def test_what_comes_in_went_out(self, as_user, operator_a, running):
        tool, session = make_tool(running), running.sessions.first()
        response = as_user(operator_a).post(
            f"/programs/sessions/{session.pk}/tools/", {f"in-{tool.pk}": "5", f"note-{tool.pk}": "tetap ada"}
        )
        form = response.context["form"]
        assert (response.status_code, form.errors) == (422, {f"out-{tool.pk}": ["Say how many went out."]})
        assert form[f"note-{tool.pk}"].value() == "tetap ada"

    @pytest.mark.parametrize("number", ["-1", "x", "100001", "1.5"])
    def test_bad_numbers(self, as_user, operator_a, running, number):
        tool, session = make_tool(running), running.sessions.first()
        address = f"/programs/sessions/{session.pk}/tools/"
        assert as_user(operator_a).post(address, {f"out-{tool.pk}": number}).status_code == 422
        assert not ToolCount.objects.exists()

    def test_two_who_count_learn_of_each_other(self, as_user, operator_a, running):
        tool, session = make_tool(running), running.sessions.first()
        client, address = as_user(operator_a), f"/programs/sessions/{session.pk}/tools/"
        seen = client.get(address).context["form"]["seen_counts"].value()
        client.post(address, {f"out-{tool.pk}": "6", "seen_counts": seen})
        late = client.post(address, {f"out-{tool.pk}": "4", "seen_counts": seen})
        assert late.status_code == 422
        assert ToolCount.objects.get().counted_out == 6

    def test_only_officers_count_and_only_when_there_is_a_class(
        self, as_user, operator_a, supervisor_a, instructor_a, running, facility_a
    ):
        tool, session = make_tool(running), running.sessions.first()
        address = f"/programs/sessions/{session.pk}/tools/"
        for user in (supervisor_a, instructor_a):
            assert as_user(user).get(address).status_code == 200
            assert as_user(user).post(address, {f"out-{tool.pk}": "1"}).status_code == 403
        with pytest.raises(PermissionDenied):
            services.record_counts(session=session, counts={}, by=instructor_a)
        draft = make_program(facility_a, sessions=1)
        with pytest.raises(ValidationError):
            services.record_counts(session=draft.sessions.first(), counts={}, by=operator_a)

    def test_a_counted_tool_stays_in_the_list(self, as_user, operator_a, running):
        tool, session = make_tool(running), running.sessions.first()
        services.record_counts(session=session, counts={tool.pk: CountEntry(1)}, by=operator_a)
        rows = [
            {
                "id": tool.pk,
                "name": tool.name,
                "kind": "tool",
                "quantity": "6",
                "unit": "buah",
                "DELETE": "on",
            }
        ]
        response = as_user(operator_a).post(f"/programs/{running.pk}/tools/", modules_data(rows, initial=1))
        assert response.context["form"].non_field_errors() == [
            "Gunting: counted at sessions already, so it stays in the list."
        ]
        assert Tool.objects.filter(pk=tool.pk).exists()

    def test_another_classs_tool_is_refused(self, operator_a, running, facility_a):
        other = make_tool(make_program(facility_a))
        with pytest.raises(ValidationError):
            services.record_counts(
                session=running.sessions.first(), counts={other.pk: CountEntry(1)}, by=operator_a
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            ToolCount.objects.create(
                facility=facility_a, program=running, session=running.sessions.first(), tool=other
            )

    def test_a_count_costs_the_same_for_3_and_for_30_tools(self, as_user, operator_a, running):
        client, session = as_user(operator_a), running.sessions.first()
        address = f"/programs/sessions/{session.pk}/tools/"

        def cost():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            return len(queries)

        for index in range(3):
            make_tool(running, f"Alat {index}")
        few = cost()
        for index in range(3, 30):
            make_tool(running, f"Alat {index}")
        assert cost() == few <= 12
        entries = {tool.pk: CountEntry(1, 1) for tool in running.tools.all()}
        with CaptureQueriesContext(connection) as queries:
            assert services.record_counts(session=session, counts=entries, by=operator_a) == 30
        assert len(queries) <= 8


@pytest.mark.django_db(transaction=True)
def test_two_counts_at_once_make_one_row(operator_a, facility_a):
    program = make_program(facility_a, state="running", sessions=1)
    tool, session = make_tool(program), program.sessions.first()
    gate, done = threading.Barrier(2), []

    def count(number):
        try:
            gate.wait(10)
            services.record_counts(session=session, counts={tool.pk: CountEntry(number)}, by=operator_a)
            done.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=count, args=(number,)) for number in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [3, 4]
    assert ToolCount.objects.get().counted_out in (3, 4)


def test_facilitators_are_named_in_one_table(as_user, operator_a, supervisor_a, facility_a):
    program = make_program(facility_a)
    rows = [{"name": "Petugas Satu", "task": "Pendamping", "position": "", "id": ""}]
    address = f"/programs/{program.pk}/facilitators/"
    assert as_user(supervisor_a).get(address).status_code == 403
    assert as_user(operator_a).post(address, modules_data(rows)).status_code == 302
    assert Facilitator.objects.get().name == "Petugas Satu"
    assert "Petugas Satu" in as_user(operator_a).get(program.get_absolute_url()).content.decode()

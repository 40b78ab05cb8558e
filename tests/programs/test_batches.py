"""What a programme holds, its next batch, a later last day, and when the head and others hear of it."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.history import story
from core.lifecycle import MoveRefused
from core.models import MoveRecord
from enrolments.models import ResultSheet
from enrolments.services import sync_attendance
from programs import services
from programs.models import Facilitator, PreparationStep, Program, Tool
from tests.factories import make_enrolment, make_inmate, make_program, make_session
from tests.programs.test_plan import program_data
from tests.programs.test_scope import waiting

pytestmark = pytest.mark.usefixtures("in_english")


class TestPlan:
    @pytest.mark.parametrize(
        ("level", "prerequisite", "wanted"),
        [
            ("basic", "by_level", None),
            ("advanced", "by_level", "basic"),
            ("expert", "by_level", "advanced"),
            ("expert", "none", None),
        ],
    )
    def test_a_level_asks_for_the_one_below(self, facility_a, level, prerequisite, wanted):
        program = make_program(facility_a, level=level, prerequisite=prerequisite)
        assert program.required_level == wanted

    def test_the_whole_plan_is_kept(self, as_user, operator_a):
        data = program_data(
            level="advanced",
            prerequisite="by_level",
            place="outside",
            address="Jalan Contoh 4",
            theory_share="25",
            reserves="2",
            public_seats="12",
            certificate_title="Sertifikat Keahlian",
            funding="apbd",
            funding_amount="48500000",
            tags="PKA, umkm ,UMKM,  ",
            safety_notes="Alat dihitung.",
        )
        client = as_user(operator_a)
        assert client.post("/programs/add/", data).status_code == 302
        program = Program.objects.get()
        assert (program.tags, program.reserves, program.theory_share) == (["PKA", "umkm"], 2, 25)
        page = client.get(program.get_absolute_url()).content.decode()
        for words in (
            "level Basic, passed",
            "Jalan Contoh 4",
            "25 % planned",
            "and 2 reserves",
            "and 12 for the public",
            "Sertifikat Keahlian",
            "Rp48.500.000",
            "PKA, umkm",
            "Alat dihitung.",
        ):
            assert words in page, words

    @pytest.mark.parametrize(
        ("changes", "errors"),
        [
            (
                {"theory_share": "101"},
                {"theory_share": ["Ensure this value is less than or equal to 100."]},
            ),
            ({"funding_amount": "5"}, {"funding": ["Say where the amount comes from."]}),
        ],
    )
    def test_bad_input(self, as_user, operator_a, changes, errors):
        response = as_user(operator_a).post("/programs/add/", program_data(**changes))
        assert (response.status_code, response.context["form"].errors) == (422, errors)

    def test_nine_initiatives_are_too_many(self, as_user, operator_a):
        response = as_user(operator_a).post("/programs/add/", program_data(tags="a,b,c,d,e,f,g,h,i"))
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["tags"]

    def test_the_share_of_theory_follows_from_the_modules(self, facility_a):
        assert make_program(facility_a, sessions=10).theory_of_modules == 25

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"tag": "UMKM"}, {"Las"}),
            ({"funding": "dipa"}, {"Batik"}),
            ({"on_day": "10/08/2026"}, {"Las"}),
            ({"on_day": "20/08/2026"}, {"Las", "Batik"}),
            ({"on_day": "21/08/2026"}, {"Batik"}),
        ],
    )
    def test_filters(self, as_user, operator_a, facility_a, facility_b, query, found):
        day = date(2026, 8, 10)
        dates = {"starts_on": day, "ends_on": day + timedelta(days=10)}
        make_program(facility_a, title="Las", tags=["UMKM"], **dates)
        make_program(
            facility_a, title="Batik", funding="dipa", starts_on=date(2026, 8, 20), ends_on=date(2026, 9, 1)
        )
        make_program(facility_b, title="Ambon", tags=["UMKM", "Rahasia"], funding="dipa", **dates)
        make_program(facility_a, title="Batal", state="cancelled", **dates)
        page = as_user(operator_a).get("/programs/", query)
        assert {row.title for row in page.context["table"].data} == found
        assert "Rahasia" not in page.content.decode()


class TestCopy:
    @pytest.fixture
    def program(self, facility_a, partner_a, agreement_a, instructor_a, operator_a):
        program = make_program(
            facility_a,
            partner=partner_a,
            agreement=agreement_a,
            instructors=[instructor_a.membership.instructor],
            state="running",
            sessions=3,
            batch=1,
            tags=["UMKM"],
            room="Bengkel",
            evaluation="Baik.",
            agreement_override="Mendesak.",
        )
        part = {"facility": facility_a, "program": program, "position": 1}
        Tool.objects.create(name="Gergaji", quantity=8, **part)
        Facilitator.objects.create(name="Petugas", **part)
        PreparationStep.objects.create(
            name="Briefing",
            due_on=program.starts_on - timedelta(days=3),
            done_on=program.starts_on,
            done_by=operator_a,
            note="Selesai",
            **part,
        )
        make_enrolment(program)
        return program

    def test_everything_but_people_dates_and_states(self, as_user, operator_a, program, agreement_a):
        Program.objects.create(
            **{
                name: getattr(program, name)
                for name in ("facility", "title", "skill_field", "starts_on", "ends_on", "lesson_hours")
            },
            batch=4,
        )
        first = timezone.localdate() + timedelta(days=40)
        response = as_user(operator_a).post(
            f"/programs/{program.pk}/copy/", {"starts_on": f"{first:%d/%m/%Y}"}
        )
        copy = Program.objects.get(batch=5)
        assert (response.status_code, response.url) == (302, copy.get_absolute_url())
        assert (copy.state, copy.starts_on, copy.ends_on - first) == (
            "draft",
            first,
            program.ends_on - program.starts_on,
        )
        for name in ("title", "room", "tags", "seats", "lesson_hours", "partner", "agreement", "skill_field"):
            assert getattr(copy, name) == getattr(program, name), name
        assert (copy.evaluation, copy.agreement_override) == ("", "")
        assert list(copy.modules.values_list("title", "lesson_hours")) == list(
            program.modules.values_list("title", "lesson_hours")
        )
        assert [tool.name for tool in copy.tools.all()] == ["Gergaji"]
        assert [str(person) for person in copy.facilitators.all()] == ["Petugas"]
        assert copy.assignments.get().instructor == program.assignments.get().instructor
        step = copy.preparation_steps.get()
        assert (step.due_on, step.done_on, step.done_by, step.note) == (
            first - timedelta(days=3),
            None,
            None,
            "",
        )
        assert (copy.sessions.count(), copy.enrolments.count()) == (0, 0)
        assert program.modules.count() == 2

    def test_an_agreement_that_has_ended_stays_behind(self, operator_a, program, agreement_a):
        type(agreement_a).objects.filter(pk=agreement_a.pk).update(
            ends_on=timezone.localdate() - timedelta(days=1)
        )
        copy = services.copy_program(program=program, starts_on=timezone.localdate(), by=operator_a)
        assert copy.agreement is None

    def test_a_double_click_makes_one_batch(self, as_user, operator_a, program):
        client, address = as_user(operator_a), f"/programs/{program.pk}/copy/"
        key = client.get(address).context["form"]["form_key"].value()
        data = {"starts_on": "01/02/2027", "form_key": str(key)}
        urls = {client.post(address, data).url for _ in range(2)}
        assert len(urls) == 1
        assert Program.objects.count() == 2

    @pytest.mark.parametrize("text", ["", "31/02/2027", "x"])
    def test_a_first_day_is_needed(self, as_user, operator_a, program, text):
        response = as_user(operator_a).post(f"/programs/{program.pk}/copy/", {"starts_on": text})
        assert (response.status_code, Program.objects.count()) == (422, 1)

    def test_a_copy_costs_the_same_with_many_rows(self, operator_a, program):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                services.copy_program(program=program, starts_on=timezone.localdate(), by=operator_a)
            return len(queries)

        few = cost()
        for index in range(20):
            Tool.objects.create(
                facility=program.facility, program=program, position=index + 2, name=f"Alat {index}"
            )
        assert cost() == few <= 20


class TestExtend:
    @pytest.mark.parametrize(
        ("state", "works"),
        [
            ("draft", False),
            ("submitted", False),
            ("verified", False),
            ("approved", True),
            ("open", True),
            ("running", True),
            ("completed", False),
            ("closed", False),
            ("cancelled", False),
        ],
    )
    def test_after_approval_and_before_the_end(self, as_user, facility_a, head_a, state, works):
        program = make_program(facility_a, state=state)
        day = program.ends_on + timedelta(days=14)
        address = f"/programs/{program.pk}/extend/"
        data = {"ends_on": f"{day:%d/%m/%Y}", "reason": "Listrik padam."}
        client = as_user(head_a)
        assert client.get(address).status_code == (200 if works else 302)
        assert client.post(address, data).status_code == (302 if works else 422)
        program.refresh_from_db()
        assert (program.ends_on == day, program.state) == (works, state)

    def test_the_reason_stands_in_the_history(self, facility_a, head_a):
        program = make_program(facility_a, state="running")
        day = program.ends_on + timedelta(days=1)
        services.extend(program=program, ends_on=day, reason="Bahan terlambat.", by=head_a)
        program.refresh_from_db()
        told = [(entry.text, entry.reason) for entry in story(program)]
        assert ("Last day moved", "Bahan terlambat.") in told
        assert MoveRecord.objects.of(program).get().by == head_a

    @pytest.mark.parametrize("days", [0, -1])
    def test_only_to_a_later_day_and_with_a_reason(self, as_user, facility_a, head_a, days):
        program = make_program(facility_a, state="running")
        address = f"/programs/{program.pk}/extend/"
        day = program.ends_on + timedelta(days=days)
        client = as_user(head_a)
        response = client.post(address, {"ends_on": f"{day:%d/%m/%Y}", "reason": "x"})
        assert response.context["form"].errors == {"ends_on": ["Choose a day after the present last day."]}
        later = f"{program.ends_on + timedelta(days=1):%d/%m/%Y}"
        assert client.post(address, {"ends_on": later, "reason": "  "}).status_code == 422

    def test_only_the_head(self, as_user, facility_a, operator_a, supervisor_a):
        program = make_program(facility_a, state="running")
        for user in (operator_a, supervisor_a):
            assert as_user(user).get(f"/programs/{program.pk}/extend/").status_code == 403
        with pytest.raises(PermissionDenied):
            services.extend(program=program, ends_on=program.ends_on, reason="x", by=operator_a)

    def test_who_is_released_before_the_new_last_day_is_counted(self, as_user, facility_a, head_a):
        program = make_program(facility_a, state="running")
        for days in (3, 10, 11, None):
            end = program.ends_on + timedelta(days=days) if days else None
            make_enrolment(program, make_inmate(facility_a, sentence_end=end))
        day = program.ends_on + timedelta(days=11)
        response = as_user(head_a).post(
            f"/programs/{program.pk}/extend/",
            {"ends_on": f"{day:%d/%m/%Y}", "reason": "Bahan terlambat."},
            follow=True,
        )
        assert [str(m) for m in response.context["messages"]][1:] == [
            "2 participants' sentences end before the new last day."
        ]

    def test_sessions_and_rosters_follow(self, as_user, facility_a, head_a, operator_a):
        program = make_program(facility_a, state="running", sessions=2)
        enrolment = make_enrolment(program)
        sync_attendance(program)
        new = program.ends_on + timedelta(days=5)
        data = {"on_day": f"{new:%d/%m/%Y}", "at": "08.00", "lesson_hours": "2"}
        client, add = as_user(operator_a), f"/programs/{program.pk}/sessions/add/"
        assert client.post(add, data).status_code == 422
        services.extend(program=program, ends_on=new, reason="x", by=head_a)
        assert client.post(add, data).status_code == 302
        assert enrolment.attendances.count() == 3


class TestMoves:
    def test_a_programme_with_certificates_is_not_cancelled(self, facility_a):
        from facilities.permissions import Role
        from tests.world import make_world

        world = make_world("Contoh")
        program = world.finished
        refusals = program.lifecycle.refusals(program, "cancel", world.users[Role.HEAD])
        assert [(str(r.text), r.url) for r in refusals] == [
            ("Certificates of this programme have been issued.", f"/programs/{program.pk}/certificates/")
        ]

    @pytest.mark.parametrize("name", ["open", "start"])
    def test_opening_and_starting_need_instructor_and_sessions(self, facility_a, head_a, name):
        program = make_program(facility_a, state={"open": "approved", "start": "open"}[name])
        make_enrolment(program, state="confirmed")
        with pytest.raises(MoveRefused) as error:
            program.perform(name, by=head_a)
        assert [str(r.text) for r in error.value.refusals] == [
            "No instructor has been named.",
            "No sessions have been planned.",
        ]

    def test_what_was_never_held_is_not_completed(self, facility_a, supervisor_a):
        program = make_program(facility_a, state="running", sessions=2, session_state="cancelled")
        with pytest.raises(MoveRefused) as error:
            program.perform("complete", by=supervisor_a)
        assert [str(r.text) for r in error.value.refusals] == [
            "No session was held: cancel the programme instead."
        ]

    def test_cancelling_stands_behind_as_a_link(self, as_user, facility_a, head_a):
        program = make_program(facility_a, state="open", sessions=1)
        page = as_user(head_a).get(program.get_absolute_url()).content.decode()
        assert f'class="btn btn-link" href="/programs/{program.pk}/do/cancel/"' in page
        assert re.search(rf'class="btn btn-primary"\s+href="/programs/{program.pk}/do/start/"', page)

    def test_every_move_says_what_follows_and_what_it_is_called_afterwards(self):
        moves = Program.lifecycle.moves.values()
        assert [move.name for move in moves if not (move.consequence and move.past)] == []
        assert Program.lifecycle.label("submit") == "Submitted"
        assert Program.lifecycle.label("refuse") == "Returned for correction"

    def test_the_page_of_a_move_says_what_follows(self, as_user, facility_a, head_a, instructor_a):
        program = make_program(
            facility_a, state="approved", sessions=1, instructors=[instructor_a.membership.instructor]
        )
        page = as_user(head_a).get(f"/programs/{program.pk}/do/open/").content.decode()
        assert "From now on officers may add candidates." in page


class TestWorklist:
    group = "Programmes waiting for you"

    def test_starting_waits_for_the_head_once_it_is_possible(self, facility_a, head_a):
        today = timezone.localdate()
        for title, first, state in (
            ("Mulai", today, "confirmed"),
            ("Kosong", today, "proposed"),
            ("Nanti", today + timedelta(days=1), "confirmed"),
        ):
            program = make_program(
                facility_a, title=title, state="open", starts_on=first, ends_on=first + timedelta(days=9)
            )
            make_enrolment(program, state=state)
        assert waiting(head_a, self.group) == [("Mulai", "Start")]

    def test_completing_waits_for_the_supervisor_once_all_is_verified(self, facility_a, supervisor_a):
        make_program(facility_a, title="Selesai", state="running", sessions=2, session_state="verified")
        open_one = make_program(
            facility_a, title="Belum", state="running", sessions=2, session_state="verified"
        )
        make_session(open_one, open_one.ends_on + timedelta(days=1))
        assert waiting(supervisor_a, self.group) == [("Selesai", "Complete")]

    def test_closing_waits_for_the_head_once_results_and_evaluation_are_there(
        self, facility_a, head_a, operator_a
    ):
        for title, evaluation, sheet in (
            ("Tutup", "Baik.", "approved"),
            ("Tanpa nilai", "Baik.", "checked"),
            ("Tanpa evaluasi", "", "approved"),
        ):
            program = make_program(facility_a, title=title, state="completed", evaluation=evaluation)
            ResultSheet.objects.create(facility=facility_a, program=program, state=sheet)
        assert waiting(head_a, self.group) == [("Tutup", "Close")]
        assert waiting(operator_a, "Programmes to go on with") == [("Tanpa evaluasi", "Write evaluation")]

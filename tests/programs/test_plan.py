"""Writing the plan of a programme: its form, its modules in one table, its instructors."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.models import Instructor
from programs.models import Assignment, Module, Program, Session
from skills.models import SkillField
from tests.factories import make_agreement, make_partner, make_program, make_session

pytestmark = pytest.mark.usefixtures("in_english")


def program_data(**changes):
    data = {
        "skill_field": SkillField.objects.get(code="meubel").pk,
        "title": "",
        "level": "basic",
        "batch": "2",
        "lesson_hours": "160",
        "starts_on": "03/08/2026",
        "ends_on": "31/12/2026",
        "place": "inside",
        "room": "Bengkel",
        "partner": "",
        "agreement": "",
        "seats": "16",
        "public_seats": "0",
        "pass_mark": "60",
        "minimum_attendance": "80",
        "certificate_title": "Sertifikat Pelatihan",
        "funding": "none",
        "funding_amount": "0",
        "notes": "",
    }
    return data | changes


def modules_data(rows, initial=0, **extra):
    """Return the table's fields from dicts of rows; the first `initial` are those it already had."""
    data = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": initial} | extra
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return data


def row(title, hours, kind="practice", **fields):
    return {"title": title, "lesson_hours": hours, "kind": kind, "position": "", "id": ""} | fields


def said(response):
    return [str(message) for message in response.context["messages"]]


class TestProgramForm:
    def test_a_programme_without_a_title_bears_its_fields_indonesian_name(self, as_user, operator_a):
        response = as_user(operator_a).post("/programs/add/", program_data())
        program = Program.objects.get()
        assert (response.status_code, response.url) == (302, program.get_absolute_url())
        assert (program.title, program.facility, program.state) == (
            "Pertukangan/Meubel",
            operator_a.membership.facility,
            "draft",
        )

    def test_the_only_agreement_in_force_is_taken(
        self, as_user, operator_a, partner_a, facility_a, agreement_a
    ):
        make_agreement(facility_a, partner_a, ends_on=timezone.localdate() - timedelta(days=1))
        as_user(operator_a).post("/programs/add/", program_data(partner=partner_a.pk))
        assert Program.objects.get().agreement == agreement_a

    def test_of_two_agreements_none_is_guessed(self, as_user, operator_a, partner_a, facility_a, agreement_a):
        make_agreement(facility_a, partner_a)
        as_user(operator_a).post("/programs/add/", program_data(partner=partner_a.pk))
        assert Program.objects.get().agreement is None

    @pytest.mark.parametrize(
        ("changes", "errors"),
        [
            ({"ends_on": "02/08/2026"}, {"ends_on": ["The last day is before the first day."]}),
            ({"starts_on": "31/02/2026"}, {"starts_on": ["Enter a valid date."]}),
            (
                {"lesson_hours": "0"},
                {"lesson_hours": ["Ensure this value is greater than or equal to 1."]},
            ),
            (
                {"lesson_hours": "99999"},
                {"lesson_hours": ["Ensure this value is less than or equal to 2000."]},
            ),
            ({"seats": "0"}, {"seats": ["Ensure this value is greater than or equal to 1."]}),
            (
                {"minimum_attendance": "101"},
                {"minimum_attendance": ["Ensure this value is less than or equal to 100."]},
            ),
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_nothing_is_lost(
        self, as_user, operator_a, changes, errors
    ):
        response = as_user(operator_a).post("/programs/add/", program_data(**changes))
        form = response.context["form"]
        assert (response.status_code, form.errors) == (422, errors)
        assert form["room"].value() == "Bengkel"
        assert not Program.objects.exists()

    def test_an_agreement_belongs_to_its_partner(self, as_user, operator_a, facility_a, agreement_a):
        other = make_partner(facility_a.region, "UPTD SKB Randong")
        client = as_user(operator_a)
        data = program_data(agreement=agreement_a.pk)
        assert client.post("/programs/add/", data).context["form"].errors == {
            "partner": ["Choose the partner with whom the agreement was made."]
        }
        assert client.post("/programs/add/", data | {"partner": other.pk}).context["form"].errors == {
            "agreement": ["UPTD SKB Randong is no party of this agreement."]
        }

    def test_choices_end_at_the_facility(self, as_user, operator_a, facility_b, partner_b):
        theirs = make_agreement(facility_b, partner_b)
        data = program_data(partner=partner_b.pk, agreement=theirs.pk)
        errors = as_user(operator_a).post("/programs/add/", data).context["form"].errors
        assert set(errors) == {"partner", "agreement"}
        assert not Program.objects.exists()

    def test_a_batch_exists_once(self, as_user, operator_a):
        client = as_user(operator_a)
        client.post("/programs/add/", program_data())
        again = client.post("/programs/add/", program_data())
        assert again.context["form"].non_field_errors() == [
            "This training already has a batch of this number."
        ]

    def test_the_same_form_sent_twice_leads_to_one_programme(self, as_user, operator_a):
        client = as_user(operator_a)
        data = program_data(form_key="0f0e6b1e-8a3f-4a1e-9f1c-2b7d6c5e4a3b")
        first, second = (client.post("/programs/add/", data) for _ in range(2))
        assert (first.status_code, second.status_code) == (302, 302)
        assert first.url == second.url
        assert Program.objects.count() == 1

    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            (
                "submitted",
                "This programme is being checked. To change its plan, have it returned for correction.",
            ),
            (
                "verified",
                "This programme is being checked. To change its plan, have it returned for correction.",
            ),
            ("approved", "This programme was approved, so its plan stays as it is."),
            ("running", "This programme was approved, so its plan stays as it is."),
            ("closed", "This programme was approved, so its plan stays as it is."),
        ],
    )
    def test_only_a_draft_is_edited(self, as_user, operator_a, facility_a, state, sentence):
        program = make_program(facility_a, state=state)
        client = as_user(operator_a)
        address = f"/programs/{program.pk}/edit/"
        response = client.get(address, follow=True)
        assert (response.redirect_chain[-1][0], said(response)) == (program.get_absolute_url(), [sentence])
        response = client.post(address, program_data(title="Lain"))
        assert (response.status_code, response.context["form"].non_field_errors()) == (422, [sentence])
        program.refresh_from_db()
        assert (program.title, program.state) == ("Pertukangan/Meubel", state)

    def test_another_partner_ends_the_heads_override(self, as_user, operator_a, facility_a, partner_a):
        other = make_partner(facility_a.region, "UPTD SKB Randong")
        program = make_program(facility_a, partner=partner_a, agreement_override="Boleh.")
        client = as_user(operator_a)
        client.post(f"/programs/{program.pk}/edit/", program_data(partner=partner_a.pk))
        program.refresh_from_db()
        assert program.agreement_override == "Boleh."
        client.post(f"/programs/{program.pk}/edit/", program_data(partner=other.pk))
        program.refresh_from_db()
        assert (program.partner, program.agreement_override) == (other, "")


class TestModules:
    def test_rows_are_added_ordered_and_numbered(self, as_user, operator_a, facility_a):
        program = make_program(facility_a, lesson_hours=20)
        program.modules.all().delete()
        rows = [
            row("Finishing", 8, position="3"),
            row("K3", 2, kind="theory", position="1"),
            row("Perakitan", 10, position="2"),
            row("", "", position=""),
        ]
        address = f"/programs/{program.pk}/modules/"
        response = as_user(operator_a).post(address, modules_data(rows))
        assert (response.status_code, response.url) == (302, program.get_absolute_url())
        assert list(program.modules.values_list("position", "title", "kind", "lesson_hours")) == [
            (1, "K3", "theory", 2),
            (2, "Perakitan", "practice", 10),
            (3, "Finishing", "practice", 8),
        ]

    def test_rows_are_changed_moved_and_removed(self, as_user, operator_a, facility_a):
        program = make_program(facility_a, sessions=1)
        first, second = program.modules.all()
        session = program.sessions.get()
        Session.objects.filter(pk=session.pk).update(module=first)
        rows = [
            row(first.title, 2, id=first.pk, position="1", DELETE="on"),
            row("Praktik", 7, id=second.pk, position="2"),
            row("Penutup", 1),
        ]
        as_user(operator_a).post(f"/programs/{program.pk}/modules/", modules_data(rows, initial=2))
        assert list(program.modules.values_list("pk", "position", "title", "lesson_hours")) == [
            (second.pk, 1, "Praktik", 7),
            (program.modules.last().pk, 2, "Penutup", 1),
        ]
        session.refresh_from_db()
        assert session.module is None

    @pytest.mark.parametrize(
        ("bad", "errors"),
        [
            (row("K3", 0), {"lesson_hours": ["Ensure this value is greater than or equal to 1."]}),
            (row("K3", 99999), {"lesson_hours": ["Ensure this value is less than or equal to 32767."]}),
            (row("K3", "dua"), {"lesson_hours": ["Enter a whole number."]}),
            (row("", 4), {"title": ["This field is required."]}),
            (row("materi 1", 4), {"title": ["This stands in the table twice."]}),
        ],
    )
    def test_a_bad_row_is_answered_in_its_place_and_nothing_is_saved(
        self, as_user, operator_a, facility_a, bad, errors
    ):
        program = make_program(facility_a)
        first = program.modules.first()
        rows = [row("Materi 1", 9, id=first.pk, position="1"), bad]
        response = as_user(operator_a).post(f"/programs/{program.pk}/modules/", modules_data(rows, initial=1))
        table = response.context["form"].table
        assert (response.status_code, table.forms[1].errors) == (422, errors)
        assert table.forms[0]["lesson_hours"].value() == "9"
        first.refresh_from_db()
        assert (first.lesson_hours, program.modules.count()) == (2, 2)

    def test_a_row_of_another_programme_is_not_taken(self, as_user, operator_a, facility_a, facility_b):
        program, other = make_program(facility_a), make_program(facility_b)
        stolen = other.modules.first()
        rows = [row("Curian", 4, id=stolen.pk)]
        response = as_user(operator_a).post(f"/programs/{program.pk}/modules/", modules_data(rows, initial=1))
        assert response.status_code == 422
        stolen.refresh_from_db()
        assert (stolen.title, stolen.program) == ("Materi 1", other)

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self, as_user, operator_a, facility_a):
        program = make_program(facility_a)
        client = as_user(operator_a)
        address = f"/programs/{program.pk}/modules/"
        seen = client.get(address).context["form"]["seen"].value()
        Module.objects.filter(program=program, position=1).update(title="Diubah orang lain")
        first, second = program.modules.all()
        rows = [row("Punyaku", 2, id=first.pk), row(second.title, 6, id=second.pk)]
        response = client.post(address, modules_data(rows, initial=2, seen=seen))
        assert response.status_code == 422
        assert "Somebody else changed this" in response.content.decode()
        first.refresh_from_db()
        assert first.title == "Diubah orang lain"

    def test_after_submission_the_table_is_read_only(self, as_user, operator_a, facility_a):
        program = make_program(facility_a, state="submitted")
        client = as_user(operator_a)
        address = f"/programs/{program.pk}/modules/"
        assert client.get(address).context["editable"] is False
        response = client.post(address, modules_data([row("Baru", 4)]))
        assert response.status_code == 422
        assert program.modules.count() == 2

    def test_who_only_reads_changes_nothing(self, as_user, supervisor_a, facility_a):
        program = make_program(facility_a)
        response = as_user(supervisor_a).post(
            f"/programs/{program.pk}/modules/", modules_data([row("Baru", 4)])
        )
        assert response.status_code == 403
        assert program.modules.count() == 2

    def test_25_rows_are_saved_in_at_most_15_statements(self, as_user, operator_a, facility_a):
        program = make_program(facility_a)
        program.modules.all().delete()
        Module.objects.bulk_create(
            Module(
                facility=facility_a,
                program=program,
                position=n,
                title=f"M {n}",
                kind="theory",
                lesson_hours=2,
            )
            for n in range(1, 26)
        )
        client = as_user(operator_a)
        address = f"/programs/{program.pk}/modules/"
        client.get(address)
        existing = list(program.modules.all())
        rows = [row(f"Baru {m.position}", 3, id=m.pk, position=26 - m.position) for m in existing[:24]]
        rows += [row(existing[24].title, 2, id=existing[24].pk, DELETE="on"), row("Tambahan", 1)]
        with CaptureQueriesContext(connection) as queries:
            assert client.post(address, modules_data(rows, initial=25)).status_code == 302
        # Savepoints exist only inside a test's own transaction; the sign-in is not the form's.
        sent = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]][3:]
        assert len(sent) <= 15, "\n".join(statement[:200] for statement in sent)
        assert [m.title for m in program.modules.all()][:2] == ["Baru 24", "Baru 23"]
        assert program.modules.last().title == "Tambahan"


class TestInstructors:
    def test_one_leads_and_the_lead_passes_on(self, as_user, operator_a, facility_a, partner_a, instructor_a):
        lead = instructor_a.membership.instructor
        officer = Instructor.objects.create(facility=facility_a, name="Maria Goreti")
        program = make_program(facility_a, partner=partner_a)
        client = as_user(operator_a)
        address = f"/programs/{program.pk}/instructors/add/"
        assert client.get(address).context["form"]["leads"].value() is True
        client.post(address, {"instructor": lead.pk, "leads": "on"})
        assert client.get(address).context["form"]["leads"].value() is False
        response = client.post(address, {"instructor": officer.pk, "leads": "on"})
        assert response.context["form"].non_field_errors() == ["Another instructor already leads this class."]
        client.post(address, {"instructor": officer.pk})
        second = Assignment.objects.get(instructor=officer)
        client.post(f"/programs/instructors/{second.pk}/lead/")
        assert list(program.assignments.values_list("instructor__name", "leads")) == [
            ("Maria Goreti", True),
            (lead.name, False),
        ]

    def test_nobody_is_named_twice(self, as_user, operator_a, facility_a, instructor_a):
        person = instructor_a.membership.instructor
        program = make_program(facility_a, instructors=[person])
        response = as_user(operator_a).post(
            f"/programs/{program.pk}/instructors/add/", {"instructor": person.pk}
        )
        assert response.context["form"].non_field_errors() == ["This instructor already teaches here."]

    def test_who_teaches_elsewhere_is_not_offered(self, as_user, operator_a, facility_a, instructor_b):
        program = make_program(facility_a)
        response = as_user(operator_a).post(
            f"/programs/{program.pk}/instructors/add/",
            {"instructor": instructor_b.membership.instructor.pk},
        )
        assert set(response.context["form"].errors) == {"instructor"}

    def test_the_last_instructor_of_a_running_class_stays(
        self, as_user, operator_a, facility_a, instructor_a
    ):
        program = make_program(facility_a, instructors=[instructor_a.membership.instructor], state="running")
        assignment = program.assignments.get()
        address = f"/programs/instructors/{assignment.pk}/remove/"
        response = as_user(operator_a).post(address)
        assert response.context["form"].non_field_errors() == [
            "Somebody has to teach this class: add another instructor first."
        ]
        assert program.assignments.count() == 1

    def test_removing_twice_leads_to_the_same_page(self, as_user, operator_a, facility_a, instructor_a):
        program = make_program(facility_a, instructors=[instructor_a.membership.instructor])
        address = f"/programs/instructors/{program.assignments.get().pk}/remove/"
        client = as_user(operator_a)
        key = client.get(address).context["form"]["form_key"].value()
        answers = [client.post(address, {"form_key": key}) for _ in range(2)]
        assert [(a.status_code, a.url) for a in answers] == [(302, program.get_absolute_url())] * 2
        assert not program.assignments.exists()


class TestDatabase:
    """What no form could prevent, the database refuses."""

    def test_a_module_of_another_facility(self, facility_a, facility_b):
        program = make_program(facility_a)
        with pytest.raises(IntegrityError, match="module_facility"), transaction.atomic():
            Module.objects.create(facility=facility_b, program=program, position=9, title="X", lesson_hours=1)

    def test_a_session_with_a_module_of_another_programme(self, facility_a):
        program, other = make_program(facility_a), make_program(facility_a)
        session = make_session(program, timezone.localdate())
        with pytest.raises(IntegrityError, match="session_module_program"), transaction.atomic():
            Session.objects.filter(pk=session.pk).update(module=other.modules.first())

    def test_a_programme_with_an_agreement_of_another_facility(self, facility_a, facility_b, partner_b):
        program = make_program(facility_a)
        theirs = make_agreement(facility_b, partner_b)
        with pytest.raises(IntegrityError, match="program_agreement_facility"), transaction.atomic():
            Program.objects.filter(pk=program.pk).update(agreement=theirs)

"""Registration lists: prepared, checked, sent, and on whose worklist they are."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessLog
from core import registry
from core.erasing import erase_due, erasure_kinds
from core.models import Erasure
from enrolments.models import Enrolment, RegistrationLine, RegistrationList
from enrolments.services import answer_list, open_list, send_list
from inmates.models import Consent
from inmates.services import details
from programs.models import Program
from tests.enrolments.panels import PURPOSE, bring, make_list
from tests.enrolments.printed import paper
from tests.enrolments.registering import NIK, listed_class, person, sheet, url
from tests.enrolments.test_pages_people import words
from tests.factories import make_assessment, make_program

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def program(facility_a, partner_a):
    return listed_class(facility_a, partner_a)


@pytest.fixture
def sent(program, operator_a):
    return make_list([person(program, "Ani Contoh", nik=NIK), person(program, "Beni Contoh")], by=operator_a)


class TestPreparing:
    def test_an_officer_chooses_checks_and_sends(self, program, operator_a, as_user):
        ani = person(program, "Ani Contoh", nik=NIK)
        make_assessment(ani.inmate, operator_a, goal="business")
        beni = person(program, "Beni Contoh", "waitlisted", nik=None, religion="")
        person(program, "Cici Contoh", "proposed")
        client, add = as_user(operator_a), f"/programs/{program.pk}/registrations/add/"
        page = client.get(add)
        assert [(row.display_name, row.reason) for row in page.context["people"]] == [
            ("Ani Contoh", "Open an own business"),
            ("Beni Contoh", ""),
        ]
        data = {
            "enrolments": [ani.pk, beni.pk],
            f"reason-{ani.pk}": "Open an own business",
            f"reason-{beni.pk}": "Ingin bekerja di kapal",
        }
        response = client.post(add, data)
        registration = RegistrationList.objects.get()
        assert response.url == url(registration)
        page = client.get(response.url)
        checked = {str(row.line): [item.text for item in row.missing] for row in page.context["checked"]}
        assert checked == {"Ani Contoh": [], "Beni Contoh": ["NIK", "religion", "address"]}
        body = page.content.decode()
        assert f'<a href="/inmates/{beni.inmate_id}/details/edit/">NIK</a>' in body
        assert f'<a href="/inmates/{beni.inmate_id}/edit/">religion</a>' in body
        assert NIK not in body

        day = f"{timezone.localdate():%d/%m/%Y}"
        refused = client.post(url(registration, "send/"), {"day": day, "purpose": PURPOSE})
        assert refused.status_code == 422
        assert "Tick this to send the list although something is missing." in words(refused)
        assert client.post(url(registration, "send/"), {"day": day, "purpose": "kurang"}).status_code == 422
        assert RegistrationList.objects.get().state == "draft"
        data = {"day": day, "purpose": PURPOSE, "despite_missing": "on"}
        assert "has been sent as letter" in words(client.post(url(registration, "send/"), data, follow=True))
        registration.refresh_from_db()
        assert (registration.state, registration.sent_by, registration.purpose) == (
            "sent",
            operator_a,
            PURPOSE,
        )
        log = AccessLog.objects.filter(kind="export").get()
        assert (log.purpose, sorted(log.persons)) == (PURPOSE, sorted([ani.inmate_id, beni.inmate_id]))

    def test_who_may_not_be_sent_stops_the_list(self, program, operator_a, as_user):
        ani, beni, citra = (person(program, f"{name} Contoh") for name in ("Ani", "Beni", "Citra"))
        registration = make_list([ani, beni, citra], by=operator_a, send=False)
        consent = Consent.objects.create(
            inmate=ani.inmate, purpose="training", given_on=timezone.localdate(), given_how="written"
        )
        details.withdraw_consent(
            consent=consent, withdrawn_on=timezone.localdate(), withdrawn_how="written", by=operator_a
        )
        beni.perform("withdraw", by=operator_a, reason="Batal")
        type(citra.inmate).objects.filter(pk=citra.inmate_id).update(custody="released")
        page = words(as_user(operator_a).get(url(registration)))
        for text in (
            "withdrew the consent to personal data for training",
            "no longer in this class: Withdrawn",
            "no longer held here",
        ):
            assert text in page
        with pytest.raises(ValidationError, match="Take them off the list first"):
            send_list(
                registration=registration,
                day=timezone.localdate(),
                purpose=PURPOSE,
                despite_missing=True,
                by=operator_a,
            )
        assert as_user(operator_a).get(url(registration, "send/")).status_code == 302

    def test_a_programme_without_partner_or_over_has_no_list(self, facility_a, program, operator_a):
        alone = make_program(facility_a, state="open", title="Yoga")
        with pytest.raises(ValidationError, match="no partner"):
            open_list(program=alone, reasons={}, by=operator_a)
        bring(program, "completed")
        with pytest.raises(ValidationError, match="while a programme is open or running"):
            open_list(program=program, reasons={}, by=operator_a)

    def test_one_draft_at_a_time_and_it_can_be_removed(self, program, operator_a, as_user):
        ani = person(program, "Ani Contoh")
        registration = make_list([ani], by=operator_a, send=False)
        with pytest.raises(ValidationError, match="being prepared already"):
            make_list([ani], by=operator_a)
        assert as_user(operator_a).post(url(registration, "remove/")).status_code == 302
        assert not RegistrationList.objects.exists()
        make_list([ani], by=operator_a)

    def test_later_additions_make_a_numbered_supplement(self, program, sent, operator_a, as_user):
        citra = person(program, "Citra Contoh")
        client = as_user(operator_a)
        people = client.get(f"/programs/{program.pk}/registrations/add/").context["people"]
        assert [row.display_name for row in people] == ["Citra Contoh"]
        first = make_list([citra], by=operator_a)
        second = make_list([person(program, "Dedi Contoh")], by=operator_a)
        assert [(row.supplement_number, row.supplement_of) for row in (sent, first, second)] == [
            (0, None),
            (1, sent),
            (2, sent),
        ]
        text = paper(client.get(url(second, "letter.pdf")))
        assert "Supplement 2 to the registration of participants" in text
        assert f"Following our letter number {sent.number} of" in text
        assert "Dedi Contoh" in text
        assert "Citra" not in text

    def test_sent_lists_stay_as_they_are(self, sent, operator_a, as_user):
        line = sent.lines.first()
        for values in ({"name": "Orang Lain"}, {"nik": "1" * 16}, {"reason": "lain"}, {"birth_date": None}):
            with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
                RegistrationLine.objects.filter(pk=line.pk).update(**values)
        for part in ("people/", "remove/", "send/"):
            assert as_user(operator_a).post(url(sent, part), {}).status_code in (302, 422)
        assert sent.lines.count() == 2


class TestPapers:
    def test_the_letter_holds_the_columns_a_training_centre_asks_for(self, sent, head_a, as_user):
        text = paper(as_user(head_a).get(url(sent, "letter.pdf")))
        for part in (
            "Kantor Wilayah Ruteng",
            sent.number,
            "a list of 2 names",
            "Registration of participants of training",
            "To the head of Elite Jaya Meubel in Manggarai",
            "Menjahit, Batch",
            "Law number 27 of 2022",
            "Kepala Rutan Kepala Ruteng NIP 198001012005011000",
            "No. NIK Name",
            NIK,
            "Ani Contoh",
            "17 May",
            "Male",
            "Catholic",
            "Junior high",
            "Jalan Bunga 3",
            "Married",
            "Membuka usaha",
        ):
            assert part in text, part
        log = AccessLog.objects.latest("pk")
        assert (log.kind, log.purpose) == ("print", PURPOSE)

    def test_it_is_the_same_letter_after_somebody_is_corrected(self, sent, operator_a, as_user):
        inmate = sent.lines.first().enrolment.inmate
        type(inmate).objects.filter(pk=inmate.pk).update(full_name="Anita Contoh", religion="islam")
        text = paper(as_user(operator_a).get(url(sent, "letter.pdf")))
        assert "Ani Contoh" in text
        assert "Anita" not in text
        assert "Islam" not in text

    def test_the_excel_file_has_the_columns_in_order_and_no_formulas(self, program, operator_a, as_user):
        ani = person(program, '=HYPERLINK("x")', nik=NIK)
        registration = make_list([ani], by=operator_a, reason="+62 mau kerja")
        response = as_user(operator_a).post(url(registration, "list.xlsx"))
        assert 'attachment; filename="registration-list-' in response["Content-Disposition"]
        rows, active = sheet(response)
        assert rows[0] == [
            "No.",
            "NIK",
            "Name",
            "Place of birth",
            "Date of birth",
            "Sex",
            "Religion",
            "Education",
            "Address",
            "Marital status",
            "Training wanted",
            "Reason",
        ]
        assert rows[1][:4] == [1, NIK, '=HYPERLINK("x")', "Ruteng"]
        assert f"{rows[1][4]:%d/%m/%Y}" == "17/05/1990"
        assert rows[1][5:] == [
            "Male",
            "Catholic",
            "Junior high school (SMP)",
            "Jalan Bunga 3, Ruteng",
            "Married",
            "Menjahit",
            "+62 mau kerja",
        ]
        assert [active.cell(2, column).data_type for column in (2, 3, 12)] == ["s", "s", "s"]
        assert active.cell(2, 3).quotePrefix
        log = AccessLog.objects.latest("pk")
        assert (log.kind, log.purpose, log.persons) == ("export", PURPOSE, [ani.inmate_id])


class TestNik:
    def test_it_is_on_no_page(self, sent, operator_a, head_a, coordinator_a, as_user):
        for user in (operator_a, head_a, coordinator_a):
            for part in ("", "answer/"):
                assert NIK not in as_user(user).get(url(sent, part)).content.decode()
        assert NIK not in as_user(operator_a).get(url(sent, "history/")).content.decode()

    def test_history_keeps_none(self, sent):
        with connection.cursor() as cursor:
            table = "enrolments_registrationlineevent"
            cursor.execute(f"SELECT count(*) FROM {table} e WHERE e::text LIKE %s", [f"%{NIK}%"])
            assert cursor.fetchone() == (0,)

    def test_withdrawn_consent_takes_it_off_lists_that_were_sent(self, sent, operator_a, as_user):
        line = sent.lines.get(nik=NIK)
        consent = Consent.objects.create(
            inmate=line.enrolment.inmate,
            purpose="training",
            given_on=timezone.localdate(),
            given_how="written",
        )
        details.withdraw_consent(
            consent=consent, withdrawn_on=timezone.localdate(), withdrawn_how="written", by=operator_a
        )
        line.refresh_from_db()
        assert (line.nik, line.address, line.name) == ("", "", "Ani Contoh")
        assert list(Erasure.objects.filter(kind="registration_lines").values_list("subjects", flat=True)) == [
            [line.enrolment.inmate_id]
        ]
        text = paper(as_user(operator_a).get(url(sent, "letter.pdf")))
        assert "Ani Contoh" in text
        assert NIK not in text

    def test_it_runs_out_a_year_after_the_programme(self, program, sent):
        kind = next(kind for kind in erasure_kinds() if kind.name == "registration_lines")
        long_ago = timezone.localdate() - timedelta(days=366)
        rows = Program.objects.filter(pk=program.pk)
        rows.update(starts_on=long_ago - timedelta(days=9), ends_on=long_ago)
        assert erase_due(kind) == 0
        bring(program, "closed")
        rows.update(ends_on=long_ago + timedelta(days=1))
        assert erase_due(kind) == 0
        rows.update(ends_on=long_ago)
        assert erase_due(kind) == 2
        assert set(sent.lines.values_list("nik", "address")) == {("", "")}


class TestWorklist:
    def lines(self, user):
        found = {str(group.title): items for group, items in registry.work_for(user)}
        return [(item.title, item.action) for item in found.get("Registration lists", [])]

    def test_it_goes_back_and_forth(self, program, operator_a, coordinator_a):
        registration = make_list([person(program, "Ani Contoh")], by=operator_a, send=False)
        title = str(registration)
        assert (self.lines(operator_a), self.lines(coordinator_a)) == ([(title, "Check and send")], [])
        registration = send_list(
            registration=registration, day=timezone.localdate(), purpose=PURPOSE, by=operator_a
        )
        assert (self.lines(operator_a), self.lines(coordinator_a)) == ([], [(title, "Confirm seats")])
        answer_list(registration=registration, answers={}, rest="confirmed", by=coordinator_a)
        assert (self.lines(operator_a), self.lines(coordinator_a)) == ([(title, "Read the answer")], [])
        RegistrationList.objects.get().perform("file", by=operator_a)
        assert (self.lines(operator_a), self.lines(coordinator_a)) == ([], [])


@pytest.mark.parametrize("part", ["", "people/", "answer/"])
def test_pages_cost_the_same_with_three_and_with_thirty(part, program, operator_a, as_user):
    client, counts = as_user(operator_a), []
    for size in (3, 30):
        people = [person(program, f"Orang{size}x{number}") for number in range(size)]
        registration = make_list(people, by=operator_a, send=part == "answer/")
        client.get(url(registration, part))
        with CaptureQueriesContext(connection) as statements:
            page = client.get(url(registration, part))
        assert f"Orang{size}x{size - 1}" in page.content.decode()
        assert len(page.content) <= 60_000
        counts.append(len(statements))
        if registration.is_draft:
            registration.delete()
            Enrolment.objects.all().update(state="withdrawn")
    assert counts[0] == counts[1] <= 12

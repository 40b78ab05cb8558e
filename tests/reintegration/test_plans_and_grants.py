"""Release plans and their sheet; grants with minutes and check-ups; who sees what of them."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from certificates.models import CertificateStatus
from certificates.neutral import telling_word
from core.registry import work_for
from reintegration.models import Grant, GrantItem, ReleasePlan
from reintegration.services import refuse
from tests.contract.walk import Look
from tests.factories import make_assessment, make_enrolment, make_inmate, make_partner, make_program
from tests.reintegration.conftest import certify, give_consent, release, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def day(offset=0):
    return f"{today() + timedelta(days=offset):%d/%m/%Y}"


def pdf_of(response) -> tuple[str, str]:
    """Return the words of a PDF, and all else that travels with it: metadata and name of the file."""
    content = response.content
    about = f"{PdfReader(io.BytesIO(content)).metadata} {response['Content-Disposition']}"
    return Look(response, 0, []).text, about


class TestPlans:
    def test_the_worklist_asks_for_a_plan_90_days_before_and_is_urgent_30_days_before(
        self, facility_a, operator_a
    ):
        for left in (91, 90, 31, 30):
            make_inmate(facility_a, f"Sisa {left}", sentence_end=today() + timedelta(days=left))
        [items] = [items for group, items in work_for(operator_a) if group.title == "Release plans"]
        assert [(item.title, item.overdue) for item in items] == [
            ("Sisa 30", True),
            ("Sisa 31", False),
            ("Sisa 90", False),
        ]

    def test_a_plan_is_ready_when_everything_was_thought_of(
        self, graduate, operator_a, issuer, partner_a, as_user
    ):
        person = graduate("Lia", sentence_end=today() + timedelta(days=25))
        make_assessment(person, operator_a, goal="business")
        more = make_program(person.facility, state="closed", days_ago=200, sessions=1)
        certify(make_enrolment(more, person, state="passed"), issuer, operator_a, state="printed")
        client = as_user(operator_a)
        add = reverse("reintegration:plan-add", args=[person.pk])
        assert client.get(add).context["form"].initial["goal"] == "business"
        assert client.post(add, {"goal": ""}).status_code == 302
        plan = ReleasePlan.objects.get()
        assert client.post(add, {"goal": "study"}).status_code == 422  # one plan a person
        finish = reverse("reintegration:plan-move", args=[plan.pk, "finish"])
        page = client.post(finish)
        assert page.status_code == 422
        assert [refusal.text for refusal in page.context["refusals"]] == [
            "The goal after release is missing.",
            "Nobody has asked yet whether we may contact the person after release.",
            "A certificate has not been handed over.",
        ]
        edit = reverse("reintegration:plan-edit", args=[plan.pk])
        for bad in ({"employer": "Toko Maju, 0812 345 678"}, {"next_steps": "Lapor ke Bapas"}):
            assert list(client.post(edit, {"goal": "business"} | bad).context["form"].errors) == list(bad)
        client.post(edit, {"goal": "business", "partner": partner_a.pk})
        refuse(inmate=person, day=today(), by=operator_a)
        CertificateStatus.objects.filter(state="printed").update(state="handed")
        assert client.post(finish).status_code == 302
        assert not any(group.title == "Release plans" for group, _items in work_for(operator_a))
        assert client.get(edit).status_code == 302  # ready: it is opened again first
        release(person, operator_a)
        plan.refresh_from_db()
        assert plan.state == "closed"

    def test_the_sheet_tells_nothing_of_custody(self, graduate, operator_a, partner_a, facility_a, as_user):
        person = graduate("Maya Contoh", sentence_end=today() + timedelta(days=20))
        program = make_program(facility_a, state="closed", title="Meubel Rutan", days_ago=300, sessions=1)
        make_enrolment(program, person, state="passed")
        hidden = make_partner(facility_a.region, "Koperasi Lapas Contoh")
        ReleasePlan.objects.create(
            facility=facility_a,
            inmate=person,
            goal="employment",
            regency="Manggarai",
            partner=partner_a,
            employer="Mebel Jaya, Ruteng",
            grant_partner=hidden,
            next_steps="Membawa sertifikat ke Mebel Jaya",
        )
        response = as_user(operator_a).get(
            reverse("reintegration:plan-sheet", args=[ReleasePlan.objects.get().pk])
        )
        words, about = pdf_of(response)
        for text in ("Maya Contoh", "Elite Jaya Meubel", "Mebel Jaya, Ruteng", "Membawa sertifikat"):
            assert text in words
        for text in (words, about):
            assert telling_word(text) == ""
            assert facility_a.short_name not in text
            assert "Maya" not in about


def items(*lines):
    return "\n".join(lines) or "Mesin cukur; 2; Rp 900.000\nGunting; 3; 150000"


class TestGrants:
    @pytest.fixture
    def form(self):
        return {
            "kind": "kit",
            "items": items(),
            "given_on": day(),
            "place": "Aula Rutan",
            "given_by": "Drs. Contoh, M.H.",
            "next_check_on": day(90),
        }

    def test_a_coordinator_gives_to_people_of_own_classes_only(
        self,
        graduate,
        program,
        form,
        coordinator_a,
        operator_b,
        facility_a,
        partner_a,
        supervisor_a,
        issuer,
        as_user,
    ):
        person = graduate("Nana")
        other = make_partner(facility_a.region, "Mitra Lain")
        foreign = make_program(facility_a, partner=other, state="closed", sessions=1)
        stranger = make_enrolment(foreign, make_inmate(facility_a, "Orang Lain"), state="passed")
        client = as_user(coordinator_a)
        url = reverse("reintegration:grant-add", args=[program.pk])
        page = client.get(url)
        assert "Nana" in page.content.decode()
        assert "Orang Lain" not in page.content.decode()
        bad = form | {"partner": other.pk, "participant": stranger.pk}
        assert sorted(client.post(url, bad).context["form"].errors) == ["participant", "partner"]
        assert client.get(reverse("reintegration:grant-add", args=[foreign.pk])).status_code == 404
        good = form | {"partner": partner_a.pk, "participant": person.enrolments.get().pk}
        assert client.post(url, good).status_code == 302
        grant = Grant.objects.get()
        assert (grant.name, grant.value, grant.facility, grant.partner) == (
            "Nana",
            1_050_000,
            facility_a,
            partner_a,
        )
        assert list(grant.items.values_list("name", "quantity", "value")) == [
            ("Mesin cukur", 2, 900_000),
            ("Gunting", 3, 150_000),
        ]
        # Only own ones are seen; staff of the facility see all of theirs.
        hidden = Grant.objects.create(
            facility=facility_a,
            partner=other,
            inmate=stranger.inmate,
            name="Orang Lain",
            given_on=today(),
            given_by="X",
            number="1",
            recorded_by=supervisor_a,
        )
        listed = {row.pk for row in client.get(reverse("reintegration:grant-list")).context["table"].data}
        assert listed == {grant.pk}
        assert client.get(hidden.get_absolute_url()).status_code == 404
        assert as_user(operator_b).get(grant.get_absolute_url()).status_code == 404
        page = as_user(supervisor_a).get(reverse("reintegration:grant-list"))
        assert {row.pk for row in page.context["table"].data} == {grant.pk, hidden.pk}

    def test_what_is_typed_wrong_is_said_and_nothing_is_saved(
        self, graduate, form, partner_a, operator_a, as_user
    ):
        person = graduate()
        url = reverse("reintegration:person-grant-add", args=[person.pk])
        client = as_user(operator_a)
        good = form | {"partner": partner_a.pk}
        for bad, field in (
            ({"items": "Mesin cukur"}, "items"),
            ({"items": "Mesin; dua; 900"}, "items"),
            ({"items": "Mesin; 1; -900"}, "items"),
            ({"items": " \n "}, "items"),
            ({"given_on": day(1)}, "given_on"),
            ({"next_check_on": day(-1)}, "next_check_on"),
        ):
            answer = client.post(url, good | bad)
            assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field]), bad
        assert (Grant.objects.count(), GrantItem.objects.count()) == (0, 0)

    def test_check_ups_come_back_until_none_is_planned(self, graduate, form, partner_a, operator_a, as_user):
        person, client = graduate("Oki"), as_user(operator_a)
        url = reverse("reintegration:person-grant-add", args=[person.pk])
        client.post(url, form | {"partner": partner_a.pk, "given_on": day(-91), "next_check_on": day()})
        grant = Grant.objects.get()
        [line] = [items for group, items in work_for(operator_a) if group.title == "Grants to check up"]
        assert [(item.title, item.person) for item in line] == [("Tools (kit): Oki", person.pk)]
        check = reverse("reintegration:grant-check", args=[grant.pk])
        sent = {"day": day(), "use": "used", "note": "Sudah dipakai"}
        assert client.post(check, sent | {"next_check_on": day()}).status_code == 422
        assert client.post(check, sent).status_code == 302
        grant.refresh_from_db()
        assert (grant.next_check_on, grant.checks.get().use) == (None, "used")
        assert not any(group.title == "Grants to check up" for group, _items in work_for(operator_a))

    def test_the_minutes_name_the_facility_only_for_its_own_files(
        self, graduate, form, partner_a, operator_a, coordinator_a, facility_a, as_user
    ):
        person = graduate("Putu Contoh")
        url = reverse("reintegration:person-grant-add", args=[person.pk])
        as_user(operator_a).post(url, form | {"partner": partner_a.pk})
        minutes = reverse("reintegration:grant-minutes", args=[Grant.objects.get().pk])
        for client, address in (
            (as_user(operator_a), minutes),
            (as_user(coordinator_a), minutes),
            (as_user(coordinator_a), f"{minutes}?named=1"),
        ):
            words, about = pdf_of(client.get(address))
            assert "Putu Contoh" in words
            assert "Rp1.050.000" in words
            assert "Drs. Contoh, M.H." in words
            assert telling_word(words) == ""
            assert telling_word(about) == ""
            assert "Putu" not in about
        named, _about = pdf_of(as_user(operator_a).get(f"{minutes}?named=1"))
        assert facility_a.name.split()[0].upper() in named.upper()
        assert "Kepala Ruteng" in named

    def test_the_list_costs_the_same_with_30(
        self, graduate, partner_a, operator_a, as_user, django_assert_max_num_queries
    ):
        person = graduate()

        def add(count):
            for _one in range(count):
                Grant.objects.create(
                    facility=person.facility,
                    partner=partner_a,
                    inmate=person,
                    name=person.full_name,
                    given_on=today(),
                    given_by="X",
                    number=f"n{Grant.objects.count()}",
                    recorded_by=operator_a,
                )

        client, url = as_user(operator_a), reverse("reintegration:grant-list")
        for count in (3, 30):
            add(count)
            client.get(url)
            with django_assert_max_num_queries(10):
                client.get(url)


def test_a_certificate_in_hand_is_no_reason_to_wait(graduate, program, issuer, operator_a):
    """Only certificates of this facility that are printed or issued hold a plan up."""
    person = graduate(sentence_end=today() + timedelta(days=10))
    other = make_enrolment(
        make_program(program.facility, state="closed", days_ago=200, sessions=1), person, state="passed"
    )
    certify(other, issuer, operator_a, state="revoked")
    give_consent(person, operator_a)
    plan = ReleasePlan.objects.create(facility=person.facility, inmate=person, goal="study")
    assert plan.perform("finish", by=operator_a).state == "ready"

"""A programme that starts from what a partner offers, and where offerings are shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inmates.opportunities import opportunities_for
from programs import services
from programs.models import Program
from skills.models import SkillField
from tests.factories import make_agreement, make_offering, make_partner, make_program
from tests.programs.test_plan import program_data

pytestmark = pytest.mark.usefixtures("in_english")


def filled(form):
    """Return what a browser would send of a form as it was shown."""
    sent = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if value is not None and value is not False:
            sent[bound.html_name] = "on" if value is True else value
    return sent


@pytest.fixture
def offering(partner_a):
    return make_offering(
        partner_a,
        level="advanced",
        seats=4,
        is_public=True,
        public_seats=12,
        place="outside",
        legal_statuses=["convict"],
        clean_months=6,
        barred_limits=["sharp"],
    )


def test_everything_is_filled_in_and_kept(as_user, operator_a, offering, partner_a, agreement_a):
    make_agreement(agreement_a.facility, make_partner(partner_a.region, "Mitra lain"))
    make_program(agreement_a.facility, title="Menjahit", level="advanced", batch=3)
    client, url = as_user(operator_a), f"/offerings/{offering.pk}/use/"
    assert url in client.get(f"/offerings/{offering.pk}/").content.decode()
    page = client.get(url)
    assert page.status_code == 200
    assert not Program.objects.filter(offering=offering).exists()
    data = filled(page.context["form"]) | {"starts_on": "03/08/2026", "ends_on": "31/12/2026"}
    response = client.post(url, data)
    program = Program.objects.get(offering=offering)
    assert response.url == f"/programs/{program.pk}/"
    assert (program.state, program.facility, program.batch) == ("draft", operator_a.membership.facility, 4)
    assert (program.partner, program.agreement) == (partner_a, agreement_a)
    for name in (
        *("title", "skill_field", "level", "lesson_hours", "seats", "public_seats", "place"),
        *("age_from", "age_to", "minimum_education", "legal_statuses", "clean_months", "barred_limits"),
        *("sentence_outlasts", "prerequisite"),
    ):
        assert getattr(program, name) == getattr(offering, name), name
    shown = client.get(response.url).content.decode()
    assert f'href="/offerings/{offering.pk}/"' in shown
    assert "17–40 years old; Junior high school (SMP) or higher; only: Convict;" in shown
    # Sent twice, made once.
    assert client.post(url, data).url == response.url
    assert Program.objects.filter(offering=offering).count() == 1


def test_without_an_agreement_in_force_none_is_named(as_user, operator_a, offering, partner_a, facility_a):
    make_agreement(facility_a, partner_a, state="drafting", signed_on=None, starts_on=None, ends_on=None)
    form = as_user(operator_a).get(f"/offerings/{offering.pk}/use/").context["form"]
    assert (form["partner"].value(), form["agreement"].value()) == (partner_a.pk, None)


def test_what_has_ended_starts_nothing(as_user, operator_a, offering):
    offering.ended_on = "2026-01-02"
    offering.save()
    client, url = as_user(operator_a), f"/offerings/{offering.pk}/use/"
    assert client.get(url).status_code == 302
    assert client.post(url, program_data()).status_code == 422
    assert not Program.objects.exists()


def test_only_who_plans_and_only_within_the_region(as_user, head_a, operator_b, coordinator_a, offering):
    for user, status in ((head_a, 403), (coordinator_a, 403), (operator_b, 404)):
        assert as_user(user).get(f"/offerings/{offering.pk}/use/").status_code == status
        assert as_user(user).post(f"/offerings/{offering.pk}/use/", program_data()).status_code == status
    assert not Program.objects.exists()


def test_with_another_partner_it_no_longer_comes_from_the_offering(as_user, operator_a, offering, partner_a):
    other = make_partner(partner_a.region, "Mitra lain")
    url = f"/offerings/{offering.pk}/use/"
    assert as_user(operator_a).post(url, program_data(partner=other.pk)).status_code == 302
    program = Program.objects.get()
    assert (program.partner, program.offering) == (other, None)


def test_the_next_batch_keeps_rules_and_offering(operator_a, offering, partner_a, facility_a):
    program = make_program(
        facility_a, partner=partner_a, offering=offering, age_from=17, legal_statuses=["convict"]
    )
    copy = services.copy_program(program=program, starts_on=program.ends_on, by=operator_a)
    assert (copy.offering, copy.age_from, copy.legal_statuses) == (offering, 17, ["convict"])


def test_offerings_stand_beside_classes_in_a_profile(operator_a, operator_b, coordinator_a, offering):
    sewing = SkillField.objects.get(code="menjahit").pk
    there = operator_a.membership.facility_id
    (found,) = opportunities_for(operator_a, there, [sewing])
    assert (found.url, found.seats) == (f"/offerings/{offering.pk}/", 4)
    assert found.text == "Offered by Elite Jaya Meubel: all year"
    assert opportunities_for(operator_b, operator_b.membership.facility_id, [sewing]) == []
    offering.ended_on = "2026-01-02"
    offering.save()
    assert opportunities_for(operator_a, there, [sewing]) == []


def test_the_need_analysis_counts_offerings(as_user, operator_a, operator_b, offering):
    for user, count in ((operator_a, 1), (operator_b, 0)):
        rows = as_user(user).get("/reports/needs/").context["needs"].rows
        assert sum(row.offerings for row in rows) == count


def test_the_map_says_how_many_are_offered(as_user, operator_a, offering, partner_a):
    client = as_user(operator_a)
    client.post(f"/partners/{partner_a.pk}/map/")
    page = client.get("/partners/mapping/").content.decode()
    assert f'<a href="/partners/{partner_a.pk}/offerings/">1 offering</a>' in page


def test_the_form_costs_few_statements(as_user, operator_a, offering, agreement_a):
    client = as_user(operator_a)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(f"/offerings/{offering.pk}/use/").status_code == 200
    assert len(statements) <= 12

"""Details that can be withdrawn: who sees them, what history keeps, what withdrawing does."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from core.erasing import event_model
from core.models import Erasure
from inmates import services
from inmates.models import Consent, ContactDetail, Identity, Inmate, NikAcceptance, WorkLimit
from tests.factories import make_enrolment, make_inmate, make_program
from tests.inmates.imports import list_b, look, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NIK = "5310014505900001"  # a woman born on 5 May 1990
STREET, PHONE = "Jl. Sangat Rahasia 7", "0812-999-111"
TODAY = timezone.localdate()


def page(name, row):
    return reverse(f"inmates:{name}", args=[row.pk])


def make_consent(person, purpose="contact", **fields):
    return Consent.objects.create(
        inmate=person, purpose=purpose, **{"given_on": TODAY, "given_how": "written", **fields}
    )


@pytest.fixture
def maria(facility_a):
    person = make_inmate(facility_a, "Maria Rahasia", "B I 1 / 26", sex="F", birth_date=date(1990, 5, 5))
    Identity.objects.create(inmate=person, nik=NIK, address=STREET, city="Kota Rahasia")
    return person


@pytest.fixture
def full(maria, operator_a):
    """Maria with one of everything."""
    consent = make_consent(maria)
    ContactDetail.objects.create(inmate=maria, consent=consent, kind="phone", value=PHONE, whose="kakak")
    WorkLimit.objects.create(inmate=maria, limit="dust", recorded_by=operator_a)
    return maria


def in_any_history(text) -> list[str]:
    """Return the history tables in which a text stands, and the contexts of changes."""
    tables = [m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_trackers")]
    assert len(tables) > 20
    found = []
    with connection.cursor() as cursor:
        for table in [*tables, "pghistory_context"]:
            cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s", [f"%{text}%"])
            found += [table] if cursor.fetchone()[0] else []
    return found


def test_the_tab_shows_everything_to_staff_and_the_nik_masked(full, operator_a, head_a, as_user):
    for user in (operator_a, head_a):
        body = as_user(user).get(full.details_url).content.decode()
        for text in (STREET, PHONE, "No dust or fumes", "Contact after release", "*" * 12 + "0001"):
            assert text in body
        assert NIK not in body
        assert ("Add work limit" in body) == (user == operator_a)


@pytest.mark.parametrize("name", ["instructor_a", "coordinator_a", "regional_a", "national", "administrator"])
def test_others_do_not_open_it(name, request, full, as_user):
    client = as_user(request.getfixturevalue(name))
    assert client.get(full.details_url).status_code == 403
    assert client.post(page("nik-show", full)).status_code == 403


def test_another_facility_does_not_see_it_before_the_person_moves_there(
    full, operator_a, operator_b, facility_b, as_user
):
    limit = full.work_limits.get()
    assert as_user(operator_b).get(full.details_url).status_code == 404
    assert as_user(operator_b).get(page("limit-edit", limit)).status_code == 404
    Inmate.objects.filter(pk=full.pk).update(facility=facility_b)
    assert as_user(operator_b).get(page("limit-edit", limit)).status_code == 200
    assert as_user(operator_a).get(page("limit-edit", limit)).status_code == 404


def test_an_instructor_sees_the_limits_of_the_own_class_only(
    full, facility_a, instructor_a, instructor_b, operator_a
):
    assert list(WorkLimit.objects.for_user(instructor_a)) == []
    teacher = instructor_a.membership.instructor
    program = make_program(facility_a, instructors=[teacher], state="running")
    enrolment = make_enrolment(program, full)
    other = make_inmate(facility_a)
    WorkLimit.objects.create(inmate=other, limit="dust", recorded_by=operator_a)
    WorkLimit.objects.create(
        inmate=full,
        limit="heat",
        valid_from=TODAY - timedelta(9),
        valid_until=TODAY - timedelta(1),
        recorded_by=operator_a,
    )
    assert [str(limit) for limit in WorkLimit.objects.for_user(instructor_a)] == ["No dust or fumes"]
    assert list(WorkLimit.objects.for_user(instructor_b)) == []
    assert list(ContactDetail.objects.for_user(instructor_a)) == []
    type(enrolment).objects.filter(pk=enrolment.pk).update(
        state="dropped", ended_on=TODAY - timedelta(1), exit_reason="discipline"
    )
    assert list(WorkLimit.objects.for_user(instructor_a)) == []


def test_no_value_stands_in_any_history(full, operator_a, as_user):
    client = as_user(operator_a)
    form = {"nik": "5310014505900002", "address": "Jl. Lain Rahasia", "city": "Ruteng", "province": ""}
    assert client.post(page("identity-edit", full), form).status_code == 302
    contact = full.contacts.get()
    data = {"kind": "phone", "value": "0813 777 888", "whose": "ibu", "since": "01/02/2026"}
    assert client.post(page("contact-edit", contact), data).status_code == 302
    assert Identity.objects.get().nik == "5310014505900002"
    for text in (NIK, "5310014505900002", STREET, "Lain Rahasia", PHONE, "0813 777 888", "kakak", "dust"):
        assert in_any_history(text) == []
    # That they changed, and by whom, is told.
    body = client.get(full.details_url).content.decode()
    assert re.search(r"Operator A</td>\s*<td[^>]*>Contact detail: changed", body)
    history = client.get(page("inmate-history", full)).content.decode()
    assert NIK not in history


def test_exports_and_forms_hold_no_nik(full, operator_a, as_user):
    client = as_user(operator_a)
    for address in (page("identity-edit", full), page("inmate-edit", full), page("inmate-detail", full)):
        body = client.get(address).content.decode()
        assert "Maria Rahasia" in body
        assert NIK not in body
    assert "************0001" in client.get(page("identity-edit", full)).content.decode()
    response = client.post(reverse("inmates:inmate-list") + "?export=csv", {"purpose": "Daftar untuk mitra"})
    listed = b"".join(response).decode()
    assert "Maria Rahasia" in listed
    for text in (NIK, STREET, PHONE):
        assert text not in listed


def test_what_a_form_hands_out_does_not_tell_the_nik(full, operator_a, as_user):
    """The mark by which a form sees that somebody changed the row is keyed: nobody can try NIKs out on it."""
    import hashlib

    from django.forms.models import model_to_dict

    identity = full.identity
    handed_out = as_user(operator_a).get(page("identity-edit", full)).context["form"]["seen"].value()
    names = (["nik", "address", "city", "province"], ["nik", *("address", "city", "province")])
    for fields in names:
        values = model_to_dict(identity, fields=fields)
        assert handed_out != hashlib.sha256(repr(sorted(values.items())).encode()).hexdigest()[:16]


def test_showing_the_nik_is_on_record_and_lasts_one_answer(full, operator_a, head_a, as_user):
    client = as_user(head_a)
    assert client.get(page("nik-show", full)).status_code == 405
    before = AccessLog.objects.count()
    response = client.post(page("nik-show", full))
    assert NIK in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    rows = AccessLog.objects.order_by("pk")[before:]
    assert [(row.kind, row.page, row.persons, row.user, row.facility) for row in rows] == [
        ("unmask", "inmates:nik-show", [full.pk], head_a, full.facility)
    ]
    assert NIK not in client.get(full.details_url).content.decode()
    listed = client.get(reverse("audit:access-list") + "?kind=unmask").content.decode()
    assert "Shown in full" in listed
    assert "The NIK of a person, in full" in listed
    assert NIK not in listed


def test_without_a_record_the_nik_stays_hidden(full, operator_a, as_user, monkeypatch):
    monkeypatch.setattr("core.shown._listeners", [lambda shown: False])
    response = as_user(operator_a).post(page("nik-show", full), follow=True)
    assert NIK not in response.content.decode()
    assert "so the NIK stays hidden" in response.content.decode()


def test_editing_leaves_replaces_or_removes_the_nik(maria, operator_a, as_user):
    client, url = as_user(operator_a), page("identity-edit", maria)
    rest = {"address": STREET, "city": "Ruteng", "province": "NTT"}
    assert client.post(url, rest | {"nik": ""}).status_code == 302
    assert list(Identity.objects.values_list("nik", "city")) == [(NIK, "Ruteng")]
    assert client.post(url, rest | {"nik": "53100145"}).status_code == 422
    assert client.post(url, rest | {"nik": NIK, "remove_nik": "on"}).status_code == 422
    assert client.post(url, rest | {"remove_nik": "on"}).status_code == 302
    assert list(Identity.objects.values_list("nik", "city")) == [("", "Ruteng")]


def test_a_doubtful_nik_needs_a_reason_and_asks_again_after_a_change(maria, operator_a, as_user):
    client, url = as_user(operator_a), page("identity-edit", maria)
    form = {"nik": "5310010505900001", "address": "", "city": "", "province": ""}  # a man's day
    response = client.post(url, form)
    assert response.context["form"].errors["nik"] == ["The sex inside the NIK differs from the sex given."]
    digits = {"nik_reason": "KTP 5310010505900001 sama"}
    assert "nik_reason" in client.post(url, form | digits).context["form"].errors
    assert client.post(url, form | {"nik_reason": "card compared, it is so"}).status_code == 302
    kept = NikAcceptance.objects.get()
    assert (kept.reason, kept.accepted_by, kept.is_valid) == ("card compared, it is so", operator_a, True)
    # However the birth date is changed, the acceptance ends.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inmates_inmate SET block = 'Z' WHERE id = %s", [maria.pk])
        kept.refresh_from_db()
        assert kept.is_valid
        cursor.execute("UPDATE inmates_inmate SET birth_date = '1990-05-06' WHERE id = %s", [maria.pk])
    kept.refresh_from_db()
    assert not kept.is_valid


def test_contacts_need_consent_also_in_the_database(maria, operator_a, as_user):
    client, url = as_user(operator_a), page("contact-add", maria)
    data = {"kind": "phone", "value": PHONE, "whose": "kakak", "since": "01/02/2026"}
    assert client.get(url).status_code == 302
    assert client.post(url, data).status_code == 422
    assert not ContactDetail.objects.exists()
    photo = make_consent(maria, "photo")
    withdrawn = make_consent(maria, "contact", withdrawn_on=TODAY, withdrawn_how="oral")
    for consent in (photo, withdrawn):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContactDetail.objects.create(inmate=maria, consent=consent, kind="phone", value=PHONE)
    make_consent(maria)
    assert client.post(url, data | {"value": "12"}).status_code == 422
    assert client.post(url, data).status_code == 302
    assert ContactDetail.objects.get().value == PHONE


def test_withdrawing_erases_at_once_in_history_too(full, operator_a, as_user):
    contact, consent = full.contacts.get(), full.consents.get()
    client, url = as_user(operator_a), page("consent-withdraw", consent)
    assert "Contact details" in client.get(url).content.decode()
    data = {"withdrawn_on": f"{TODAY:%d/%m/%Y}", "withdrawn_how": "oral"}
    response = client.post(url, data, follow=True)
    assert "Erased: Contact details." in response.content.decode()
    assert PHONE not in response.content.decode()
    consent.refresh_from_db()
    assert (consent.withdrawn_on, consent.withdrawn_how) == (TODAY, "oral")
    assert not ContactDetail.objects.exists()
    events = event_model(ContactDetail)
    assert not events.objects.filter(pgh_obj_id=contact.pk).exists()
    assert [(e.kind, e.rows, e.subjects, e.by, e.reason, e.owner) for e in Erasure.objects.all()] == [
        ("contacts", 1, [full.pk], operator_a, "withdrawn", f"facility:{full.facility_id}")
    ]
    # What leans on other consents stays.
    assert Identity.objects.get().nik == NIK
    assert WorkLimit.objects.count() == 1
    # The same once more does nothing more.
    with pytest.raises(ValidationError):
        services.withdraw_consent(consent=consent, withdrawn_on=TODAY, withdrawn_how="oral", by=operator_a)
    assert Erasure.objects.count() == 1


def test_without_consent_to_training_data_nothing_comes_back(full, operator_a, as_user):
    consent = make_consent(full, "training")
    services.withdraw_consent(consent=consent, withdrawn_on=TODAY, withdrawn_how="written", by=operator_a)
    assert list(Identity.objects.values_list("nik", "address", "city")) == [("", "", "")]
    assert not WorkLimit.objects.exists()
    assert full.contacts.count() == 1
    assert sorted(Erasure.objects.values_list("kind", flat=True)) == ["address", "nik", "work_limits"]
    client = as_user(operator_a)
    form = {"nik": NIK, "address": STREET, "city": "", "province": ""}
    assert client.post(page("identity-edit", full), form).status_code == 422
    assert (
        client.post(page("limit-add", full), {"limit": "dust", "valid_from": "01/02/2026"}).status_code == 422
    )
    assert list(Identity.objects.values_list("nik", "address", "city")) == [("", "", "")]
    make_consent(full, "training")
    assert client.post(page("identity-edit", full), form).status_code == 302
    assert Identity.objects.get().nik == NIK


def test_removing_one_detail_erases_it_in_history_too(full, operator_a, head_a, as_user):
    limit = full.work_limits.get()
    assert as_user(head_a).post(page("limit-remove", limit)).status_code == 403
    assert as_user(operator_a).post(page("limit-remove", limit)).status_code == 302
    assert not WorkLimit.objects.exists()
    events = event_model(WorkLimit)
    assert not events.objects.filter(pgh_obj_id=limit.pk).exists()
    assert [(e.kind, e.reason) for e in Erasure.objects.all()] == [("work_limits", "removed")]


def test_the_same_limit_is_not_recorded_twice_for_a_day(full, operator_a, as_user):
    client, url = as_user(operator_a), page("limit-add", full)
    first, later = f"{TODAY + timedelta(5):%d/%m/%Y}", f"{TODAY + timedelta(9):%d/%m/%Y}"
    assert "limit" in client.post(url, {"limit": "dust", "valid_from": first}).context["form"].errors
    assert client.post(url, {"limit": "heat", "valid_from": later, "valid_until": first}).status_code == 422
    assert client.post(url, {"limit": "heat", "valid_from": first, "valid_until": later}).status_code == 302
    limit = WorkLimit.objects.get(limit="heat")
    assert limit.recorded_by == operator_a
    assert "note" not in {field.name for field in WorkLimit._meta.fields}


def test_the_page_stays_within_its_budget(full, operator_a, as_user):
    """With everything that it can show: also a doubtful NIK that was accepted, and who changed what."""
    client = as_user(operator_a)
    form = {"nik": "5310010505900001", "address": STREET, "city": "", "province": ""}
    reason = {"nik_reason": "card compared, it is so"}
    assert client.post(page("identity-edit", full), form | reason).status_code == 302
    counts = []
    for kinds in (("heat", "water", "food", "noise", "hours"), ()):
        client.get(full.details_url)
        with CaptureQueriesContext(connection) as queries:
            assert "card compared, it is so" in client.get(full.details_url).content.decode()
        counts.append(len(queries))
        for kind in kinds:
            WorkLimit.objects.create(inmate=full, limit=kind, recorded_by=operator_a)
    assert counts[0] == counts[1] <= 12


@pytest.mark.django_db(transaction=True)
def test_who_edits_a_contact_while_it_is_withdrawn_brings_nothing_back(full, operator_a, as_user):
    contact, consent = full.contacts.get(), full.consents.get()
    client = as_user(operator_a)
    url = page("contact-edit", contact)
    data = {"kind": "phone", "value": "0899 000 111", "whose": "", "since": "01/02/2026"}
    held, go = Event(), Event()

    def withdraw():
        try:
            with transaction.atomic():
                services.withdraw_consent(
                    consent=consent, withdrawn_on=TODAY, withdrawn_how="oral", by=operator_a
                )
                held.set()
                go.wait(5)
        finally:
            connection.close()

    def edit():
        held.wait(5)
        try:
            return client.post(url, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        withdrawing, editing = pool.submit(withdraw), pool.submit(edit)
        held.wait(5)
        time.sleep(0.5)  # the edit waits for the lock now
        go.set()
        withdrawing.result()
        assert editing.result() == 404
    assert not ContactDetail.objects.exists()
    assert in_any_history("0899 000 111") == []


def test_an_import_takes_no_identity_of_who_refuses_it(facility_a, operator_a):
    row = ["B I 1 / 26", "MARIA", "", NIK, STREET, "10/03/2031", "SMA"]
    take(list_b(row), operator_a)
    person = Inmate.objects.get()
    consent = make_consent(person, "training")
    services.withdraw_consent(consent=consent, withdrawn_on=TODAY, withdrawn_how="oral", by=operator_a)
    again = look(list_b(row), operator_a)
    assert (len(again.unchanged), len(again.changed)) == (1, 0)
    take(list_b([*row[:-1], "SMP"]), operator_a)
    assert Inmate.objects.get().education == "junior"
    assert list(Identity.objects.values_list("nik", "address")) == [("", "")]


def test_a_nik_finds_its_person_for_who_may_see_it(maria, operator_a, operator_b, national):
    def found(text, user):
        rows = Inmate.objects.for_user(operator_a)
        return list(rows.search(text, nik=user.has_perm("identity.view")))

    assert found("5310 0145 0590 0001", operator_a) == [maria]
    assert found("531001450590000", operator_a) == []
    assert found("531001450590000%", operator_a) == []
    assert found(NIK, national) == []
    assert list(Inmate.objects.for_user(operator_b).search(NIK, nik=True)) == []

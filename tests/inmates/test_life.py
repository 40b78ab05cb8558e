"""Leaving, leave, transfers between facilities and coming back: what each side sees, and races."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.services import issue
from core.registry import work_for
from enrolments.models import Enrolment
from enrolments.services import propose
from inmates import services
from inmates.models import Inmate, InterestAssessment, LifeEvent, RegisterNumber
from tests.certificates.conftest import make_class, make_issuer
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program
from tests.inmates.life import TODAY, custody, leave, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def work(user):
    return {str(group.title): [(item.title, item.url) for item in items] for group, items in work_for(user)}


@pytest.fixture
def maria(facility_a, operator_a):
    maria = make_inmate(facility_a, "Maria Goreti", "B I 1 / 26", national_register="4711", cell="A-3")
    make_assessment(maria, operator_a)
    return maria


@pytest.fixture
def sent(maria, operator_a, facility_b):
    leave(maria, operator_a, "transferred", destination=facility_b, reason="Dekat keluarga")
    maria.refresh_from_db()
    return maria


def test_a_release_ends_the_number_and_is_kept(maria, operator_a, as_user):
    url = page(maria, "release")
    day = TODAY - timedelta(days=1)
    form = {"on": f"{day:%d/%m/%Y}", "reason": "Bebas murni"}
    assert as_user(operator_a).post(url, form).url == page(maria)
    assert custody(maria) == ("released", "Rutan Ruteng")
    assert RegisterNumber.objects.get(inmate=maria).valid_to == day
    event = LifeEvent.objects.get()
    assert (event.kind, event.on, event.name, event.number, event.reason, event.by) == (
        "released", day, "Maria Goreti", "B I 1 / 26", "Bebas murni", operator_a,
    )  # fmt: skip
    text = as_user(operator_a).get(page(maria)).content.decode()
    assert "B I 1 / 26" in text  # the last one, although it ended
    assert "Bebas murni" in text
    # Said again by somebody with an old page: nothing happens twice.
    answer = as_user(operator_a).get(url)
    assert (answer.status_code, answer.url) == (302, page(maria))
    assert as_user(operator_a).post(url, form).status_code == 422
    assert LifeEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"how": "transferred", "destination": "own"}, "facility"),
    ],
)
def test_what_cannot_be_right_is_refused(maria, operator_a, facility_a, values, field):
    if values.get("destination"):
        values = values | {"destination": facility_a}
    with pytest.raises(ValidationError) as error:
        leave(maria, operator_a, **values)
    assert list(error.value.error_dict) == [field]
    assert custody(maria) == ("held", "Rutan Ruteng")


def test_only_staff_of_the_facility_who_may_enter(maria, head_a, operator_b):
    for user in (head_a, operator_b):
        with pytest.raises(PermissionDenied):
            leave(maria, user)


def test_many_leave_in_as_many_statements_as_few(facility_a, operator_a):
    def cost(count):
        people = [make_inmate(facility_a) for _n in range(count)]
        people.append(make_inmate(facility_a, custody="released"))
        with CaptureQueriesContext(connection) as queries:
            report = services.leave_facility(inmates=people, how="released", on=TODAY, by=operator_a)
        assert (len(report.left), len(report.refused)) == (count, 1)
        return len(queries)

    cost(1)
    assert cost(30) == cost(3) <= 15


def test_a_transfer_is_seen_rightly_by_both(sent, operator_a, operator_b, facility_a, as_user):
    assert custody(sent) == ("arriving", "Rutan Ambon")
    there, here = as_user(operator_a), as_user(operator_b)
    for name in ("detail", "edit", "history", "release", "receive"):
        assert there.get(page(sent, name)).status_code == 404
    assert there.get(reverse("inmates:inmate-list") + "?custody=all&q=maria").content.count(b"Goreti") == 0
    gone = there.get(reverse("inmates:departure-list") + "?q=maria").content.decode()
    assert "Maria Goreti" in gone
    assert "B I 1 / 26" in gone
    assert page(sent) not in gone
    assert not InterestAssessment.objects.for_user(operator_a).exists()

    text = here.get(page(sent)).content.decode()
    assert "Carpentry and furniture" in text
    assert "A-3" not in text  # the cell of the other place
    assert "Dekat keluarga" not in text
    assert [row.record.pk for row in here.get("/inmates/?custody=arriving").context["table"].rows] == [
        sent.pk
    ]
    assert not Inmate.objects.for_user(operator_b).held().exists()
    assert work(operator_b)["People who arrive from another facility"] == [
        ("Maria Goreti", page(sent, "receive"))
    ]
    assert "People who arrive from another facility" not in work(operator_a)
    # The number is free at the old place and was never one of the new place.
    assert RegisterNumber.objects.get().facility == facility_a
    make_inmate(facility_a, register="B I 1 / 26")


def test_taking_in_gives_a_number_and_a_place(sent, operator_b, facility_b, as_user):
    client = as_user(operator_b)
    text = client.get(page(sent, "receive")).content.decode()
    assert "Rutan Ruteng recorded this transfer" in text
    taken = make_inmate(facility_b, register="B I 7 / 26")
    form = {"register": "B I 7/2026", "block": "C", "cell": "C-1", "on": f"{TODAY:%d/%m/%Y}"}
    answer = client.post(page(sent, "receive"), form)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"register": ["Somebody here already has this register number."]}
    assert custody(taken)[0] == "held"
    form["register"] = "B I 8/26"
    assert client.post(page(sent, "receive"), form).status_code == 302
    sent.refresh_from_db()
    assert (sent.custody, sent.block, sent.register_number, sent.admitted_on) == (
        "held",
        "C",
        "B I 8/26",
        TODAY,
    )
    assert LifeEvent.objects.get(kind="transferred").outcome == "received"
    assert work(operator_b).get("People who arrive from another facility") is None


def test_a_transfer_is_taken_back_until_it_was_received(sent, operator_a, operator_b, as_user):
    event = LifeEvent.objects.get()
    url = reverse("inmates:departure-take-back", args=[event.pk])
    assert url in as_user(operator_a).get(reverse("inmates:departure-list")).content.decode()
    assert as_user(operator_b).post(url).status_code == 404
    assert as_user(operator_a).post(url).url == page(sent)
    sent.refresh_from_db()
    assert (sent.facility.short_name, sent.custody, sent.place) == ("Rutan Ruteng", "held", "A, A-3")
    assert sent.register_number == "B I 1 / 26"
    assert as_user(operator_b).get(page(sent)).status_code == 404
    # Too late: somebody took them in first.
    leave(sent, operator_a, "transferred", destination=operator_b.membership.facility)
    sent.refresh_from_db()
    services.receive(inmate=sent, register="B I 9 / 26", on=TODAY, by=operator_b)
    late = LifeEvent.objects.filter(kind="transferred").first()
    with pytest.raises(ValidationError):
        services.take_back(event=late, by=operator_a)
    assert custody(sent) == ("held", "Rutan Ambon")


def test_who_never_came_is_sent_back(sent, operator_a, operator_b, as_user):
    answer = as_user(operator_b).post(page(sent, "not-here"), {"reason": "Tidak datang"})
    assert answer.url == reverse("inmates:inmate-list")
    assert custody(sent) == ("held", "Rutan Ruteng")
    event = LifeEvent.objects.get()
    assert (event.outcome, event.reason) == ("returned", "Dekat keluarga — Tidak datang")
    assert as_user(operator_a).get(page(sent)).status_code == 200


def test_a_place_outside_is_kept_in_words(maria, operator_a, as_user, facility_b):
    client, url = as_user(operator_a), page(maria, "transfer")
    form = {"on": f"{TODAY:%d/%m/%Y}", "to": "Rutan Ambn"}
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["to"]
    assert 'value="Rutan Ambon"' in client.get(url).content.decode()  # the list offers it
    assert client.post(url, form | {"outside": "on"}).url == page(maria)
    assert custody(maria) == ("transferred", "Rutan Ruteng")
    assert LifeEvent.objects.get().whereto == "Rutan Ambn"
    assert client.get(page(maria)).status_code == 200


def test_the_old_place_keeps_the_name_as_it_was(
    maria, operator_a, operator_b, facility_a, facility_b, as_user
):
    program = make_program(facility_a, state="running", sessions=2, days_ago=1)
    enrolment = make_enrolment(program, maria)
    leave(maria, operator_a, "transferred", destination=facility_b)
    Inmate.objects.filter(pk=maria.pk).update(full_name="Nama Baru")
    client = as_user(operator_a)
    for url in (
        reverse("enrolments:participant-list", args=[program.pk]),
        enrolment.get_absolute_url(),
        reverse("enrolments:enrolment-list") + "?q=goreti",
    ):
        text = client.get(url).content.decode()
        assert "Maria Goreti" in text
        assert "Nama Baru" not in text
        assert page(maria) not in text
    assert "Nama Baru" not in client.get(reverse("enrolments:enrolment-list") + "?q=baru").content.decode()
    assert work(operator_a)["Changed circumstances"] == [
        ("Maria Goreti", enrolment.changes.get().get_absolute_url())
    ]
    # The new place looks at the training, and opens nothing of it.
    there = as_user(operator_b)
    text = there.get(reverse("enrolments:inmate-trainings", args=[maria.pk])).content.decode()
    assert "Rutan Ruteng" in text
    assert enrolment.get_absolute_url() not in text
    assert program.get_absolute_url() not in text
    for url in (enrolment.get_absolute_url(), program.get_absolute_url()):
        assert there.get(url).status_code == 404
    assert not Enrolment.objects.for_user(operator_b).exists()


def test_a_transfer_taken_back_lets_the_name_follow_again(maria, operator_a, facility_a, facility_b):
    enrolment = make_enrolment(make_program(facility_a, state="running"), maria)
    leave(maria, operator_a, "transferred", destination=facility_b)
    enrolment.refresh_from_db()
    assert enrolment.name == "Maria Goreti"
    services.take_back(event=LifeEvent.objects.get(), by=operator_a)
    enrolment.refresh_from_db()
    assert enrolment.name == ""


@pytest.mark.parametrize(
    ("how", "way"), [("released", "release"), ("died", "withdraw"), ("transferred", "transfer")]
)
def test_who_left_while_in_class_waits_in_the_worklist(maria, operator_a, facility_a, how, way):
    program = make_program(facility_a, state="running")
    enrolment = make_enrolment(program, maria)
    make_enrolment(program)
    leave(maria, operator_a, how)
    assert work(operator_a)["Changed circumstances"] == [
        ("Maria Goreti", enrolment.changes.get().get_absolute_url())
    ]
    assert "No longer here, still in class" not in work(operator_a)
    # Without that note, for instance of what happened before such notes were made.
    enrolment.changes.all().delete()
    assert work(operator_a)["No longer here, still in class"] == [
        ("Maria Goreti", reverse(f"enrolments:enrolment-{way}", args=[enrolment.pk]))
    ]
    enrolment.perform("withdraw", by=operator_a, reason="Sudah pergi")
    assert "No longer here, still in class" not in work(operator_a)


def test_who_left_cannot_be_proposed_from_an_old_page(maria, operator_a, facility_a):
    program = make_program(facility_a, state="open")
    seen = Inmate.objects.get(pk=maria.pk)  # as the page showed them
    leave(maria, operator_a)
    report = propose(program=program, inmates=[seen], by=operator_a)
    assert (report.added, report.refused) == ([], [(maria, "This person is not held here.")])


def test_leave_and_return(maria, operator_a, as_user):
    client = as_user(operator_a)
    day = f"{TODAY - timedelta(days=3):%d/%m/%Y}"
    due = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    assert client.post(page(maria, "on-leave"), {"on": day, "until": due}).url == page(maria)
    assert custody(maria)[0] == "on_leave"
    assert RegisterNumber.objects.get().valid_to is None
    assert work(operator_a)["Due back from leave"] == [("Maria Goreti", page(maria, "back"))]
    assert not Inmate.objects.for_user(operator_a).held().exists()
    early = f"{TODAY - timedelta(days=4):%d/%m/%Y}"
    assert client.post(page(maria, "back"), {"on": early}).status_code == 422
    assert client.post(page(maria, "back"), {"on": due}).url == page(maria)
    assert custody(maria)[0] == "held"
    assert "Due back from leave" not in work(operator_a)


def test_admitted_again_under_the_old_or_a_new_number(maria, operator_a):
    came = maria.admitted_on
    leave(maria, operator_a)
    services.admit_again(inmate=maria, register="BI 1/2026", on=TODAY, by=operator_a)
    maria.refresh_from_db()
    assert (maria.custody, maria.admitted_on) == ("held", came)
    assert list(RegisterNumber.objects.values_list("raw", "valid_to")) == [("BI 1/2026", None)]
    leave(maria, operator_a)
    services.admit_again(inmate=maria, register="A I 5/26", on=TODAY, by=operator_a)
    maria.refresh_from_db()
    assert (maria.admitted_on, maria.legal_status) == (TODAY, "detainee")
    assert list(RegisterNumber.objects.values_list("raw", "valid_to")) == [
        ("BI 1/2026", TODAY),
        ("A I 5/26", None),
    ]


@pytest.fixture
def certificate(facility_a, partner_a, agreement_a, instructor_a, supervisor_a, head_a):
    teacher = instructor_a.membership.instructor
    program = make_class(facility_a, partner_a, agreement_a, teacher, supervisor_a, head_a)
    issuer = make_issuer(facility_a, partner_a, agreement_a)
    return issue(program=program, issuer=issuer, by=head_a, issued_on=TODAY)[0]


def test_the_certificate_is_seen_by_both_and_opened_by_one(
    certificate, facility_b, operator_a, operator_b, as_user
):
    person = certificate.enrolment.inmate
    leave(person, operator_a, "transferred", destination=facility_b)
    text = (
        as_user(operator_b)
        .get(reverse("certificates:inmate-certificates", args=[person.pk]))
        .content.decode()
    )
    assert certificate.number in text
    assert certificate.get_absolute_url() not in text
    assert as_user(operator_b).get(certificate.get_absolute_url()).status_code == 404
    assert certificate.number not in as_user(operator_b).get("/certificates/").content.decode()
    assert as_user(operator_a).get(certificate.get_absolute_url()).status_code == 200
    assert as_user(operator_a).get(page(person)).status_code == 404


def test_the_next_step_follows_the_person(maria, facility_a, operator_a, head_a, as_user):
    other = make_inmate(facility_a, "Herman")

    def main(person, user=operator_a):
        actions = as_user(user).get(page(person)).context["actions"]
        return [action.label for action in actions if action.main]

    assert main(other) == ["Assess interest"]
    assert main(maria) == []
    program = make_program(facility_a, state="open")
    assert main(maria) == [f"Propose for “{program}”"]
    assert main(maria, head_a) == []
    make_enrolment(program, maria, "proposed")
    assert main(maria) == []
    leave(other, operator_a)
    assert main(other) == []

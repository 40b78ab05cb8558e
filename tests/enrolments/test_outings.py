"""Sessions outside: who goes, the letters, who left and who is back."""

import threading
from datetime import datetime, time, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from core.registry import work_for
from enrolments.models import Outing, OutingPerson
from enrolments.services.outings import Escort, cancel_outing, mark_outing, write_outing
from facilities.models import Office
from tests.enrolments.printed import squeezed
from tests.factories import make_enrolment, make_inmate, make_program, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NIP = "198502142009121001"


def today_at(facility):
    return timezone.localdate(timezone=facility.zone)


@pytest.fixture
def outside(facility_a):
    """A running class outside that met today from 00.01 to 00.30, so that its session is over."""
    program = make_program(
        facility_a, state="running", title="Batako", place="outside", address="BLK, Jalan Mawar 7", days_ago=3
    )
    type(program).objects.filter(pk=program.pk).update(ends_on=today_at(facility_a) + timedelta(days=3))
    return program


@pytest.fixture
def session(outside):
    return make_session(outside, today_at(outside.facility))


@pytest.fixture
def people(outside):
    return [
        make_enrolment(outside, make_inmate(outside.facility, name, register, block="B", cell=cell))
        for name, register, cell in (("Adi", "B I 11 / 26", "B-2"), ("Budi", "B I 12 / 26", "B-10"))
    ]


@pytest.fixture
def outing(session, people, operator_a):
    return write_outing(
        session=session,
        enrolments=people,
        escorts=[Escort("Markus Contoh", NIP, "Kepala regu"), Escort("Yohana Contoh")],
        vehicle="Mobil dinas EB 1",
        by=operator_a,
    )


def end_session(session, hours=1):
    """Let a session be over since some hours."""
    now = timezone.now()
    type(session).objects.filter(pk=session.pk).update(
        starts_at=now - timedelta(hours=hours + 3), ends_at=now - timedelta(hours=hours)
    )


def work(user, title):
    found = {str(group.title): items for group, items in work_for(user)}
    return [(item.text, item.url) for item in found.get(title, [])]


# Letters


def test_the_letters_take_a_number_each_and_name_everybody(as_user, outing, operator_a, outside):
    year = timezone.localdate().year
    assert outing.exit_number.startswith("001/SIK-")
    assert outing.escort_number.startswith("001/STP-")
    assert outing.exit_number.endswith(str(year))
    client = as_user(operator_a)
    for name, words in (
        ("exit", ["Exit letter", "Left at", "Back at", "for that day only"]),
        ("escort", ["Escort assignment", f"letter {outing.exit_number}", "to escort the following 2 people"]),
    ):
        response = client.get(reverse(f"enrolments:outing-{name}-letter", args=[outing.pk]))
        text = squeezed(response)
        number = outing.exit_number if name == "exit" else outing.escort_number
        for word in (
            *words,
            f"Number: {number}",
            "Rumah Tahanan Negara Kelas IIB Ruteng",
            "Adi B I 11 / 26 B, B-2",
            "Budi B I 12 / 26 B, B-10",
            f"Markus Contoh {NIP} Kepala regu",
            "Yohana Contoh — escort",
            "BLK, Jalan Mawar 7",
            "08.00–11.00 WITA",
            "Mobil dinas EB 1",
            "Kepala Rutan Kepala Ruteng",
            "NIP 198001012005011000",
        ):
            assert word in text, (word, text)
        log = AccessLog.objects.latest("pk")
        assert (log.kind, log.page) == ("print", f"enrolments:outing-{name}-letter")
        assert sorted(log.persons) == sorted(row.enrolment.inmate_id for row in outing.people.all())


def test_a_second_print_is_the_same_letter(as_user, outing, operator_a, people):
    people[0].inmate.full_name = "Nama Baru"
    people[0].inmate.save()
    Office.objects.update(name="Kepala Baru")
    text = squeezed(as_user(operator_a).get(reverse("enrolments:outing-exit-letter", args=[outing.pk])))
    assert ("Adi" in text, "Nama Baru" in text, "Kepala Baru" in text) == (True, False, False)


def test_who_goes_is_who_is_on_the_days_list_and_held_here(as_user, session, people, outside, operator_a):
    gone = make_enrolment(outside, make_inmate(outside.facility, "Pergi", custody="on_leave"))
    later = make_enrolment(outside, joined_on=session.day + timedelta(days=1))
    make_enrolment(outside, state="proposed")
    client, url = as_user(operator_a), reverse("enrolments:outing-add", args=[session.pk])
    page = client.get(url)
    assert page.context["going"] == people
    for wrong in (gone, later):
        answer = client.post(url, {"enrolments": [people[0].pk, wrong.pk], "name_1": "Markus"})
        assert (answer.status_code, "no longer on the list of that day" in answer.content.decode()) == (
            422,
            True,
        )
    assert Outing.objects.count() == 0
    answer = client.post(
        url, {"enrolments": [people[0].pk], "name_1": "Markus", "nip_1": "19850214 200912 1 001"}
    )
    outing = Outing.objects.get()
    assert answer["Location"] == outing.get_absolute_url()
    assert [row.enrolment for row in outing.people.all()] == [people[0]]
    assert outing.content["officers"] == [{"name": "Markus", "nip": NIP, "task": ""}]


def test_what_is_missing_is_said_and_nothing_is_lost(as_user, session, people, operator_a):
    client, url = as_user(operator_a), reverse("enrolments:outing-add", args=[session.pk])
    fields = {"name_1": "", "nip_2": "123", "task_3": "Sopir", "vehicle": "Truk"}
    answer = client.post(url, fields)
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert errors["name_1"] == ["Name at least one officer who goes along."]
    assert errors["nip_2"] == ["A NIP has 18 digits; this one has 3."]
    assert errors["name_3"] == ["Write the officer's name."]
    assert errors["enrolments"] == ["Tick at least one person."]
    assert 'value="Truk"' in answer.content.decode()
    assert Outing.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"place": "inside"}, "inside the facility"),
        ({"state": "completed"}, "while a class runs"),
    ],
)
def test_letters_are_written_only_where_they_make_sense(session, people, operator_a, outside, change, why):
    type(outside).objects.filter(pk=outside.pk).update(**change)
    session.refresh_from_db()
    with pytest.raises(ValidationError, match=why):
        write_outing(session=session, enrolments=people, escorts=[Escort("A")], by=operator_a)


def test_letters_need_a_head_a_right_and_an_officer(session, people, operator_a, supervisor_a):
    def write(by=operator_a, name="A"):
        write_outing(session=session, enrolments=people, escorts=[Escort(name)], by=by)

    with pytest.raises(PermissionDenied):
        write(by=supervisor_a)
    with pytest.raises(ValidationError, match="at least one officer"):
        write(name="  ")
    Office.objects.all().delete()
    with pytest.raises(ValidationError, match="Nobody is recorded as head"):
        write()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_write_one_letter(session, people, operator_a):
    found = []

    def write():
        try:
            found.append(
                write_outing(session=session, enrolments=people, escorts=[Escort("A")], by=operator_a)
            )
        except ValidationError as error:
            found.append(error.messages)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Outing.objects.count() == 1
    assert ["The letters of this session have been written already."] in found


def test_cancelled_letters_keep_their_numbers_and_new_ones_follow(as_user, outing, people, operator_a):
    client = as_user(operator_a)
    url = reverse("enrolments:outing-cancel", args=[outing.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Petugas berganti"}).status_code == 302
    outing.refresh_from_db()
    assert (outing.cancelled_why, outing.cancelled_at is None) == ("Petugas berganti", False)
    assert client.get(reverse("enrolments:outing-exit-letter", args=[outing.pk])).status_code == 404
    again = write_outing(session=outing.session, enrolments=people, escorts=[Escort("B")], by=operator_a)
    assert again.exit_number.startswith("002/SIK-")
    with pytest.raises(ValidationError, match="cancelled already"):
        mark_outing(outing=outing, mark="left", by=operator_a)


# Out and back


def test_who_left_and_who_is_back_is_tapped_one_by_one(as_user, outing, people, operator_a):
    end_session(outing.session)
    client, url = as_user(operator_a), outing.get_absolute_url()
    adi, budi = outing.people.all()
    answer = client.post(url, {"left": "all"})
    assert [str(text) for text in get_messages(answer.wsgi_request)] == ["2 people left."]
    outing.refresh_from_db()
    assert outing.departed_at is not None
    client.post(url, {"back": adi.pk})
    adi.refresh_from_db()
    budi.refresh_from_db()
    assert (adi.back_at is None, budi.out_at is None, budi.back_at) == (False, False, None)
    page = client.get(url)
    assert (page.context["away"], page.context["back"], page.context["waiting"]) == (1, 1, 0)
    # A wrong tap is taken back: first the return, then the leaving.
    for left, back in ((True, False), (False, False)):
        client.post(url, {"undo": adi.pk})
        adi.refresh_from_db()
        assert (adi.out_at is not None, adi.back_at is not None) == (left, back)


def test_a_time_may_be_typed_and_must_make_sense(as_user, outing, operator_a, outside):
    client, url = as_user(operator_a), outing.get_absolute_url()
    zone, now = outside.facility.zone, timezone.now()
    starts = now - timedelta(hours=5)
    type(outing.session).objects.filter(pk=outing.session_id).update(starts_at=starts, ends_at=now)
    left = (now - timedelta(hours=4)).astimezone(zone)
    outing.day = left.date()
    Outing.objects.filter(pk=outing.pk).update(day=(starts.astimezone(zone)).date())
    assert client.post(url, {"left": "all", "clock": f"{left:%H.%M}"}).status_code == 302
    assert {f"{person.out_at.astimezone(zone):%H.%M}" for person in outing.people.all()} == {f"{left:%H.%M}"}
    before = (now - timedelta(hours=4, minutes=30)).astimezone(zone)
    answer = client.post(url, {"back": "all", "clock": f"{before:%H.%M}"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["clock"] == ["This is before they left."]
    later = (now + timedelta(minutes=10)).astimezone(zone)
    answer = client.post(url, {"back": "all", "clock": f"{later:%H.%M}"})
    assert answer.context["form"].errors["clock"] == ["This time has not come yet."]
    assert OutingPerson.objects.away().count() == 2


def test_who_is_not_back_after_the_session_is_in_everybodys_worklist(
    outing, operator_a, supervisor_a, head_a, operator_b
):
    assert work(operator_a, "Not back from outside") == []
    mark_outing(outing=outing, mark="left", by=operator_a)
    first = outing.people.first()
    mark_outing(outing=outing, mark="back", people=[first.pk], by=operator_a)
    type(outing.session).objects.filter(pk=outing.session_id).update(
        starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1)
    )
    assert work(operator_a, "Not back from outside") == []
    end_session(outing.session)
    for user in (operator_a, supervisor_a, head_a):
        ((text, url),) = work(user, "Not back from outside")
        assert (text.startswith("1 person is not back"), url) == (True, outing.get_absolute_url())
    assert work(operator_b, "Not back from outside") == []
    mark_outing(outing=outing, mark="back", by=operator_a)
    assert work(operator_a, "Not back from outside") == []


def test_letters_that_are_still_to_be_written_wait_in_the_worklist(session, people, operator_a, supervisor_a):
    make_session(session.program, session.day + timedelta(days=1))
    make_session(session.program, session.day + timedelta(days=4))
    urls = [url for _text, url in work(operator_a, "Letters for classes outside")]
    assert len(urls) == 2
    assert urls[0] == reverse("enrolments:outing-add", args=[session.pk])
    assert work(supervisor_a, "Letters for classes outside") == []
    write_outing(session=session, enrolments=people, escorts=[Escort("A")], by=operator_a)
    assert len(work(operator_a, "Letters for classes outside")) == 1


def test_after_somebody_left_the_letters_stay(outing, operator_a):
    mark_outing(outing=outing, mark="left", by=operator_a)
    with pytest.raises(ValidationError, match="Somebody has left with these letters"):
        cancel_outing(outing=outing, by=operator_a, reason="x")


def test_the_head_and_supervisor_look_and_tap_nothing(as_user, outing, supervisor_a, head_a, operator_b):
    for user in (supervisor_a, head_a):
        client = as_user(user)
        text = client.get(outing.get_absolute_url()).content.decode()
        assert ("Adi" in text, 'name="left"' in text) == (True, False)
        assert client.post(outing.get_absolute_url(), {"left": "all"}).status_code == 403
    assert as_user(operator_b).get(outing.get_absolute_url()).status_code == 404


def test_a_time_past_midnight_belongs_to_the_next_day(outing, facility_a):
    from enrolments.services.outings import moment_of

    zone = facility_a.zone
    starts = datetime.combine(outing.day, time(23, 0), tzinfo=zone)
    outing.session.starts_at = starts
    later = moment_of(outing, time(1, 30), now=starts + timedelta(days=2))
    assert later == datetime.combine(outing.day + timedelta(days=1), time(1, 30), tzinfo=zone)

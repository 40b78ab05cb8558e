"""Ticks, people whom the list does not name, the register changing meanwhile, refused rows, long lists."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inmates.models import Inmate, SdpImport
from tests.inmates.choosing import choose, move, names, says
from tests.inmates.imports import HERMAN, MARIA, list_a, take, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

YOSEF = ["YOSEF", "B I 3 / 26", "01/02/2026", "10/03/2031", "B", "B-3"]
TODAY = f"{timezone.localdate():%d/%m/%Y}"


def test_only_what_is_ticked_is_taken_over(operator_a, as_user):
    client = as_user(operator_a)
    waiting = upload(list_a(MARIA, HERMAN, YOSEF), operator_a)
    answer = choose(client, waiting, "new", "review", listed=[2, 3, 4], take=[2, 4])
    assert answer["Location"] == reverse("inmates:import-move", args=[waiting.pk, "confirm"])
    page = client.get(answer["Location"])
    assert (page.context["preview"].sums["new"], page.context["preview"].sums["left_out"]) == (2, 1)
    assert names() == []
    assert says(move(client, waiting)) == ["The list was taken over: 2 new, 1 left out."]
    assert names() == ["Maria", "Yosef"]
    assert "<dt>Left out</dt><dd>1</dd>" in client.get(waiting.get_absolute_url()).content.decode()


def test_ticks_of_one_page_stay_while_another_page_is_ticked(operator_a, as_user):
    client = as_user(operator_a)
    people = [[f"ORANG {n}", f"B I {n} / 26", *MARIA[2:]] for n in range(1, 121)]
    waiting = upload(list_a(*people), operator_a)
    first = client.get(waiting.get_absolute_url())
    listed = [row.record.row.row for row in first.context["table"].paginated_rows]
    assert listed == list(range(2, 52))
    answer = choose(client, waiting, "new", "page-2", listed=listed, take=listed[1:])
    assert answer["Location"] == f"{waiting.get_absolute_url()}?group=new&page=2"
    choose(client, waiting, "new", "save", page=2, listed=list(range(52, 102)), take=list(range(53, 102)))
    page = client.get(waiting.get_absolute_url() + "?group=new&page=1")
    assert page.content.decode().count('name="take"') == 50
    assert page.content.decode().count(" checked>") == 49
    assert (page.context["preview"].group.taken, page.context["preview"].group.count) == (118, 120)
    choose(client, waiting, "new", "none", listed=listed, take=listed)
    page = client.get(waiting.get_absolute_url())
    assert (page.context["preview"].group.taken, " checked>" in page.content.decode()) == (0, False)
    choose(client, waiting, "new", "all")
    assert client.get(waiting.get_absolute_url()).context["preview"].group.taken == 120


def test_a_changed_row_is_left_as_a_whole(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a([*MARIA[:4], "C", "C-9"], [*HERMAN[:4], "D", "D-1"]), operator_a)
    client = as_user(operator_a)
    choose(client, waiting, "changed", listed=[2, 3], take=[3])
    assert says(move(client, waiting)) == ["The list was taken over: 1 changed, 1 left out."]
    assert list(Inmate.objects.order_by("full_name").values_list("full_name", "block", "cell")) == [
        ("Herman", "D", "D-1"),
        ("Maria", "A", "A-1"),
    ]


def test_nothing_ticked_is_nothing_to_take_over(operator_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    choose(client, waiting, "new", "none")
    refused = move(client, waiting)
    assert (refused.status_code, names()) == (422, [])
    assert "there is nothing to take over" in refused.content.decode()


def test_what_happened_to_each_who_is_missing(operator_a, as_user):
    take(list_a(MARIA, HERMAN, YOSEF), operator_a)
    waiting = upload(list_a(["BARU", "B I 9 / 26", *MARIA[2:]]), operator_a)
    client = as_user(operator_a)
    herman, maria, yosef = Inmate.objects.order_by("full_name")
    page = client.get(waiting.get_absolute_url() + "?group=missing")
    assert [row.record.pk for row in page.context["table"].paginated_rows] == [herman.pk, maria.pk, yosef.pk]

    # All of them at once, then the exceptions.
    choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": "01/03/2026"})
    said = {f"how-{maria.pk}": "transferred", f"on-{maria.pk}": "02/03/2026", f"how-{yosef.pk}": ""}
    choose(client, waiting, "missing", **said)
    page = client.get(waiting.get_absolute_url() + "?group=missing")
    assert page.context["preview"].sums["stay"] == 1
    done = move(client, waiting)
    assert says(done) == ["The list was taken over: 1 new, 1 released, 1 transferred."]
    kept = {person.full_name: person.custody for person in Inmate.objects.all()}
    assert kept == {"Baru": "held", "Herman": "released", "Maria": "transferred", "Yosef": "held"}
    assert (herman.life.get().on, maria.life.get().on) == (date(2026, 3, 1), date(2026, 3, 2))
    assert herman.life.get().by == operator_a


def test_nobody_missing_is_touched_unless_somebody_says_so(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a([*MARIA[:4], "C", "C-9"]), operator_a)
    move(as_user(operator_a), waiting)
    assert names() == ["Herman", "Maria"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Write the day, like 31/12/2026."),
        ("kemarin", "Write the day, like 31/12/2026."),
        ("31/12/2099", "This day is still to come."),
        ("01/01/2020", "This is before the day of admission."),
    ],
)
def test_a_day_that_cannot_be_right_is_said_beside_it_and_nothing_is_lost(operator_a, as_user, day, sentence):
    take(list_a(MARIA, HERMAN), operator_a)
    herman = Inmate.objects.get(full_name="Herman")
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    answer = choose(client, waiting, "missing", **{f"how-{herman.pk}": "released", f"on-{herman.pk}": day})
    text = answer.content.decode()
    assert (answer.status_code, f'id="on-{herman.pk}-error">{sentence}' in text) == (422, True)
    assert '<option value="released" selected>' in text
    assert f'name="on-{herman.pk}" value="{day}"' in text
    waiting.refresh_from_db()
    assert waiting.choices == {}
    if sentence.startswith("Write"):
        bulk = choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": day})
        assert (bulk.status_code, sentence in bulk.content.decode()) == (422, True)


def test_a_list_that_only_misses_people_stays_open_for_the_answers(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    page = client.get(waiting.get_absolute_url())
    assert (waiting.state, page.context["preview"].name) == ("waiting", "missing")
    choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": TODAY})
    assert says(move(client, waiting)) == ["The list was taken over: 1 released."]
    assert names() == ["Maria"]


def test_who_left_and_stands_in_the_list_again_has_the_old_number_again(operator_a, as_user):
    take(list_a(MARIA, HERMAN), operator_a)
    waiting = upload(list_a(MARIA), operator_a)
    client = as_user(operator_a)
    choose(client, waiting, "missing", "apply", **{"how-all": "released", "on-all": TODAY})
    move(client, waiting)
    take(list_a(MARIA, HERMAN), operator_a)
    herman = Inmate.objects.get(full_name="Herman")
    assert (herman.custody, [(n.raw, n.valid_to) for n in herman.register_numbers.all()]) == (
        "held",
        [("A I 2 / 26", None)],
    )
    assert sorted(herman.life.values_list("kind", flat=True)) == ["admitted", "released"]


def test_ticks_of_a_colleague_are_not_confirmed_unseen(operator_a, supervisor_a, as_user):
    waiting = upload(list_a(MARIA, HERMAN), operator_a)
    page = as_user(operator_a).get(reverse("inmates:import-move", args=[waiting.pk, "confirm"]))
    assert f'name="revision" value="{waiting.revision}"' in page.content.decode()
    choose(as_user(supervisor_a), waiting, "new", listed=[2, 3], take=[2])
    refused = move(as_user(operator_a), waiting, revision=waiting.revision)
    assert (refused.status_code, names()) == (422, [])
    assert "Somebody changed the ticks" in refused.content.decode()
    waiting.refresh_from_db()
    assert move(as_user(operator_a), waiting, revision=waiting.revision).status_code == 302
    assert names() == ["Maria"]


def test_another_facility_and_the_head_tick_nothing(operator_a, operator_b, head_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    assert choose(as_user(operator_b), waiting, "new", "none").status_code == 404
    assert choose(as_user(head_a), waiting, "new", "none").status_code == 403
    waiting.refresh_from_db()
    assert waiting.choices == {}
    assert (
        'name="take"'
        not in as_user(head_a).get(waiting.get_absolute_url()).content.decode().split("<form")[0]
    )


def test_after_a_day_nothing_can_be_ticked_or_taken(operator_a, as_user):
    waiting = upload(list_a(MARIA), operator_a)
    SdpImport.objects.update(uploaded_at=timezone.now() - timedelta(hours=24, minutes=1))
    client = as_user(operator_a)
    assert says(choose(client, waiting, "new", "none")) == [
        "This list can no longer be changed; look at it again."
    ]
    assert "Upload it again" in client.get(waiting.get_absolute_url()).content.decode()
    assert move(client, waiting).status_code == 422
    assert client.get(reverse("inmates:import-rejected", args=[waiting.pk])).status_code == 302

"""Who is in a group follows from days, and whoever leaves the facility leaves the group by themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from inmates.services import leave_facility
from inmates.services.life import transfers
from production.models import GroupMember, GroupNote, ProductionGroup, ProductionRun
from production.services import add_members, end_membership, record_run
from tests.factories import make_enrolment, make_inmate, make_program
from tests.production.works import days_ago, make_group, make_member, make_product, photo

pytestmark = pytest.mark.usefixtures("in_english")


def test_a_group_is_made_on_the_page_and_filled(as_user, operator_a, supervisor_a, facility_a):
    client = as_user(operator_a)
    program = make_program(facility_a, state="running")
    learnt = make_inmate(facility_a, "Zul Contoh")
    make_enrolment(program, learnt)
    other = make_inmate(facility_a, "Adi Contoh")
    sent = {
        "name": "Sekar Canting",
        "skill_field": program.skill_field_id,
        "program": program.pk,
        "officer_key": supervisor_a.pk,
        "started_on": days_ago(30).strftime("%d/%m/%Y"),
    }
    answer = client.post(reverse("production:group-add"), sent)
    group = ProductionGroup.objects.get()
    assert answer.url == group.get_absolute_url()
    assert (group.coach_name, group.standing, group.facility) == (str(supervisor_a), "active", facility_a)

    page = client.get(reverse("production:member-add", args=[group.pk]))
    # Who learnt it in the group's programme stands first.
    assert [person.full_name for person in page.context["people"]] == ["Zul Contoh", "Adi Contoh"]
    add = {"inmates": [learnt.pk, other.pk], "joined_on": days_ago(20).strftime("%d/%m/%Y")}
    client.post(reverse("production:member-add", args=[group.pk]), add)
    assert list(group.members.values_list("inmate__full_name", "joined_on")) == [
        ("Adi Contoh", days_ago(20)),
        ("Zul Contoh", days_ago(20)),
    ]
    page = client.get(reverse("production:member-add", args=[group.pk])).content.decode()
    assert ("Zul Contoh" in page, "Adi Contoh" in page) == (False, False)
    # Sent again it does nothing twice: who is in the group cannot be chosen any more.
    assert add_members(group=group, inmates=[learnt], joined_on=days_ago(5), by=operator_a) == []


def test_a_group_has_one_coach_and_no_telling_name(
    as_user, operator_a, supervisor_a, facility_a, instructor_a
):
    field = make_group(facility_a).skill_field_id
    sent = {
        "name": "Napi Kreatif",
        "skill_field": field,
        "coach": instructor_a.membership.instructor.pk,
        "officer_key": supervisor_a.pk,
        "started_on": "01/02/2026",
    }
    answer = as_user(operator_a).post(reverse("production:group-add"), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "officer_key"}


def test_who_leaves_the_facility_leaves_the_group(facility_a, facility_b, operator_a, operator_b, as_user):
    group, today = make_group(facility_a), timezone.localdate()
    freed, moved, stays = (make_member(group) for _each in range(3))
    leave_facility(inmates=[freed.inmate], how="released", on=days_ago(2), by=operator_a)
    leave_facility(inmates=[moved.inmate], how="transferred", on=today, destination=facility_b, by=operator_a)
    name = moved.inmate.full_name
    moved.inmate.full_name = "Nama Baru"
    moved.inmate.save()
    rows = {row.pk: row for row in GroupMember.objects.select_related("inmate")}
    assert (rows[freed.pk].ended_on, rows[freed.pk].end_reason) == (days_ago(2), "released")
    assert (rows[moved.pk].ended_on, rows[moved.pk].end_reason) == (today, "transferred")
    assert str(rows[moved.pk]) == name  # as this facility knew it
    assert rows[stays.pk].ended_on is None
    # The other facility sees nothing of what happened here.
    client = as_user(operator_b)
    assert client.get(reverse("production:group-members", args=[group.pk])).status_code == 404


def test_a_transfer_that_is_undone_brings_them_back(facility_a, facility_b, operator_a):
    member = make_member(make_group(facility_a))
    leave_facility(
        inmates=[member.inmate],
        how="transferred",
        on=timezone.localdate(),
        destination=facility_b,
        by=operator_a,
    )
    event = member.inmate.life.get(kind="transferred")
    transfers.take_back(event=event, by=operator_a)
    member.refresh_from_db()
    assert (member.ended_on, member.end_reason, member.name) == (None, "", "")


def test_nobody_leaves_before_their_last_work(facility_a, operator_a):
    group = make_group(facility_a)
    member, product = make_member(group), make_product(group)
    record_run(
        run=ProductionRun(product=product, day=days_ago(3), quantity=2),
        shares=[(member, 2, 0)],
        by=operator_a,
    )
    with pytest.raises(ValidationError):
        end_membership(member=member, ended_on=days_ago(4), reason="own_wish", by=operator_a)
    end_membership(member=member, ended_on=days_ago(3), reason="own_wish", by=operator_a)
    assert not group.members.present().exists()


def test_a_note_keeps_its_photos_and_refuses_a_day_to_come(as_user, operator_a, facility_a, settings):
    group, client = make_group(facility_a), as_user(operator_a)
    url = reverse("production:note-add", args=[group.pk])
    later = (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")
    assert client.post(url, {"day": later, "text": "Besok"}).status_code == 422
    photos = [photo("a.png", "teal"), photo("b.png", "navy")]
    client.post(url, {"day": days_ago(1).strftime("%d/%m/%Y"), "text": "Latihan", "photos": photos})
    note = GroupNote.objects.get()
    assert [photo.name for photo in note.photos.all()] == ["", ""]
    page = client.get(reverse("production:note-list", args=[group.pk]))
    shown = reverse("production:note-photo", args=[note.photos.first().pk])
    assert shown in page.content.decode()
    assert client.get(shown)["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize("count", [3, 30])
def test_lists_cost_the_same_with_few_and_many(
    count, as_user, operator_a, facility_a, django_assert_max_num_queries
):
    group = make_group(facility_a)
    for _each in range(count):
        make_member(group)
        make_product(make_group(facility_a), 1000)
    client = as_user(operator_a)
    for name, args in (
        ("group-list", []),
        ("product-list", []),
        ("group-members", [group.pk]),
        ("catalogue", []),
    ):
        with django_assert_max_num_queries(10):
            assert client.get(reverse(f"production:{name}", args=args)).status_code == 200

"""Users: added, changed and closed by whom it behoves, and by nobody for themselves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from facilities.models import AccessLink, Membership, User
from facilities.permissions import Role
from facilities.services import accounts
from tests.enrolments.test_races import at_once
from tests.factories import make_facility, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = "/settings/users/"
ADD = "/settings/users/add/"
TODAY = "01/03/2026"


def page(account, name=""):
    return f"/settings/users/{account.pk}/{name}"


def new(**fields):
    return {"username": "petugas.baru", "full_name": "Petugas Baru", "starts_on": TODAY} | fields


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("role", "status"),
    [("operator_a", 403), ("supervisor_a", 403), ("instructor_a", 403), ("coordinator_a", 403)]
    + [("regional_a", 403), ("national", 403), ("head_a", 200), ("administrator", 200)],
)
def test_users_are_for_heads_and_administrators(request, as_user, role, status):
    client = as_user(request.getfixturevalue(role))
    assert [client.get(path).status_code for path in (LIST, ADD)] == [status, status]


def test_a_head_sees_own_people_and_an_administrator_all(
    as_user, head_a, operator_a, operator_b, instructor_a, administrator
):
    assert {user.username for user in as_user(head_a).get(LIST).context["table"].data} == {
        "head_a",
        "operator_a",
    }
    listed = {user.username for user in as_user(administrator).get(LIST).context["table"].data}
    assert {"head_a", "operator_a", "operator_b", "instructor_a", "administrator"} <= listed
    for name in ("", "edit/", "history/", "link/", "close/", "open/", "sign-out/", "roles/add/"):
        assert as_user(head_a).get(page(operator_b, name)).status_code == 404


def test_a_new_officer_gets_a_link_and_can_sign_in_with_the_password_set(as_user, head_a, facility_a):
    response = as_user(head_a).post(ADD, new(roles=["operator", "supervisor"]))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    made = User.objects.get(username="petugas.baru")
    assert not made.has_usable_password()
    assert sorted(made.memberships.values_list("role", "facility", "is_acting", "starts_on")) == [
        ("operator", facility_a.pk, False, date(2026, 3, 1)),
        ("supervisor", facility_a.pk, False, date(2026, 3, 1)),
    ]
    assert response.context["address"].startswith("http://testserver/welcome/")


def test_the_same_form_twice_makes_one_user_and_shows_the_link_once(as_user, head_a):
    client = as_user(head_a)
    key = client.get(ADD).context["form"]["form_key"].value()
    first, second = (client.post(ADD, new(roles=["operator"], form_key=key)) for _time in range(2))
    assert first.status_code == 200
    made = User.objects.get(username="petugas.baru")
    assert (second.status_code, second.url) == (302, page(made))
    assert AccessLink.objects.count() == 1


def test_a_taken_name_is_said_beside_the_field_and_nothing_is_saved(as_user, head_a, operator_b):
    response = as_user(head_a).post(ADD, new(username="Operator_B", roles=["operator"]))
    assert response.status_code == 422
    assert response.context["form"].errors["username"] == [
        "Somebody has this user name already. Choose another one."
    ]
    assert User.objects.filter(username__iexact="operator_b").count() == 1


@pytest.mark.parametrize("role", ["admin", "national", "regional", "instructor", "coordinator"])
def test_a_head_gives_no_role_beyond_the_facility(as_user, head_a, role):
    response = as_user(head_a).post(ADD, new(roles=[role]))
    assert response.status_code == 422
    assert "roles" in response.context["form"].errors
    assert not User.objects.filter(username="petugas.baru").exists()


def test_a_head_cannot_name_another_facility(as_user, head_a, facility_a, facility_b):
    as_user(head_a).post(ADD, new(roles=["operator"], facility=facility_b.code))
    assert Membership.objects.get(user__username="petugas.baru").facility == facility_a


def test_a_head_appoints_acting_heads_until_a_day_only(as_user, head_a, facility_a):
    client = as_user(head_a)
    for fields in ({}, {"is_acting": "on"}, {"ends_on": "01/05/2026"}):
        response = client.post(ADD, new(roles=["head"], **fields))
        assert response.context["form"].non_field_errors() == [
            "A head appoints acting heads only, until a given day."
        ]
    assert client.post(ADD, new(roles=["head"], is_acting="on", ends_on="01/05/2026")).status_code == 200
    made = Membership.objects.get(user__username="petugas.baru")
    assert (made.role, made.is_acting, made.ends_on) == ("head", True, date(2026, 5, 1))


def test_an_acting_head_cannot_let_the_office_outlast_the_own_term(head_a, facility_a):
    until = timezone.localdate() + timedelta(days=30)
    head_a.memberships.update(is_acting=True, ends_on=until)
    wanted = {"roles": ["head"], "facility": facility_a, "is_acting": True, "starts_on": timezone.localdate()}
    with pytest.raises(ValidationError, match="an acting head ends by then"):
        accounts.add_user(
            username="tumbal", full_name="X", by=head_a, ends_on=until + timedelta(days=1), **wanted
        )
    assert not User.objects.filter(username="tumbal").exists()
    accounts.add_user(username="pengganti", full_name="X", by=head_a, ends_on=until, **wanted)


def test_an_administrator_says_where(as_user, administrator, facility_b):
    client = as_user(administrator)
    assert "facility" in client.post(ADD, new(roles=["head"])).context["form"].errors
    assert "facility" in client.post(ADD, new(roles=["head"], facility="nowhere")).context["form"].errors
    assert "region" in client.post(ADD, new(roles=["regional"])).context["form"].errors
    assert client.post(ADD, new(roles=["head"], facility=facility_b.code.upper())).status_code == 200
    made = Membership.objects.get(user__username="petugas.baru")
    assert (made.role, made.facility, made.is_acting) == ("head", facility_b, False)


@pytest.mark.parametrize("who", ["head_a", "administrator"])
def test_nobody_raises_themselves_by_any_post(request, as_user, facility_a, who):
    user = request.getfixturevalue(who)
    mine = user.memberships.get()
    before = (mine.role, mine.starts_on, mine.ends_on, mine.is_acting)
    client = as_user(user)
    posts = {
        page(user, "roles/add/"): {"roles": ["operator"], "starts_on": TODAY, "facility": facility_a.code},
        f"/settings/memberships/{mine.pk}/edit/": {"starts_on": "01/01/2000", "ends_on": "", "is_acting": ""},
        page(user, "close/"): {},
        page(user, "open/"): {},
        page(user, "link/"): {},
        page(user, "sign-out/"): {},
    }
    for path, data in posts.items():
        assert client.post(path, data).status_code == 422, path
    mine.refresh_from_db()
    assert (mine.role, mine.starts_on, mine.ends_on, mine.is_acting) == before
    assert user.memberships.count() == 1
    assert AccessLink.objects.count() == 0
    assert User.objects.get(pk=user.pk).is_active


def test_an_own_name_may_be_corrected(as_user, head_a):
    as_user(head_a).post(page(head_a, "edit/"), {"full_name": "Nama Baru"})
    assert User.objects.get(pk=head_a.pk).full_name == "Nama Baru"


@pytest.mark.parametrize("name", ["close/", "link/", "sign-out/", "edit/"])
def test_a_head_leaves_alone_who_also_works_elsewhere(as_user, head_a, operator_a, facility_b, name):
    Membership.objects.create(
        user=operator_a, role="operator", facility=facility_b, starts_on=date(2020, 1, 1)
    )
    response = as_user(head_a).post(page(operator_a, name), {"full_name": "Lain"})
    assert response.status_code == 422
    assert "This person also works elsewhere" in words(response)
    assert "Ambon" not in words(as_user(head_a).get(page(operator_a)))
    kept = User.objects.get(pk=operator_a.pk)
    assert (kept.is_active, kept.full_name, kept.session_stamp) == (True, operator_a.full_name, "")


def test_but_ends_their_role_in_the_own_facility_and_no_other(as_user, head_a, operator_a, facility_b):
    theirs = Membership.objects.create(
        user=operator_a, role="operator", facility=facility_b, starts_on=date(2020, 1, 1)
    )
    client = as_user(head_a)
    own = operator_a.memberships.get(facility=head_a.membership.facility)
    dates = {"starts_on": "01/01/2020", "ends_on": "31/01/2026"}
    assert client.post(f"/settings/memberships/{own.pk}/edit/", dates).url == page(operator_a)
    assert client.post(f"/settings/memberships/{theirs.pk}/edit/", dates).status_code == 404
    own.refresh_from_db()
    theirs.refresh_from_db()
    assert (own.ends_on, theirs.ends_on) == (date(2026, 1, 31), None)


def test_a_head_does_not_touch_another_head(as_user, head_a, facility_a):
    other = make_user("head_definitive", Role.HEAD, facility=facility_a)
    client = as_user(head_a)
    for name in ("close/", "link/", "sign-out/"):
        assert client.post(page(other, name)).status_code == 422
    held = other.memberships.get()
    assert client.post(f"/settings/memberships/{held.pk}/edit/", {"starts_on": TODAY}).status_code == 422
    assert AccessLink.objects.count() == 0


def test_the_same_role_twice_in_the_same_time_is_refused(as_user, head_a, operator_a):
    client = as_user(head_a)
    response = client.post(page(operator_a, "roles/add/"), {"roles": ["operator"], "starts_on": TODAY})
    assert response.context["form"].non_field_errors() == [
        "Operator A already has the role “Officer” there in this time."
    ]
    assert (
        client.post(page(operator_a, "roles/add/"), {"roles": ["supervisor"], "starts_on": TODAY}).status_code
        == 302
    )
    assert sorted(operator_a.memberships.values_list("role", flat=True)) == ["operator", "supervisor"]


def test_an_ended_role_opens_nothing_at_once(as_user, head_a, operator_a):
    theirs = as_user(operator_a)
    assert theirs.get("/inmates/").status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    own = operator_a.memberships.get()
    dates = {"starts_on": "01/01/2020", "ends_on": yesterday.strftime("%d/%m/%Y")}
    as_user(head_a).post(f"/settings/memberships/{own.pk}/edit/", dates)
    assert theirs.get("/inmates/").status_code == 403
    told = as_user(head_a).get(f"/settings/memberships/{own.pk}/history/").context["entries"][0]
    assert (told.who, [label for label, _old, _new in told.changes]) == ("Head A", ["until"])


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(as_user, head_a, operator_a):
    theirs, client = as_user(operator_a), as_user(head_a)
    assert client.post(page(operator_a, "close/")).url == page(operator_a)
    assert theirs.get("/").status_code == 302
    assert client.get(page(operator_a, "link/")).status_code == 302
    assert client.post(page(operator_a, "open/")).url == page(operator_a)
    assert as_user(User.objects.get(pk=operator_a.pk)).get("/").status_code == 200
    # The session of before stays ended.
    assert theirs.get("/").status_code == 302


def test_sign_out_everywhere_ends_every_session_and_no_other(as_user, head_a, operator_a, supervisor_a):
    pc, phone, other, client = (as_user(user) for user in (operator_a, operator_a, supervisor_a, head_a))
    assert [one.get("/inmates/").status_code for one in (pc, phone, other)] == [200, 200, 200]
    assert client.post(page(operator_a, "sign-out/")).url == page(operator_a)
    assert [one.get("/inmates/").status_code for one in (pc, phone, other)] == [302, 302, 200]
    assert client.get(LIST).status_code == 200
    assert as_user(User.objects.get(pk=operator_a.pk)).get("/inmates/").status_code == 200


def test_the_last_administrator_stays(administrator):
    leaving = make_user("leaving", Role.ADMIN)
    leaving.memberships.update(ends_on=timezone.localdate() + timedelta(days=5))
    leaving = User.objects.get(pk=leaving.pk)
    with pytest.raises(ValidationError, match="the last administrator"):
        accounts.close_account(user=administrator, by=leaving)
    with pytest.raises(ValidationError, match="the last administrator"):
        accounts.change_membership(
            membership=administrator.memberships.get(),
            starts_on=date(2020, 1, 1),
            ends_on=date(2026, 1, 1),
            is_acting=False,
            by=leaving,
        )
    kept = User.objects.get(pk=administrator.pk)
    assert kept.is_active
    assert kept.memberships.get().ends_on is None


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_leave_one(settings):
    settings.LANGUAGE_CODE = "en"
    one, two = make_user("admin_one", Role.ADMIN), make_user("admin_two", Role.ADMIN)
    assert one.membership
    assert two.membership
    at_once(
        lambda: accounts.close_account(user=two, by=one), lambda: accounts.close_account(user=one, by=two)
    )
    assert User.objects.filter(is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_role_given_twice_at_once_is_given_once(settings):
    settings.LANGUAGE_CODE = "en"
    facility = make_facility("Ruteng")
    head = make_user("head_x", Role.HEAD, facility=facility)
    officer = make_user("officer_x", Role.OPERATOR, facility=facility)
    assert head.membership
    wanted = {"roles": ["supervisor"], "facility": facility, "starts_on": date(2026, 1, 1), "by": head}
    answers = at_once(*[lambda: accounts.add_memberships(user=officer, **wanted)] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["ValidationError", "list"]
    assert officer.memberships.filter(role="supervisor").count() == 1


def test_demo_users_are_marked(as_user, head_a, operator_a):
    assert "Demo" not in words(as_user(head_a).get(page(operator_a)))
    User.objects.filter(pk=operator_a.pk).update(is_demo=True)
    for path in (LIST, page(operator_a)):
        assert "Demo</span>" in words(as_user(head_a).get(path))


def test_filters_find_the_invited_and_the_closed(as_user, head_a, operator_a, supervisor_a):
    client = as_user(head_a)
    client.post(ADD, new(roles=["operator"]))
    client.post(page(supervisor_a, "close/"))

    def found(query):
        return {user.username for user in client.get(f"{LIST}?{query}").context["table"].data}

    assert found("standing=invited") == {"petugas.baru"}
    assert found("standing=closed") == {"supervisor_a"}
    assert found("standing=open") == {"head_a", "operator_a"}
    assert found("role=operator") == {"operator_a", "petugas.baru"}
    assert found("q=BARU") == {"petugas.baru"}


@pytest.mark.parametrize("path", [LIST, "facility"])
def test_a_longer_list_costs_no_more(as_user, head_a, facility_a, path):
    path = reverse("facilities:facility-users", args=[facility_a.pk]) if path == "facility" else path
    client = as_user(head_a)
    make_user("satu", Role.OPERATOR, facility=facility_a)
    make_user("dua", Role.OPERATOR, facility=facility_a)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(22):
        make_user(f"banyak{number}", Role.OPERATOR, facility=facility_a)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(path).context["table"].rows) == 25
    assert len(few) == len(many) <= 10

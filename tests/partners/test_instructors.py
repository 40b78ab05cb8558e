"""Instructors: what they hold, their accounts, and what becomes of both when they leave."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import registry
from facilities.models import AccessLink, Membership, User
from facilities.permissions import Role
from partners.models import Instructor, InstructorCertificate, PartnerAccess
from partners.services import invite_instructor, leave, link_anew
from skills.models import SkillField
from tests.factories import make_agreement, make_facility, make_partner, make_program, make_user
from tests.partners.uploads import SCAN

pytestmark = pytest.mark.usefixtures("in_english")
PASSWORD = "kata-sandi-baru-2026"


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def teacher(partner_a):
    return Instructor.objects.create(partner=partner_a, name="Silvester Uji", titles_after="S.T.")


@pytest.fixture
def officer(facility_a):
    return Instructor.objects.create(facility=facility_a, name="Petugas Uji")


def token_of(response):
    return response.context["address"].rstrip("/").rpartition("/")[2]


def set_password(token):
    data = {"password": PASSWORD, "again": PASSWORD}
    return Client().post(reverse("facilities:access-link", args=[token]), data)


class TestInvitation:
    def test_by_one_link_to_the_own_classes_only(self, as_user, head_a, teacher, partner_a, facility_a):
        mine = make_program(facility_a, partner=partner_a, instructors=[teacher], title="Kelas Sendiri")
        other = make_program(facility_a, partner=partner_a, title="Kelas Lain")
        address = f"/instructors/{teacher.pk}/invite/"
        shown = as_user(head_a).post(address, {"username": "Silvester.Uji"})
        assert shown.status_code == 200
        user = User.objects.get(username="silvester.uji")
        assert not user.has_usable_password()
        token = token_of(shown)
        assert set_password(token).status_code == 302
        assert set_password(token).status_code == 404, "a link works once"
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        listed = client.get("/programs/").context["table"].data
        assert list(listed) == [mine]
        assert client.get(other.get_absolute_url()).status_code == 404
        for closed in (
            "/partners/",
            "/agreements/",
            "/instructors/",
            "/inmates/",
            teacher.get_absolute_url(),
        ):
            assert client.get(closed).status_code == 403, closed

    def test_sent_twice_it_makes_one_account(self, as_user, head_a, teacher):
        client, data = as_user(head_a), {"username": "guru.uji", "form_key": "b" * 32}
        client.post(f"/instructors/{teacher.pk}/invite/", data)
        again = client.post(f"/instructors/{teacher.pk}/invite/", data)
        assert (again.status_code, again.url) == (302, teacher.get_absolute_url())
        assert User.objects.filter(username="guru.uji").count() == 1
        assert AccessLink.objects.count() == 1

    def test_a_name_that_is_taken_is_said_beside_it(self, as_user, head_a, teacher, operator_a):
        response = as_user(head_a).post(f"/instructors/{teacher.pk}/invite/", {"username": "OPERATOR_A"})
        assert set(response.context["form"].errors) == {"username"}
        teacher.refresh_from_db()
        assert teacher.membership is None

    def test_an_officer_may_use_the_account_they_have(self, as_user, head_a, officer, operator_a, operator_b):
        client, address = as_user(head_a), f"/instructors/{officer.pk}/invite/"
        assert set(client.post(address).context["form"].errors) == {"username"}
        for wrong in (operator_b, head_a):
            assert set(client.post(address, {"account": wrong.pk}).context["form"].errors) == {"account"}
        assert client.post(address, {"account": operator_a.pk}).status_code == 302
        officer.refresh_from_db()
        assert officer.membership.user == operator_a
        roles = set(operator_a.memberships.values_list("role", flat=True))
        assert roles == {Role.OPERATOR, Role.INSTRUCTOR}
        assert not AccessLink.objects.exists()

    def test_who_may_invite(self, as_user, operator_a, supervisor_a, head_b, teacher):
        address = f"/instructors/{teacher.pk}/invite/"
        for user, status in ((operator_a, 403), (supervisor_a, 403), (head_b, 404)):
            assert as_user(user).post(address, {"username": "x.y"}).status_code == status
        with pytest.raises(PermissionDenied):
            invite_instructor(instructor=teacher, by=operator_a, username="x.y")
        assert not User.objects.filter(username="x.y").exists()

    def test_a_new_link_only_for_ones_own_invitation_without_a_password(self, as_user, head_a, teacher):
        """A head elsewhere could otherwise take the account over and read classes of this facility."""
        member, _link, token = invite_instructor(instructor=teacher, by=head_a, username="guru.uji")
        neighbour = make_user(
            "head_c", Role.HEAD, facility=make_facility("Tetangga", region=teacher.partner.region)
        )
        address = f"/instructors/{teacher.pk}/link/"
        assert as_user(neighbour).post(address).status_code == 422
        with pytest.raises(ValidationError, match="Another facility"):
            link_anew(membership=member, by=neighbour)
        second = as_user(head_a).post(address)
        assert second.status_code == 200
        assert set_password(token).status_code == 404, "the earlier link has ended"
        assert set_password(token_of(second)).status_code == 302
        assert as_user(head_a).post(address).status_code == 422, "a lost password is the administrator's"


class TestLeaving:
    def test_they_are_signed_out_kept_by_name_and_not_chosen_again(
        self, as_user, operator_a, instructor_a, facility_a, partner_a
    ):
        teacher = Instructor.objects.get(membership__user=instructor_a)
        old = make_program(facility_a, partner=partner_a, instructors=[teacher], state="running")
        new = make_program(facility_a, partner=partner_a)
        session = as_user(instructor_a)
        assert session.get("/programs/").status_code == 200
        officer = as_user(operator_a)
        data = {"left_on": f"{in_days(0):%d/%m/%Y}", "reason": "Pindah kerja."}
        assert officer.post(f"/instructors/{teacher.pk}/leave/", data).url == teacher.get_absolute_url()
        teacher.refresh_from_db()
        assert (teacher.left_on, teacher.left_reason) == (in_days(0), "Pindah kerja.")
        answer = session.get("/programs/")
        assert (answer.status_code, answer.url.startswith(reverse("account_login"))) == (302, True)
        instructor_a.refresh_from_db()
        assert not instructor_a.is_active
        assert not Membership.objects.active().filter(user=instructor_a).exists()
        assert teacher.name in officer.get(old.get_absolute_url()).content.decode()
        form = officer.get(f"/programs/{new.pk}/instructors/add/").context["form"]
        assert teacher not in form.fields["instructor"].queryset
        sent = officer.post(f"/programs/{new.pk}/instructors/add/", {"instructor": teacher.pk})
        assert set(sent.context["form"].errors) == {"instructor"}
        assert officer.post(f"/instructors/{teacher.pk}/leave/", data).status_code == 422

    def test_other_roles_and_their_account_stay(self, head_a, supervisor_a, operator_a, officer):
        invite_instructor(instructor=officer, by=head_a, account=operator_a)
        stamp = User.objects.get(pk=operator_a.pk).session_stamp
        leave(instructor=officer, left_on=in_days(0), reason="", by=supervisor_a)
        user = User.objects.get(pk=operator_a.pk)
        assert user.is_active
        assert user.session_stamp != stamp, "open sessions end"
        assert [m.role for m in user.memberships.active()] == [Role.OPERATOR]

    def test_nobody_ends_their_own_role(self, head_a, operator_a, officer):
        invite_instructor(instructor=officer, by=head_a, account=operator_a)
        with pytest.raises(ValidationError):
            leave(instructor=officer, left_on=in_days(0), reason="", by=operator_a)

    def test_coming_back_needs_a_new_invitation(self, as_user, operator_a, head_a, instructor_a):
        teacher = Instructor.objects.get(membership__user=instructor_a)
        leave(instructor=teacher, left_on=in_days(-3), reason="", by=operator_a)
        assert as_user(operator_a).post(f"/instructors/{teacher.pk}/back/").status_code == 302
        assert Instructor.objects.at_work().get() == teacher
        instructor_a.refresh_from_db()
        assert not instructor_a.is_active
        shown = as_user(head_a).post(f"/instructors/{teacher.pk}/invite/", {"username": "lagi"})
        assert shown.status_code == 200

    def test_a_neighbours_officer_is_not_there(self, as_user, operator_b, officer):
        for page in ("", "edit/", "leave/", "history/"):
            assert as_user(operator_b).get(f"/instructors/{officer.pk}/{page}").status_code == 404


class TestCertificatesHeld:
    def data(self, **changes):
        return {
            "name": "Asesor kompetensi",
            "issuer": "BNSP",
            "number": "MET.000.1",
            "issued_on": "01/02/2024",
            "expires_on": f"{in_days(20):%d/%m/%Y}",
        } | changes

    def test_with_its_scan(self, as_user, operator_a, operator_b, instructor_a, teacher):
        client = as_user(operator_a)
        scan = SimpleUploadedFile("a.pdf", SCAN)
        add = f"/instructors/{teacher.pk}/certificates/add/"
        assert client.post(add, self.data(file=scan)).url == teacher.get_absolute_url()
        held = InstructorCertificate.objects.get()
        assert (held.standing, held.scan.uploaded_by) == ("expiring", operator_a)
        page = f"/instructors/certificates/scans/{held.scan.pk}/"
        for user, status in ((operator_a, 200), (operator_b, 404), (instructor_a, 403)):
            assert as_user(user).get(page).status_code == status
        later = self.data(expires_on=f"{in_days(400):%d/%m/%Y}")
        assert client.post(f"/instructors/certificates/{held.pk}/edit/", later).status_code == 302
        held.refresh_from_db()
        assert held.standing == "active"
        assert held.scan is not None, "the scan stays when none is sent"
        assert client.post(f"/instructors/certificates/{held.pk}/remove/").status_code == 302
        assert client.get(page).status_code == 404

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"file": SimpleUploadedFile("a.pdf", b"MZ program")}, "file"),
            ({"issued_on": "01/01/2099"}, "issued_on"),
            ({"issuer": ""}, "issuer"),
            ({"expires_on": "01/01/2020"}, "__all__"),
        ],
    )
    def test_what_is_wrong_is_said(self, as_user, operator_a, teacher, changes, field):
        response = as_user(operator_a).post(
            f"/instructors/{teacher.pk}/certificates/add/", self.data(**changes)
        )
        assert set(response.context["form"].errors) == {field}
        assert not InstructorCertificate.objects.exists()

    def test_the_worklist_names_what_runs_out(self, operator_a, operator_b, teacher, officer, facility_a):
        stranger = Instructor.objects.create(partner=make_partner(facility_a.region), name="Tanpa Perjanjian")
        gone = Instructor.objects.create(facility=facility_a, name="Sudah Pergi", left_on=in_days(-1))
        make_agreement(facility_a, teacher.partner)
        for person, days in ((teacher, 60), (officer, -1), (stranger, 5), (gone, 5), (teacher, 61)):
            InstructorCertificate.objects.create(
                instructor=person, name="Asesor", issuer="BNSP", expires_on=in_days(days)
            )

        def waiting(user):
            groups = {str(group.title): items for group, items in registry.work_for(user)}
            return [
                (item.title, item.overdue)
                for item in groups.get("Instructors' certificates that run out", [])
            ]

        assert waiting(operator_a) == [("Petugas Uji", True), ("Silvester Uji, S.T.", False)]
        assert waiting(operator_b) == []


def test_skills_titles_and_nip(as_user, operator_a, teacher):
    field = SkillField.objects.get(code="meubel")
    data = {"name": "Silvester", "titles_before": "Drs.", "titles_after": "M.Pd.", "skill_fields": [field.pk]}
    client, address = as_user(operator_a), f"/instructors/{teacher.pk}/edit/"
    assert set(client.post(address, data | {"nip": "123"}).context["form"].errors) == {"nip"}
    assert client.post(address, data | {"nip": "19750411 200112 2 000"}).url == teacher.get_absolute_url()
    teacher.refresh_from_db()
    assert (teacher.signature_name, teacher.nip) == ("Drs. Silvester, M.Pd.", "197504112001122000")
    assert list(teacher.skill_fields.all()) == [field]


class TestCoordinator:
    def test_invited_on_the_partners_page_and_ended_there(self, as_user, head_a, operator_a, partner_a):
        head = as_user(head_a)
        page = f"/partners/{partner_a.pk}/accounts/"
        assert as_user(operator_a).get(page).status_code == 403
        data = {"full_name": "Bernadeta", "username": "koordinator.uji"}
        shown = head.post(f"{page}add/", data)
        set_password(token_of(shown))
        access = PartnerAccess.objects.get()
        user = access.membership.user
        assert (access.partner, user.full_name) == (partner_a, "Bernadeta")
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        home = client.get("/agreements/")
        assert partner_a.name in home.content.decode().partition("place-name")[2][:200]
        assert "koordinator.uji" in head.get(page).content.decode()
        assert head.post(f"/partners/accounts/{access.pk}/end/").url == page
        assert client.get("/agreements/").status_code == 302
        user.refresh_from_db()
        assert not user.is_active

    def test_sees_the_own_and_nothing_else(
        self, as_user, coordinator_a, partner_a, facility_a, agreement_a, operator_a, teacher
    ):
        neighbour = make_partner(facility_a.region, "Mitra Sebelah")
        foreign = make_agreement(facility_a, neighbour, title="Rahasia")
        theirs = make_program(facility_a, partner=neighbour, agreement=foreign)
        mine = make_program(facility_a, partner=partner_a, agreement=agreement_a)
        colleague = Instructor.objects.create(partner=neighbour, name="Guru Sebelah")
        client = as_user(coordinator_a)
        for page, status in (
            (agreement_a.get_absolute_url(), 200),
            (f"/agreements/{agreement_a.pk}/summary/", 200),
            (f"/agreements/{agreement_a.pk}/activities/", 200),
            (f"/agreements/{agreement_a.pk}/programs/", 200),
            (mine.get_absolute_url(), 200),
            (f"/programs/{mine.pk}/letters/", 200),
            (teacher.get_absolute_url(), 200),
            (foreign.get_absolute_url(), 404),
            (f"/agreements/{foreign.pk}/summary/", 404),
            (f"/agreements/{foreign.pk}/activities/", 404),
            (f"/agreements/{foreign.pk}/programs/", 404),
            (theirs.get_absolute_url(), 404),
            (f"/programs/{theirs.pk}/letters/", 404),
            (colleague.get_absolute_url(), 404),
            (neighbour.get_absolute_url(), 404),
            (f"/partners/{partner_a.pk}/accounts/", 403),
            (f"/agreements/{agreement_a.pk}/edit/", 403),
            (f"/agreements/{agreement_a.pk}/renew/", 403),
            (f"/instructors/{teacher.pk}/leave/", 403),
            ("/inmates/", 403),
        ):
            assert client.get(page).status_code == status, page
        body = client.get("/agreements/").content.decode()
        assert "Rahasia" not in body
        assert "Mitra Sebelah" not in body

    def test_another_region_does_not_see_the_accounts(self, as_user, head_b, coordinator_a, partner_a):
        access = PartnerAccess.objects.get()
        client = as_user(head_b)
        assert client.get(f"/partners/{partner_a.pk}/accounts/").status_code == 404
        assert client.post(f"/partners/accounts/{access.pk}/end/").status_code == 404
        assert client.post(f"/partners/accounts/{access.pk}/link/").status_code == 404
        assert Membership.objects.active().filter(user=coordinator_a).exists()

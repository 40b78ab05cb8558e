"""From an empty database to the first assessed inmate, without the demo."""

import io
import re
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import Role
from inmates.models import Inmate, InterestAssessment
from skills.models import SkillField
from tests.factories import make_facility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OPTIONS = {
    "region": "Kantor Wilayah Nusa Tenggara Timur",
    "facility_name": "Rumah Tahanan Negara Kelas IIB Contoh",
    "short_name": "Rutan Contoh",
    "code": "contoh",
    "city": "Contoh",
    "time_zone": "WITA",
    "head_name": "Maria Contohwati",
    "head_username": "maria",
    "head_nip": "198001012005012000",
}


def start(**options):
    """Run the command without questions; return the administrator's link and the head's."""
    out = io.StringIO()
    call_command("start", no_input=True, stdout=out, **(OPTIONS | options))
    said = out.getvalue()
    return tuple(re.search(rf"{name}, .*?(http\S+)", said)[1] for name in ("admin", "maria"))


def set_password(link, password):
    """Do what somebody does who was handed a one-time link."""
    client, page = Client(), urlsplit(link).path
    names = client.get(page).context["form"].fields
    assert client.post(page, dict.fromkeys(names, password)).status_code == 302


def sign_in(username, password):
    client = Client()
    response = client.post(reverse("account_login"), {"login": username, "password": password})
    assert response.status_code == 302, response.content.decode()
    return client


def test_from_nothing_to_the_first_assessed_inmate():
    for_admin, for_head = start()
    assert [user.has_usable_password() for user in User.objects.all()] == [False, False]
    set_password(for_head, "sandi-kepala-contoh")
    set_password(for_admin, "sandi-admin-contoh")
    head, admin = sign_in("maria", "sandi-kepala-contoh"), sign_in("admin", "sandi-admin-contoh")
    assert "Rutan Contoh" in head.get("/").content.decode()
    assert admin.get(reverse("facilities:facility-list")).status_code == 200
    assert admin.get(reverse("inmates:inmate-list")).status_code == 403
    facility = Facility.objects.get()
    assert (facility.time_zone, facility.region.name) == ("Asia/Makassar", OPTIONS["region"])
    office = Office.objects.on(timezone.localdate()).get()
    assert (office.name, office.position, office.is_acting) == ("Maria Contohwati", "Kepala Rutan", False)

    # The head lets an officer in.
    officer = {
        "username": "petugas",
        "full_name": "Petugas Contoh",
        "roles": [Role.OPERATOR],
        "starts_on": timezone.localdate().strftime("%d/%m/%Y"),
    }
    shown = head.post(reverse("facilities:user-add"), officer).content.decode()
    set_password(re.search(r"http://testserver/welcome/[\w-]+/", shown)[0], "sandi-petugas-contoh")
    operator, user = sign_in("petugas", "sandi-petugas-contoh"), User.objects.get(username="petugas")
    form = operator.get(reverse("inmates:inmate-add")).context["form"]
    person = {name: "" for name in form.fields} | {
        "full_name": "Warga Pertama",
        "register": "B I 1 / 26",
        "legal_status": "convict",
        "sex": "M",
        "custody": "held",
    }
    added = operator.post(reverse("inmates:inmate-add"), person)
    assert added.status_code == 302, added.context["form"].errors
    inmate = Inmate.objects.get()
    begun = operator.post(
        reverse("inmates:assessment-add", args=[inmate.pk]), {"consent": "yes", "entry": "talk"}
    )
    assert operator.get(begun["Location"]).status_code == 200
    operator.post(begun["Location"], {f"s{number}": "1" for number in range(1, 25)} | {"revision": 0})
    draft = InterestAssessment.objects.get()
    choices = {
        "first_choice": SkillField.objects.get(code="menjahit").pk,
        "goal": "business",
        "literacy": "little",
        "assessed_on": timezone.localdate().strftime("%d/%m/%Y"),
    }
    saved = operator.post(reverse("inmates:assessment-choices", args=[draft.pk]), choices)
    assert saved.status_code == 302, saved.context["form"].errors
    assert operator.post(saved["Location"]).status_code == 302
    assessment = InterestAssessment.objects.get()
    assert (assessment.inmate, assessment.assessor, assessment.facility) == (inmate, user, facility)
    # The head reads it; the demo is refused from now on.
    assert "Warga Pertama" in head.get(reverse("inmates:assessment-list")).content.decode()
    with pytest.raises(CommandError, match="other data"):
        call_command("demo")


def test_it_asks_until_the_answer_is_right(monkeypatch):
    lines = [
        *("Kanwil Contoh", "Rumah Tahanan Contoh", "Rutan Contoh"),
        *("Kode Salah!", "contoh", "Contoh", "WXX", "wit", "Maria", "", "123", "198001012005012000"),
        *("maria", "", ""),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    out = io.StringIO()
    call_command("start", stdout=out)
    assert "Choose one of WIB, WITA, WIT." in out.getvalue()
    assert "18 digits" in out.getvalue()
    assert Facility.objects.get().time_zone == "Asia/Jayapura"
    assert sorted(User.objects.values_list("username", flat=True)) == ["admin", "maria"]


def test_without_answers_nothing_is_made(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Kanwil Contoh\n"))
    with pytest.raises(CommandError, match="Nothing was made"):
        call_command("start", stdout=io.StringIO())
    assert (Region.objects.count(), User.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("code", "Kode Salah!", "--code: .*letters, numbers"),
        ("time_zone", "Mars", "--time-zone: Choose one of"),
        ("head_nip", "123", "--head-nip: .*18 digits"),
        ("head_username", "a b", "--head-username"),
        ("city", "", "--city: This field cannot be blank"),
        ("admin_username", "maria", "User with this User name already exists"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_made(option, value, sentence):
    with pytest.raises(CommandError, match=sentence):
        start(**{option: value})
    assert (Region.objects.count(), Facility.objects.count(), User.objects.count()) == (0, 0, 0)


def test_an_acting_head_is_acting_in_office_and_in_the_role():
    start(head_acting=True)
    assert Office.objects.get().is_acting
    assert {m.role: m.is_acting for m in Membership.objects.all()} == {"head": True, "admin": False}


def test_other_data_are_left_alone():
    make_facility("Kupang")
    with pytest.raises(CommandError, match="started before"):
        start()
    assert User.objects.count() == 0


def test_the_demo_is_left_alone():
    User.objects.create_user("operator.contoh", "x", full_name="Contoh", is_demo=True)
    with pytest.raises(CommandError, match="demo is in this database"):
        start()
    assert Facility.objects.count() == 0


def test_the_links_lead_to_the_site(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://berdaya.example.go.id", "https://cek.example.org"]
    assert {link.split("/welcome/")[0] for link in start()} == {"https://berdaya.example.go.id"}


def test_who_runs_the_server_lets_the_only_administrator_in_again():
    first, _head = start()
    out = io.StringIO()
    call_command("link", "admin", stdout=out)
    again = re.search(r"http\S+", out.getvalue())[0]
    assert Client().get(urlsplit(first).path).status_code == 404
    set_password(again, "sandi-admin-contoh")
    sign_in("admin", "sandi-admin-contoh")


@pytest.mark.parametrize(("name", "sentence"), [("nobody", "no account"), ("admin", "closed")])
def test_no_link_for_nobody_and_for_a_closed_account(name, sentence):
    start()
    User.objects.filter(username="admin").update(is_active=False)
    with pytest.raises(CommandError, match=sentence):
        call_command("link", name)

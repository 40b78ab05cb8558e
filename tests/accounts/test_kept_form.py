"""What somebody typed and sent too late is filled in for them, and for nobody else."""

import re
from datetime import timedelta

import lxml.html
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import kept_form
from accounts.models import SessionInfo
from inmates.models import Inmate
from tests.accounts.conftest import LOGIN, code_for, sign_in
from tests.factories import PASSWORD, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ADD = "/inmates/add/"
TYPED = {
    "full_name": "Wargá <Contoh> & Co — “lain”",
    "legal_status": "detainee",
    "sex": "F",
    "birth_place": "Bajawa",
    "birth_date": "31/02/1990",
}


def browser():
    """Return a browser that checks CSRF tokens as a real one does."""
    return Client(enforce_csrf_checks=True)


def token(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


def enter(client, user, next_page=""):
    """Sign in through the page, with its token."""
    address = f"{LOGIN}?next={next_page}" if next_page else LOGIN
    data = {"login": user.username, "password": PASSWORD, "csrfmiddlewaretoken": token(client.get(LOGIN))}
    return client.post(address, data)


def pass_by(minutes=61):
    SessionInfo.objects.update(last_seen_at=timezone.now() - timedelta(minutes=minutes))


def typed_on(page) -> dict:
    """Return what stands in the main form of a page."""
    form = max(lxml.html.document_fromstring(page.content.decode()).forms, key=lambda form: len(form.fields))
    return dict(form.fields)


@pytest.fixture
def late(operator_a):
    """A browser in which the operator opened the form, went away for an hour, and sent it."""
    client = browser()
    enter(client, operator_a)
    page = client.get(ADD)
    pass_by()
    client.answer = client.post(ADD, TYPED | {"csrfmiddlewaretoken": token(page)})
    return client


def test_the_same_user_finds_the_form_filled_in_and_not_sent(late, operator_a):
    assert late.answer.url == f"{LOGIN}?next={ADD}"
    assert "What you typed is kept for 15 minutes" in late.get(LOGIN).content.decode()
    assert enter(late, operator_a, ADD).url == ADD
    page = late.get(ADD)
    fields = typed_on(page)
    assert {name: fields[name] for name in TYPED} == TYPED
    assert "This is what you typed before your session ended." in page.content.decode()
    assert not Inmate.objects.exists()


def test_what_was_put_back_can_be_sent(late, operator_a):
    enter(late, operator_a, ADD)
    fields = {name: value for name, value in typed_on(late.get(ADD)).items() if value is not None}
    fields |= {"birth_date": "17/05/1990", "admitted_on": "15/01/2025", "register": "B I 283 / 26"}
    answer = late.post(ADD, fields)
    assert answer.status_code in (302, 422)
    page = late.get(ADD)
    assert "Warga" not in page.content.decode(), "given back once"


def test_it_is_given_back_once(late, operator_a):
    enter(late, operator_a, ADD)
    assert typed_on(late.get(ADD))["full_name"] == TYPED["full_name"]
    assert not typed_on(late.get(ADD))["full_name"]


def test_another_user_gets_nothing_and_takes_it_away(late, operator_a, supervisor_a):
    enter(late, supervisor_a, ADD)
    page = late.get(ADD)
    assert not typed_on(page)["full_name"]
    assert "Bajawa" not in page.content.decode()
    late.post("/accounts/logout/", {"csrfmiddlewaretoken": token(page)})
    enter(late, operator_a, ADD)
    assert not typed_on(late.get(ADD))["full_name"]


def test_it_waits_while_one_looks_at_other_pages(late, operator_a):
    enter(late, operator_a)
    assert late.get("/inmates/").status_code == 200
    assert typed_on(late.get(ADD))["full_name"] == TYPED["full_name"]


def test_it_waits_for_the_second_step(late, operator_a, with_second_step):
    secret, _codes = with_second_step(operator_a)
    assert enter(late, operator_a, ADD).url == "/accounts/code/"
    page = late.get("/accounts/code/")
    answer = late.post("/accounts/code/", {"code": code_for(secret), "csrfmiddlewaretoken": token(page)})
    assert answer.url == ADD
    assert typed_on(late.get(ADD))["full_name"] == TYPED["full_name"]


def test_another_browser_cannot_ask_for_it(late, operator_a):
    other = browser()
    enter(other, operator_a)
    assert not typed_on(other.get(ADD))["full_name"]


def test_it_lies_encrypted_and_without_its_token(late):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache WHERE cache_key LIKE '%%kept-form%%'")
        [(key, value)] = cursor.fetchall()
    import base64

    stored = base64.b64decode(value).decode(errors="replace")
    secret = late.cookies[kept_form.COOKIE].value
    assert "Contoh" not in stored
    assert "full_name" not in stored
    assert secret not in key + stored
    cookie = late.cookies[kept_form.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 900)


def test_a_made_up_token_is_nobodys(operator_a):
    client, _answer = sign_in(operator_a)
    client.cookies[kept_form.COOKIE] = "x" * 43
    assert client.get(ADD).status_code == 200


def test_a_foreign_site_cannot_plant_anything(operator_a):
    client = browser()
    enter(client, operator_a)
    pass_by()
    assert client.post(ADD, TYPED).status_code == 403
    assert kept_form.COOKIE not in client.cookies


def test_a_stranger_leaves_nothing_behind():
    client = Client()
    assert client.post(ADD, TYPED).url == f"{LOGIN}?next={ADD}"
    assert kept_form.COOKIE not in client.cookies


def test_somebody_elses_name_cannot_be_forged(operator_a):
    client = Client()
    client.cookies["who"] = f"{operator_a.pk}:forged"
    client.post(ADD, TYPED)
    assert kept_form.COOKIE not in client.cookies


def test_a_session_that_was_ended_elsewhere_loses_nothing_either(operator_a):
    client, _answer = sign_in(operator_a)
    client.get("/")
    SessionInfo.objects.get().session.delete()
    client.post(ADD, TYPED)
    sign_in(operator_a, client=client)
    assert typed_on(client.get(ADD))["birth_place"] == "Bajawa"


def test_passwords_are_never_kept(operator_a):
    client, _answer = sign_in(operator_a)
    pass_by()
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "a", "password2": "a"})
    assert kept_form.COOKIE not in client.cookies
    client, _answer = sign_in(operator_a)
    pass_by()
    client.post(ADD, TYPED | {"new_password": "x"})
    assert kept_form.COOKIE not in client.cookies


def test_files_are_not_kept(operator_a):
    client, _answer = sign_in(operator_a)
    pass_by()
    client.post(ADD, TYPED | {"photo": SimpleUploadedFile("wajah.jpg", b"geheim")})
    text = cache.get(kept_form._cache_key(client.cookies[kept_form.COOKIE].value))
    assert "geheim" not in text
    sign_in(operator_a, client=client)
    assert typed_on(client.get(ADD))["full_name"] == TYPED["full_name"]


def test_too_much_is_not_kept(operator_a):
    client, _answer = sign_in(operator_a)
    pass_by()
    client.post(ADD, TYPED | {"birth_place": "x" * 500_000})
    assert kept_form.COOKIE not in client.cookies


def test_a_button_leads_back_to_where_it_was(operator_a):
    client, _answer = sign_in(operator_a)
    pass_by()
    key = operator_a.memberships.get().pk
    button = f"/settings/memberships/{key}/use/"
    answer = client.post(button, headers={"referer": "http://testserver/inmates/"})
    assert answer.url == f"{LOGIN}?next=/inmates/"
    answer = client.post(button, headers={"referer": "https://evil.example/inmates/"})
    assert answer.url == f"{LOGIN}?next=/"


def test_rows_that_were_added_come_back(operator_a, facility_a, instructor_a):
    """The table of modules grows by a script; as many rows as were sent stand there again."""
    program = make_program(facility_a, state="draft")
    address = f"/programs/{program.pk}/modules/"
    client, _answer = sign_in(operator_a)
    fields = {name: value for name, value in typed_on(client.get(address)).items() if value is not None}
    total = next(name for name in fields if name.endswith("-TOTAL_FORMS"))
    prefix, shown = total.removesuffix("-TOTAL_FORMS"), int(fields[total])
    fields |= {
        total: shown + 2,
        f"{prefix}-{shown + 1}-title": "Merawat alat",
        f"{prefix}-{shown + 1}-lesson_hours": "7",
    }
    pass_by()
    client.post(address, fields)
    sign_in(operator_a, client=client)
    back = typed_on(client.get(address))
    assert back[total] == str(shown + 2)
    assert back[f"{prefix}-{shown + 1}-title"] == "Merawat alat"
    assert back[f"{prefix}-{shown + 1}-lesson_hours"] == "7"


FORM = """<!DOCTYPE html><html><body><main id="content">
<form method="post" action="/other/"><input name="a" value="1"></form>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input name="a" value=""><input name="a" value=""><textarea name="t"></textarea>
<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">
<input type="radio" name="r" value="x"><input type="radio" name="r" value="y" checked>
<select name="s"><option value="">-</option><option value="1" selected>eins</option><option>zwei</option>
</select>
<input type="submit" name="go" value="Send"><input type="password" name="p"></form></main></body></html>"""


def test_every_kind_of_field():
    page = kept_form.fill(
        FORM,
        "/here/",
        {
            "a": ["eins", "zwei"],
            "t": ["\nerste\nzweite"],
            "c": ["2"],
            "r": ["x"],
            "s": ["zwei"],
            "go": ["Other"],
            "p": ["?"],
        },
    )
    forms = lxml.html.document_fromstring(page).forms
    assert forms[0].fields["a"] == "1"
    form = forms[1]
    assert [field.get("value") for field in form.xpath(".//input[@name='a']")] == ["eins", "zwei"]
    assert form.xpath("string(.//textarea)") == "\n\nerste\nzweite", "a browser drops the first line break"
    assert [field.get("value") for field in form.xpath(".//input[@checked]")] == ["2", "x"]
    assert form.fields["s"] == "zwei"
    assert form.fields["csrfmiddlewaretoken"] == "new"
    assert form.xpath("string(.//input[@name='go']/@value)") == "Send"
    assert not form.xpath(".//input[@name='p']/@value")


def test_what_finds_no_field_is_shown(db):
    page = kept_form.fill(FORM, "/here/", {"gone": ["<b>Catatan</b>"], "a": ["x"]})
    assert "These found no place in the form any more:" in page
    assert "&lt;b&gt;Catatan&lt;/b&gt;" in page
    page = kept_form.fill("<html><body><main id='content'></main></body></html>", "/", {"gone": ["Catatan"]})
    assert "Catatan" in page


def test_the_page_is_otherwise_as_it_was(operator_a):
    """Reading and writing the page anew changes no element of it."""
    client, _answer = sign_in(operator_a)
    html = client.get(ADD).content.decode()
    before = [
        element.tag for element in lxml.html.document_fromstring(html).iter() if isinstance(element.tag, str)
    ]
    page = lxml.html.document_fromstring(kept_form.fill(html, ADD, {"full_name": ["Contoh"]}))
    after = [element.tag for element in page.iter() if isinstance(element.tag, str)]
    note = page.xpath("//div[@role='status'][contains(@class, 'form-page')]")[0]
    assert len(after) - len(list(note.iter())) == len(before)

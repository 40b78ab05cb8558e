"""What somebody typed and sent after their session had ended: kept for fifteen minutes, never sent for them.

The fields lie encrypted in the cache under a random token that only the browser holds, and are given back
once, to the user who typed them, as a filled-in form with a new CSRF token. Files, passwords and codes are
never kept.
"""

import hashlib
import json
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.sealing import seal, unseal

COOKIE = "kept_form"
MINUTES = 15
MOST_BYTES = 400_000
MOST_ROWS = 150
TOKEN_FIELD = "csrfmiddlewaretoken"
# Buttons and files have nothing that could be put back.
NOT_TYPED = {"submit", "button", "image", "reset", "file", "password"}


def keep(request, view, who):
    """Keep a POST of somebody signed out and return the way to the sign-in; None leaves it to the default.

    `who` is the key of the user who was signed in in this browser last, from a signed cookie.
    """
    view_class = getattr(view, "view_class", None)
    if view_class is None or request.resolver_match.app_name == "accounts":
        return None
    if not (hasattr(view_class, "get") and "get" in view_class.http_method_names):
        # A button's address shows no page, so the sign-in must lead back to where the button was.
        return redirect_to_login(_came_from(request))
    fields = {name: values for name, values in request.POST.lists() if name != TOKEN_FIELD}
    if (
        who is None
        or "HX-Request" in request.headers
        or not fields
        or any("password" in name for name in fields)
    ):
        return None
    text = json.dumps({"user": str(who), "path": request.get_full_path(), "fields": fields})
    if len(text) > MOST_BYTES:
        return None
    # One message says it all: what was said on the way here is dropped.
    list(messages.get_messages(request))
    token = secrets.token_urlsafe(32)
    cache.set(_cache_key(token), seal(text, token), MINUTES * 60)
    messages.warning(
        request,
        _(
            "Your session has ended, so this was not saved yet. What you typed is kept for %(minutes)d "
            "minutes: sign in again and send it once more."
        )
        % {"minutes": MINUTES},
    )
    response = redirect_to_login(request.get_full_path())
    response.set_cookie(
        COOKIE,
        token,
        max_age=MINUTES * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def find(request) -> dict | None:
    """Return what was kept for this user on this page; None for another page or another user."""
    token = request.COOKIES[COOKIE]
    sealed = cache.get(_cache_key(token))
    text = unseal(sealed, token) if sealed else None
    kept = json.loads(text) if text else None
    if kept is None or kept["user"] != str(request.user.pk):
        return None
    return kept if kept["path"] == request.get_full_path() else {}


def put_back(request, response):
    """Return the page with what was kept filled into its form, and forget it."""
    kept = request.kept_form
    page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    if kept == {} or (kept and not page):
        # On the way there; it stays until it is shown or its time is over.
        return response
    if kept:
        response.content = fill(response.content.decode(), request.path, kept["fields"])
        cache.delete(_cache_key(request.COOKIES[COOKIE]))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def fill(html: str, path: str, fields: dict[str, list[str]]) -> str:
    """Return a page whose form holds `fields`; what finds no field there is shown above the form."""
    import lxml.html

    page = lxml.html.document_fromstring(html)
    forms = [form for form in page.forms if form.method == "POST" and form.get("action", path) in ("", path)]
    forms.sort(key=lambda form: len(_names(form) & fields.keys()))
    form = forms[-1] if forms else None
    waiting = {name: list(values) for name, values in fields.items()}
    if form is not None:
        _add_rows(page, form, fields)
        for field in form.iter("input", "select", "textarea"):
            if field.get("name") not in (None, TOKEN_FIELD) and field.get("type") not in NOT_TYPED:
                _fill_field(field, fields, waiting)
    lost = [value for values in waiting.values() for value in values if value.strip()]
    note = lxml.html.fragment_fromstring(render_to_string("accounts/_kept.html", {"lost": lost}).strip())
    if form is not None:
        form.addprevious(note)
    else:
        page.get_element_by_id("content").insert(0, note)
    return lxml.html.tostring(page, doctype="<!DOCTYPE html>", encoding="unicode")


def _add_rows(page, form, fields):
    """Give a table that is filled in as many rows as were sent, as static/js/table.js does."""
    import lxml.html

    template, rows = page.find(".//template[@data-row]"), form.find(".//*[@data-rows]")
    total = form.xpath(".//input[contains(@name, '-TOTAL_FORMS')]")
    if template is None or rows is None or not total:
        return
    wanted = fields.get(total[0].get("name"), ["0"])[0]
    for index in range(int(total[0].get("value")), min(int(wanted) if wanted.isdecimal() else 0, MOST_ROWS)):
        inner = "".join(lxml.html.tostring(part, encoding="unicode") for part in template)
        holder = lxml.html.fragment_fromstring(f"<table>{inner.replace('__prefix__', str(index))}</table>")
        rows.extend(holder.findall(".//tr"))


def _fill_field(field, fields, waiting):
    """Give one field what was sent under its name; several of one name are served in their order."""
    name = field.get("name")
    if field.get("type") in ("checkbox", "radio"):
        field.attrib.pop("checked", None)
        if field.get("value", "on") in fields.get(name, []):
            field.set("checked", "")
        waiting.pop(name, None)
    elif field.tag == "select":
        wanted = set(fields.get(name, []))
        for option in field.iter("option"):
            option.attrib.pop("selected", None)
            if option.get("value", option.text) in wanted:
                option.set("selected", "")
        waiting.pop(name, None)
    elif waiting.get(name):
        value = waiting[name].pop(0)
        if field.tag == "textarea":
            # The parser of a browser drops the first line break of a text area.
            field.text = f"\n{value}"
        else:
            field.set("value", value)


def _names(form) -> set[str]:
    return {field.get("name") for field in form.iter("input", "select", "textarea")}


def _cache_key(token: str) -> str:
    return f"kept-form:{hashlib.sha256(token.encode()).hexdigest()}"


def _came_from(request) -> str:
    address = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return urlsplit(address).path or "/"
    return reverse("reports:home")

"""The URL walk: every address, how it is built for a world's object, and what it answers to somebody."""

import html
import subprocess
from dataclasses import dataclass
from functools import cached_property

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from audit.models import AccessLog
from certificates.models import Certificate, Issuer
from facilities.models import Membership
from inmates.models import Inmate
from partners.models import Partner
from tests.contract.addresses import PUBLIC, SECOND_STEP

# Parameters that do not follow from the view's model.
DESCRIBED = {
    "facilities:membership-use": lambda world: {"pk": world.rows[Membership].pk},
    "facilities:facility-logo-image": lambda world: {"pk": world.facility.pk},
    "partners:partner-logo-image": lambda world: {"pk": world.rows[Partner].pk},
    "inmates:photo-image": lambda world: {"pk": world.rows[Inmate].pk},
    "facilities:letter-edit": lambda world: {"parent_pk": world.facility.pk, "kind": "minutes"},
    "enrolments:rate": lambda world: {"token": "tidak-ada"},
    "enrolments:rate-next": lambda world: {"token": "tidak-ada"},
    "facilities:access-link": lambda world: {"token": "tidak-ada"},
    "certificates:issuer-logo-image": lambda world: {"pk": world.rows[Issuer].pk},
    "certificates:program-handover": lambda world: {"pk": world.finished.pk},
    "reports:targets": lambda world: {"year": timezone.localdate().year},
    "certificates:check": lambda world: {"code": world.rows[Certificate].code},
}


def walk(patterns=None, namespace=""):
    """Yield (name, view class or None, parameters) of every address."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            yield f"{namespace}{pattern.name}", view, set(pattern.pattern.converters)


ADDRESSES = sorted(walk(), key=lambda address: address[0])
PRIVATE = [address for address in ADDRESSES if address[0] not in PUBLIC]
KINDS = {"application/pdf": "pdf", "text/html": "page"}


def build(name, view, parameters, world):
    """Return the address of `world`'s object; fails for an address nobody described."""
    name, _slash, move = name.partition("/")
    if name in DESCRIBED:
        return reverse(name, kwargs=DESCRIBED[name](world))
    values = {}
    for parameter in parameters:
        model = (view.parent_model or view.model) if parameter == "parent_pk" else view.model
        if parameter == "move":
            values[parameter] = move or next(iter(model.lifecycle.moves))
        elif parameter in ("pk", "parent_pk") and model in world.rows:
            values[parameter] = world.rows[model].pk
        else:
            pytest.fail(f"{name}: say in DESCRIBED what <{parameter}> is ({model})")
    return reverse(name, kwargs=values)


def with_moves(addresses):
    """Yield the addresses with one of each move in place of the address of a move: "session-move/verify"."""
    for name, view, parameters in addresses:
        moves = view.model.lifecycle.moves if "move" in parameters else [None]
        for move in moves:
            yield (f"{name}/{move}" if move else name), view, parameters


WALKED = list(with_moves(address for address in PRIVATE if address[0] not in SECOND_STEP))


@dataclass
class Look:
    """What an address answered to a GET, in how many statements, and the rows it added to the read log."""

    response: object
    statements: int
    logged: list

    @property
    def kind(self) -> str:
        """Return what the content is: "page", "pdf", "file", "button" when only a POST is taken, or ""."""
        if self.response.status_code == 200:
            return KINDS.get(self.response["Content-Type"].split(";")[0], "file")
        return "button" if self.response.status_code == 405 else ""

    @cached_property
    def text(self) -> str:
        """Return the words of the answer, of a PDF as well."""
        response = self.response
        content = b"".join(response) if response.streaming else response.content
        if self.kind == "pdf":
            read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
            return " ".join(read.stdout.decode().split())
        return html.unescape(content.decode(errors="replace"))


def look(client, method, address, data=None) -> Look:
    """Return what `address` answers to `client`."""
    last = AccessLog.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    with CaptureQueriesContext(connection) as statements:
        response = getattr(client, method)(address, data)
    return Look(response, len(statements), list(AccessLog.objects.filter(pk__gt=last).order_by("pk")))


def cell_of(look, sent) -> str:
    """Return a cell of the table: what the answers to a GET and to a POST come to."""
    codes = (look.response.status_code, sent)
    for refusal, cell in ((403, "."), (404, "0")):
        if codes in ((refusal, refusal), (405, refusal), (refusal, 405)):
            return cell
    if codes in ((404, 403), (403, 404)):
        return "."
    # 302 leads back to the object: done, or its time is over; 422 is the form again, with what it lacks; 409
    # says that the time for it is over where no page leads back.
    reads, writes = codes[0] in (200, 302), codes[1] in (200, 302, 409, 422)
    if not (reads or codes[0] == 405) or not (writes or codes[1] in (403, 405)) or not (reads or writes):
        return f"{codes[0]}/{codes[1]}"
    return ("r" if reads else "") + ("w" if writes else "")


def send(client, address) -> int:
    """Return the status of a POST, and undo what it did."""
    with transaction.atomic():
        response = client.post(address, {"reason": "x"})
        transaction.set_rollback(True)
    return response.status_code


def log_complaint(look, names: dict[int, str]) -> str:
    """Return what is wrong with the record of an answer, given everybody's names by key; or ""."""
    text = look.text
    people = {key for key, name in names.items() if name in text}
    logged = [set(row.persons) for row in look.logged]
    if logged != ([people] if people else []):
        return f"names {sorted(people)}, logged {[sorted(row) for row in logged]}"
    return ""


def everybody() -> dict[int, str]:
    """Return the names of all people by key."""
    return dict(Inmate.objects.values_list("pk", "full_name"))

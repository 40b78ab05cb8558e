"""Log lines as JSON in which nobody can be recognised.

Who is held here must not stand in a log. So a line never takes over composed text: of a message only the
template as it stands in the source, of an error its type, the constraint it broke and where it was raised, of
a request the name of the view. No arguments, no address, no query, no text of an error.
"""

import json
import logging
import re
import time
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings

OWN = "berdaya"
FRAMES = 6
GIVEN_ID = re.compile(r"[0-9a-f]{16,32}")

_request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger(f"{OWN}.request")


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Own loggers may add `extra={"facts": {...}}`: numbers and names of code."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _template(record),
            "request": _request_id.get(),
        }
        line |= getattr(record, "facts", {}) if _is_own(record) else {}
        if request := getattr(record, "request", None):
            line |= facts_of(request)
        if record.exc_info and record.exc_info[1]:
            line |= _error(record.exc_info[1])
        return json.dumps({key: value for key, value in line.items() if value not in ("", None)})


class RequestLogMiddleware:
    """Give every request an id and log it: which view, whose session, what came of it, how long it took."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        token = _request_id.set(request_id)
        began = time.monotonic()
        try:
            response = self.get_response(request)
            took = round((time.monotonic() - began) * 1000)
            facts = facts_of(request) | {"status": response.status_code, "ms": took}
            log.info("request", extra={"facts": facts})
        finally:
            _request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response


def facts_of(request) -> dict:
    """Return what may be said of a request; asks the database nothing."""
    match = getattr(request, "resolver_match", None)
    user = getattr(request, "_cached_user", None)
    membership = vars(user).get("membership") if user else None
    return {
        "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
        "view": match.view_name if match else "",
        "user": getattr(user, "pk", None),
        "membership": getattr(membership, "pk", None),
    }


def _is_own(record) -> bool:
    return record.name == OWN or record.name.startswith(f"{OWN}.")


def _template(record) -> str:
    # Without arguments the words of other packages may have been put together already.
    if _is_own(record) or (record.args and isinstance(record.msg, str)):
        return str(record.msg)
    return f"{_short(record.pathname)}:{record.lineno}"


def _error(error: BaseException) -> dict:
    causes, cause, constraint = [], error, None
    while cause is not None and len(causes) < 5:
        causes.append(type(cause).__name__)
        constraint = constraint or getattr(getattr(cause, "diag", None), "constraint_name", None)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    frames, at = [], error.__traceback__
    while at is not None:
        code = at.tb_frame.f_code
        frames.append(f"{_short(code.co_filename)}:{at.tb_lineno} {code.co_name}")
        at = at.tb_next
    return {"error": " < ".join(causes), "constraint": constraint, "where": frames[-FRAMES:]}


def _short(path: str) -> str:
    """Return a source file's name without where this machine keeps it."""
    return path.partition("site-packages/")[2] or path.removeprefix(f"{settings.BASE_DIR}/")

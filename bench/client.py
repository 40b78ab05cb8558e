"""Asks a server as a browser does: cookies, compressed or not, one request at a time."""

import gzip
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import lxml.html

from bench.timing import HEADER, read

SECONDS = 120


@dataclass
class Answer:
    """What came back: `body` is not decompressed, `timing` holds what `bench.timing` measured."""

    status: int
    headers: dict
    body: bytes
    timing: dict

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body

    @property
    def forms(self) -> list:
        """Return the forms of the page, as lxml reads them."""
        return list(lxml.html.fromstring(self.content.decode()).forms)


class Client:
    """One browser at `host` (address and port)."""

    def __init__(self, host: str):
        self.host = host
        self.cookies = {}

    def get(self, path: str, encoding: str = "gzip") -> Answer:
        return self._ask("GET", path, encoding)

    def post(self, path: str, fields) -> Answer:
        """Send pairs of (name, text), or a dict, as a form."""
        return self._ask("POST", path, "gzip", urlencode(fields))

    def send(self, path: str, changes: dict, holding: str) -> Answer:
        """Open a page, fill in its form that has the field `holding`, and send it."""
        page = self.get(path)
        form = next((form for form in page.forms if holding in form.fields), None)
        if form is None:
            raise RuntimeError(f"{path} answered {page.status} without a form that has {holding!r}")
        values = [(name, text) for name, text in form.form_values() if name not in changes]
        return self.post(path, [*values, *changes.items()])

    def sign_in(self, username: str, password: str) -> None:
        """Raises RuntimeError when the server does not let this user in."""
        self.cookies = {}
        answer = self.send("/accounts/login/", {"login": username, "password": password}, "login")
        if answer.status != 302:
            raise RuntimeError(f"{username} cannot sign in (the server answered {answer.status}).")

    def _ask(self, method, path, encoding, body=None) -> Answer:
        connection = HTTPConnection(self.host, timeout=SECONDS)
        headers = {"Accept-Encoding": encoding, "Accept": "text/html,*/*", "Connection": "close"}
        headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        kept = {name.lower(): text for name, text in response.headers.items()}
        return Answer(response.status, kept, content, read(response.headers[HEADER]))


def path_of(url: str) -> str:
    """Return the address without its host."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

"""Browser tests: Debian's Chromium on a live server; whatever the console complains about fails the test.

`page` is Playwright's, at desktop size; `page.site` is the server's address. What a page may rightly
complain about is taken out of `page.problems` by the test itself.
"""

import os
import shutil

import pytest

from tests.browser.helpers import DESKTOP
from tests.demo_copy import copied

# Playwright's loop runs in the thread of the test, where Django then refuses its ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "viewport": DESKTOP,
        "reduced_motion": "reduce",
        "locale": "id-ID",
        "timezone_id": "Asia/Makassar",
    }


@pytest.fixture
def page(live_server, page):
    problems = []

    def console(message):
        # What did not load is told better by the response itself.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            problems.append(f"console: {message.text}")

    def response(answer):
        page_itself = answer.request.resource_type == "document"
        refused_form = answer.status == 422
        if answer.status >= 400 and not page_itself and not refused_form:
            problems.append(f"{answer.status}: {answer.url}")
        if answer.status >= 500:
            problems.append(f"{answer.status}: {answer.url}")

    def failed(request):
        # A page left while something still loads is no failure.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"{request.failure}: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("response", response)
    page.on("requestfailed", failed)
    page.set_default_timeout(10_000)
    page.site = live_server.url
    page.problems = problems
    yield page
    # Before the tables are emptied nobody may still be asking.
    page.goto("about:blank")
    assert not problems, "\n".join(problems)


@pytest.fixture
def demo(request, transactional_db, shared_folder, tmp_path, worker_id):
    """The demo as it is loaded, for one test to change."""
    with copied(shared_folder, tmp_path / "demo", worker_id):
        yield
        # Before its database goes nobody may still be asking.
        if "page" in request.fixturenames:
            request.getfixturevalue("page").goto("about:blank")

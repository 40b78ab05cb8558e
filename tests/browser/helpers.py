"""What tests do with a page: sign in, look for barriers, take pictures."""

import os
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
SIZES = {"desktop": DESKTOP, "phone": PHONE}

SHOTS = settings.VAR_DIR / "shots"
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
AXE_SECONDS = 30
READ_STYLES = set()

# Every rule, also the experimental ones and those of level AAA.
RUN_AXE = """
    async ([limit, preload]) => {
      const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
      const late = new Promise((_, fail) => setTimeout(() => fail(new Error("axe took too long")), limit));
      const result = await Promise.race([axe.run({ rules, preload, resultTypes: ["violations"] }), late]);
      return result.violations.map((rule) => ({
        id: rule.id,
        help: rule.help,
        nodes: rule.nodes.map((node) => node.target.join(" ") + " -- " + node.failureSummary),
      }));
    }
"""


def sign_in(page, user, membership=None):
    """Sign `user` in by cookie, acting in `membership` when one is given."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if membership:
        session["membership"] = membership.pk
    session.save()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": page.site}]
    )


def go(page, path):
    """Open a path of the live server and return the response."""
    return page.goto(f"{page.site}{path}")


@cache
def _axe_source():
    return AXE.read_text()


def axe(page):
    """Fail when axe-core finds a barrier: all rules, none switched off.

    The source is evaluated: our content security policy blocks an added script tag. The rule that reads the
    style sheets themselves (one, on turning the screen) finds in them the same each time, so it is given
    them when they are first met.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    styles = frozenset(page.evaluate("Array.from(document.styleSheets, (sheet) => sheet.href)"))
    found = page.evaluate(RUN_AXE, [AXE_SECONDS * 1000, not styles <= READ_STYLES])
    READ_STYLES.update(styles)
    report = [f"{rule['id']}: {rule['help']}\n    " + "\n    ".join(rule["nodes"]) for rule in found]
    assert not found, f"axe on {page.url}:\n" + "\n".join(report)


def nothing_sideways(page):
    """Fail when the page scrolls sideways."""
    excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert excess <= 0, f"{page.url} is {excess} px wider than the window"


def shot(page, name):
    """Keep a picture of the whole page in var/shots/, when `make shots` asks for pictures."""
    if os.environ.get("SHOTS"):
        SHOTS.mkdir(parents=True, exist_ok=True)
        # What sticks to the window would otherwise stand in the middle of the picture.
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def inspect(page, name):
    """Look at the open page in both sizes: barriers, sideways scrolling, picture."""
    for label, size in SIZES.items():
        page.set_viewport_size(size)
        shot(page, f"{name}-{label}")
        nothing_sideways(page)
        axe(page)

"""What browsers load: every icon that is named exists, and no page needs more than our own files."""

import ast
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from config.frontend import ICONS

BASE = Path(settings.BASE_DIR)
APPS = [name for name in settings.INSTALLED_APPS if (BASE / name).is_dir()]
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if path.parent.name not in ("certificates", "pdf")]
# Where a call names an icon: keyword, or else position.
CALLS = {"Action": 2, "NavItem": 2, "WorkGroup": 1}
IN_TEMPLATES = re.compile(r"""\{% icon "([\w-]+)"|icon="([\w-]+)"|icon\|default:"([\w-]+)\"""")


def icons_in_python():
    for app in APPS:
        for path in (BASE / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                given = [word.value for word in node.keywords if word.arg == "icon"]
                if name in CALLS and len(node.args) > CALLS[name]:
                    given.append(node.args[CALLS[name]])
                for value in given:
                    if isinstance(value, ast.Constant):
                        yield path, value.value


def icons_in_templates():
    for path in TEMPLATES:
        for found in IN_TEMPLATES.findall(path.read_text()):
            yield path, next(filter(None, found))


def test_every_icon_that_is_named_is_in_the_sprite():
    missing = {
        (str(path.relative_to(BASE)), name)
        for path, name in (*icons_in_python(), *icons_in_templates())
        if name not in ICONS
    }
    assert missing == set(), "add them to ICONS in config/frontend.py"


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"\sstyle\s*=", "inline style"),
        (r"<style\b", "inline style sheet"),
        (r"<script(?![^>]*\bsrc=)", "inline script"),
        (r"\son[a-z]+\s*=\s*[\"']", "inline handler"),
        (r"hx-on", "needs eval"),
        (r"javascript:", "script address"),
        (r"(?:src|href)=\"(?:https?:)?//", "file of another server"),
    ],
)
def test_templates_obey_the_content_security_policy(pattern, why):
    found = [str(path.relative_to(BASE)) for path in PAGES if re.search(pattern, path.read_text())]
    assert found == [], why


def test_server_error_page_needs_neither_context_nor_database():
    assert "<h1>" in render_to_string("500.html")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429"])
def test_error_pages_render_without_a_request(name):
    page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert "<form" not in page


def test_first_visit_is_light():
    from django.contrib.staticfiles import finders

    names = [
        "vendor/tabler.min.css",
        "vendor/icons.svg",
        "css/berdaya.css",
        "js/theme.js",
        "js/app.js",
        "img/icon.svg",
        "django_htmx/htmx-2.min.js",
    ]
    size = sum(len(gzip.compress(Path(finders.find(name)).read_bytes(), 6)) for name in names)
    assert size + 12 * 1024 <= 170 * 1024

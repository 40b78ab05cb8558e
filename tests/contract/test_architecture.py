"""The house stays clean: imports run one way, and no view asks a model for rows past the scope."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.cli import lint_imports

from core.management.commands.lifecycles import as_markdown as lifecycles
from facilities.permissions import as_markdown

ROOT = Path(settings.BASE_DIR)
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
EDGES = ("views", "forms", "filters", "tables")
MANAGERS = {"objects", "_base_manager", "_default_manager"}
# What may follow a manager: the user's rows, or none at all (bases fill in choices later).
SAFE = {"for_user", "none"}
ALLOWED = {
    "certificates/views/check.py": "public page; the row is found by a secret of 128 bits",
    "core/views/forms.py": "FormReceipt only: found by its key and the user who sent the form",
}


def test_imports_run_one_way(capsys):
    """The layers stand in pyproject.toml; `lint-imports` draws what is broken."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0, (
        capsys.readouterr().out
    )


def edge_files():
    for app in APPS:
        for edge in EDGES:
            yield from (ROOT / app).glob(f"{edge}.py")
            yield from (ROOT / app / edge).glob("*.py")


def unscoped(source: str) -> list[int]:
    """Return the lines on which a manager is used without `for_user` behind it."""
    tree = ast.parse(source)
    safe = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in SAFE
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in safe
    ]


@pytest.mark.parametrize("path", sorted(edge_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_row_comes_through_the_scope(path):
    name = str(path.relative_to(ROOT))
    lines = unscoped(path.read_text())
    if name in ALLOWED:
        assert lines, f"{name} no longer needs to be on the allow-list"
    else:
        assert lines == [], f"{name}: lines {lines} use a manager without for_user"


def test_the_guard_sees_a_slip():
    slip = "def get_queryset(self):\n    return Inmate.objects.filter(pk=1)\n"
    assert unscoped(slip) == [2]
    assert unscoped("rows = Inmate.objects.for_user(user).filter(pk=1)") == []


def test_permissions_are_printed_as_they_are():
    """`manage.py permissions` writes the file."""
    assert (ROOT / "docs" / "permissions.md").read_text() == as_markdown()


def test_life_cycles_are_drawn_as_they_are():
    """`manage.py lifecycles` writes the file."""
    assert (ROOT / "docs" / "lifecycles.md").read_text() == lifecycles()

"""The Indonesian catalogue is complete, keeps what the sources hold, and compiles as `make setup` does it.

What the sources say is read anew in a copy, so that a forgotten `make messages` is seen and the working tree
stays as it is.
"""

import ast
import gettext
import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "locale/id/LC_MESSAGES/django.po"
VENDOR = ROOT / "locale/vendor/id/LC_MESSAGES/django.po"
APART = {"locale", "node_modules", "static", "tests", "var", "docs"}
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""

# %(name)s, %s, %% and {name} or {name:03}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]|%%|\{\w*(?::\w+)?\}")
TAG = re.compile(r"</?[a-z][^>]*>")
END = re.compile(r"(?:[.:?!…]|\s)?$")


def read(path):
    with path.open("rb") as file:
        return read_po(file)


def key(message):
    """Return what identifies a message: its context and its words (the singular, when there are two)."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def messages(catalogue):
    return [message for message in catalogue if message.id]


def forms(words):
    return [words] if isinstance(words, str) else list(words)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Return the messages that the sources hold now, by key."""
    copy = tmp_path_factory.mktemp("sources")
    for path in ROOT.iterdir():
        if path.is_dir() and not path.name.startswith(".") and path.name not in APART:
            shutil.copytree(
                path,
                copy / path.name,
                ignore=lambda folder, names: [
                    name
                    for name in names
                    if not name.endswith((".py", ".html")) and not Path(folder, name).is_dir()
                ],
            )
    po = copy / "locale/id/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEADER)
    environment = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1/nothing",
        "SECRET_KEY": "only-to-read-sources",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "id"]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {key(message): message for message in messages(read(po))}


@pytest.fixture(scope="module")
def catalogue():
    return read(CATALOGUE)


def test_the_catalogue_holds_what_the_sources_hold(sources, catalogue):
    """Neither less nor more: otherwise run `make messages` and translate what is new."""
    held = {key(message) for message in messages(catalogue)}
    assert sorted(sources.keys() - held, key=str) == [], "not in the catalogue"
    assert sorted(held - sources.keys(), key=str) == [], "in no source any more"


def spoken_in(source):
    """Yield (line, first argument or None) of every call in Python that asks for a translation."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            name = node.func.id.removesuffix("_lazy")
            if name in ("_", "gettext", "ngettext", "pgettext"):
                words = node.args[name == "pgettext"]
                yield node.lineno, words.value if isinstance(words, ast.Constant) else None


def test_xgettext_sees_every_call(sources):
    """It does not look into f-strings, and cannot know what a variable holds."""
    known = {words for _context, words in sources}
    unseen = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in ROOT.iterdir()
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in APART
        for path in folder.rglob("*.py")
        for line, words in spoken_in(path.read_text())
        if words not in known
    ]
    assert "\n".join(unseen) == ""


def test_plurals_are_those_of_the_sources(sources, catalogue):
    wrong = [
        key(message)
        for message in messages(catalogue)
        if key(message) in sources and message.id != sources[key(message)].id
    ]
    assert wrong == []


@pytest.mark.parametrize("path", [CATALOGUE, VENDOR], ids=["ours", "vendor"])
def test_everything_is_translated(path):
    catalogue = read(path)
    assert [key(m) for m in messages(catalogue) if not all(forms(m.string))] == [], "untranslated"
    assert [key(m) for m in messages(catalogue) if m.fuzzy] == [], "fuzzy"
    assert list(catalogue.obsolete) == [], "obsolete"


@pytest.mark.parametrize("path", [CATALOGUE, VENDOR], ids=["ours", "vendor"])
def test_placeholders_tags_and_ends_are_kept(path):
    """A lost placeholder is a lost fact or an error 500; a full stop tells a sentence from a label."""
    wrong = []
    for message in messages(read(path)):
        # Indonesian has one form, so it says what the English plural says.
        source, translation = forms(message.id)[-1], forms(message.string)[-1]
        for pattern in (PLACEHOLDER, TAG, END):
            if Counter(pattern.findall(source)) != Counter(pattern.findall(translation)):
                wrong.append((source, translation))
    assert wrong == []


@pytest.mark.parametrize("path", [CATALOGUE, VENDOR], ids=["ours", "vendor"])
def test_babel_compiles_every_message(path):
    catalogue = read(path)
    assert (catalogue.num_plurals, catalogue.plural_expr) == (1, "0")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    spoken = gettext.GNUTranslations(compiled)
    for message in messages(catalogue):
        context, words = key(message)
        if not isinstance(message.id, str):
            said = spoken.ngettext(words, message.id[1], 7)
        else:
            said = spoken.pgettext(context, words) if context else spoken.gettext(words)
        assert said == forms(message.string)[0]


def test_ours_and_vendor_do_not_overlap(catalogue):
    """Ours comes first, so a message in both would be translated in vain."""
    ours = {key(message) for message in messages(catalogue)}
    assert [key(message) for message in messages(read(VENDOR)) if key(message) in ours] == []

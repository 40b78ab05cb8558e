"""Finds English on pages that should be Indonesian."""

import re
from html.parser import HTMLParser

# Words that only English has; "no", "in", "data", "status" and the like are Indonesian as well.
ENGLISH = set(
    re.findall(
        r"\w+",
        """
        about above add all and any are as at back be been before by can cancel change choose date day do
        does each edit empty end every everybody first for from has have help here how if is it its last
        leave left list name never new next nobody not nothing now number of on one only or other out page
        person remove save search see seats show somebody state submit that the their them there these they
        this those to until was were what when where which who why will with without write yes you your
        """,
    )
)
SPOKEN = {
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-label",
    "data-pick",
    "data-copied",
    "data-failed",
    "data-filters",
}


class Visible(HTMLParser):
    """Collects what people read or hear on a page; parts marked as English are left out."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}

    def __init__(self):
        super().__init__()
        self.words, self.silent = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        silent = tag in ("script", "style", "template") or attrs.get("lang") == "en"
        if not silent and not any(self.silent):
            self.words += [attrs[name] for name in SPOKEN & attrs.keys() if attrs[name]]
        if tag not in self.VOID:
            self.silent.append(silent)

    def handle_startendtag(self, tag, attrs):
        if tag not in self.VOID:
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.silent:
            self.silent.pop()

    def handle_data(self, data):
        if data.strip() and not any(self.silent):
            self.words.append(" ".join(data.split()))


def english_in(html: str) -> list[str]:
    """Return the phrases of a page that hold an English word."""
    parser = Visible()
    parser.feed(html)
    return [phrase for phrase in parser.words if ENGLISH & set(re.findall(r"[a-z]+", phrase.lower()))]

"""Paper: every PDF of the project is made here, from a template and our own files only."""

import atexit
import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

# WeasyPrint takes most of a second to import, so it is imported inside functions only.

# Archival (fonts, colours and Unicode text inside the file); tags are written besides, for screen readers.
ARCHIVE = "pdf/a-3u"
IMAGE_DPI = 300
_MAX_CACHED_IMAGES = 200

# Pango's font map and the image cache are shared by the process and not safe between threads.
_lock = threading.RLock()
_images: dict = {}
_font_configuration = None


class PdfError(Exception):
    """A document that could not be made as it should be."""


class RefusedUrl(PdfError):
    """A document asked for a file or an address outside our static and media folders."""


class PageCountError(PdfError):
    """Some sections do not have the number of pages they must have.

    `counts` tells the pages found, by anchor, for every section that is wrong.
    """

    def __init__(self, counts: dict[str, int]):
        super().__init__(f"Wrong number of pages: {counts}")
        self.counts = counts


@dataclass(frozen=True)
class Part:
    """One of several documents laid out together.

    It has one or more sections, each named by the id of an element that starts a page; `section_pages`, when
    given, is the number of pages that every section must have.
    """

    title: str
    anchors: tuple[str, ...]
    section_pages: int | None = None


def render_pdf(
    template_name: str, context: dict, *, title: str, lang: str = "id", variant: str | None = None
) -> bytes:
    """Return the template as one tagged PDF, in the language and the formats of `lang`.

    Raises RefusedUrl when the document asks for anything but our static and media files, and PdfError when
    one of these cannot be read.
    """
    with _lock, _collector_at_rest():
        document = _lay_out(template_name, context, lang, variant)
        return _write(document, document.pages, title, lang, variant)


def render_pages(
    template_name: str, context: dict, *, parts: Sequence[Part], lang: str = "id", variant: str | None = None
) -> list[bytes]:
    """Return one PDF for each part of a template that holds many documents, in the order of `parts`.

    Laying them out together costs a third of doing it one by one. A section begins on the page that holds its
    anchor and ends before the next section.

    Raises PageCountError before anything is written when a section is missing or has not the pages it must
    have; RefusedUrl and PdfError as `render_pdf` does.
    """
    with _lock, _collector_at_rest():
        document = _lay_out(template_name, context, lang, variant)
        sections = _pages_by_section(document.pages, parts)
        return [
            _write(
                document,
                [page for anchor in part.anchors for page in sections[anchor]],
                part.title,
                lang,
                variant,
            )
            for part in parts
        ]


def merge_pdfs(
    files: Sequence[bytes], *, title: str = "", lang: str = "id", fronts_first: bool = False
) -> bytes:
    """Return the pages of stored PDFs as one file for the printer; with `fronts_first` all first pages, then
    all second ones, and so on.

    The result is for printing, not for keeping: archive marks and tags of the originals are lost.
    Raises PdfError when a file is damaged.
    """
    import pikepdf

    output = BytesIO()
    try:
        with pikepdf.new() as merged:
            sources = [pikepdf.open(BytesIO(content)) for content in files]
            pages = [(index, page) for source in sources for index, page in enumerate(source.pages)]
            if fronts_first:
                pages.sort(key=lambda place: place[0])
            for _index, page in pages:
                merged.pages.append(page)
            for page in merged.pages:
                # The tags stay behind, so no page may point into their tree.
                for key in ("/StructParents", "/Annots"):
                    if key in page.obj:
                        del page.obj[key]
            if title:
                merged.docinfo["/Title"] = title
            merged.Root.Lang = lang
            merged.save(output, min_version="1.7")
    except pikepdf.PdfError as error:
        raise PdfError("A stored file is not a readable PDF.") from error
    return output.getvalue()


def media_url(name: str) -> str:
    """Return the address under which a document may show a stored file, or "" for an empty name.

    The time of its last change is part of it, so that a replaced logo is not served from the image cache.
    """
    if not name:
        return ""
    path = _own_path("media", quote(str(name)))
    try:
        version = path.stat().st_mtime_ns
    except OSError as error:
        raise PdfError(f"The file {name} cannot be read.") from error
    return f"media:{quote(str(name))}?{version}"


def url_fetcher():
    """Return WeasyPrint's way to our files; it knows `static:`, `media:` and `file:` and has no network.

    WeasyPrint turns any exception of a fetcher that fails on errors into one that ends the rendering.
    """
    return _fetcher_class()(fail_on_errors=True)


@cache
def _fetcher_class():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            path = find_file(url)
            # As a file address, so that a style sheet finds its fonts beside itself.
            return URLFetcherResponse(path.as_uri(), path.read_bytes(), {"Content-Type": _content_type(path)})

    return OwnFiles


def find_file(url: str) -> Path:
    """Return the path of the file behind `static:...`, `media:...` or `file:///...`.

    Raises RefusedUrl for every other address, and for a path that leaves our folders, also by a link.
    """
    parts = urlsplit(url)
    if parts.netloc or parts.scheme not in ("static", "media", "file"):
        raise RefusedUrl(f"A document may not read {url[:200]}")
    return _own_path(parts.scheme, parts.path)


def _own_path(scheme, quoted):
    static = [Path(settings.BASE_DIR) / "static"]
    # An entry may be a pair (prefix, folder).
    static += [
        Path(entry[1] if isinstance(entry, list | tuple) else entry) for entry in settings.STATICFILES_DIRS
    ]
    media = [Path(settings.MEDIA_ROOT)] if settings.MEDIA_ROOT else []
    roots = {"static": static, "media": media, "file": static + media}[scheme]
    name = unquote(quoted)
    if "\0" not in name and (scheme == "file" or not name.startswith("/")):
        for root in roots:
            root = root.resolve()
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
    raise RefusedUrl(f"A document may not read {scheme}:{quoted[:200]}, or it is missing")


def _content_type(path):
    from mimetypes import guess_type

    # Not every system knows woff2.
    return guess_type(path.name)[0] or "application/octet-stream"


def _fonts():
    """Return the process's font configuration, a new one when a clean-up of /tmp took its folder away."""
    from weasyprint.text.fonts import FontConfiguration

    global _font_configuration
    if _font_configuration is None:
        atexit.register(_forget_fonts)
    folder = getattr(_font_configuration, "_folder", None)
    if _font_configuration is None or (folder is not None and not folder.exists()):
        _font_configuration = FontConfiguration()
    return _font_configuration


def _forget_fonts():
    """Let the configuration remove its folder while Python still can."""
    global _font_configuration
    _font_configuration = None


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Stop Python's cycle collector: walking a large growing tree took a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _lay_out(template_name, context, lang, variant):
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    with translation.override(lang):
        html = render_to_string(template_name, context)
    if len(_images) > _MAX_CACHED_IMAGES:
        _images.clear()
    try:
        document = weasyprint.HTML(string=html, base_url="static:", url_fetcher=url_fetcher()).render(
            font_config=_fonts(), cache=_images, pdf_variant=variant, pdf_tags=True, dpi=IMAGE_DPI
        )
    except FatalURLFetchingError as error:
        # It derives from BaseException, which would pass every handler above us.
        if isinstance(error.__cause__, PdfError):
            raise error.__cause__ from None
        raise PdfError(str(error)) from error
    # WeasyPrint only logs a damaged picture, and prints the page without it.
    if damaged := [url for url, image in _images.items() if image is None]:
        _images.clear()
        raise PdfError(f"Not a readable picture: {damaged}")
    return document


def _pages_by_section(pages, parts):
    anchors = [anchor for part in parts for anchor in part.anchors]
    sections: dict[str, list] = {anchor: [] for anchor in anchors}
    if len(sections) < len(anchors):
        raise PdfError("Two sections have the same anchor.")
    current = None
    for page in pages:
        starts = sections.keys() & page.anchors.keys()
        if len(starts) > 1:
            raise PdfError(f"Sections share a page: {sorted(starts)}")
        current = starts.pop() if starts else current
        if current is None:
            raise PdfError("There are pages before the first section.")
        sections[current].append(page)
    wrong = {
        anchor: len(sections[anchor])
        for part in parts
        for anchor in part.anchors
        if len(sections[anchor]) != (part.section_pages or max(len(sections[anchor]), 1))
    }
    if wrong:
        raise PageCountError(wrong)
    return sections


def _write(document, pages, title, lang, variant):
    # A copy shares the metadata of the whole, so they are set just before each write.
    document.metadata.title = title
    document.metadata.lang = lang
    return document.copy(pages).write_pdf(
        pdf_variant=variant, pdf_tags=True, dpi=IMAGE_DPI, finisher=_set_tags_apart
    )


def _set_tags_apart(document, pdf):
    """Leave only the tags in the compressed object stream, so that merging need not read them.

    Whoever reads one object of such a stream reads all; tags are four fifths of them.
    """
    import pydyf

    tags = ("/StructElem", "/StructTreeRoot", "/OBJR")
    for item in pdf.objects:
        if type(item) is pydyf.Dictionary and item.get("Type") not in tags and "Nums" not in item:
            item.__class__ = _loose_dictionary()


@cache
def _loose_dictionary():
    import pydyf

    class LooseDictionary(pydyf.Dictionary):
        compressible = False

    return LooseDictionary

"""Copy what browsers load from node_modules to static/vendor: `python -m config.frontend`.

Needs no Django and does nothing when nothing changed. Only the files that pages use are copied: the
manifest storage would stumble over the rest, and over references to source maps.
"""

import re
import shutil
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
MODULES = BASE_DIR / "node_modules"
VENDOR = BASE_DIR / "static" / "vendor"

# Every icon that a template, a table or `apps.py` names; tests/core/test_frontend.py compares.
ICONS = re.findall(
    r"\S+",
    """
adjustments alert-circle alert-triangle arrow-left arrow-right arrows-sort award building
building-community calendar calendar-check calendar-event camera certificate chart-bar check checklist
chevron-down chevron-left chevron-right chevron-up circle-check circle-x clipboard-check clipboard-list
clock copy dots-vertical download external-link eye file-spreadsheet file-text files filter flag
heart-handshake history home id info-circle key language link list list-check lock login logout map-pin
menu-2 minus note notes package pencil phone plus printer qrcode refresh report report-analytics school
search send settings shield-check signature sort-ascending sort-descending star switch-horizontal trash
trophy upload user user-check user-plus users users-group x
brush building-store calculator chalkboard chart-dots cloud-rain coins ear flask hammer keyboard list-numbers
mood-empty mood-neutral mood-sad mood-smile motorbike music nurse packages palette plant-2 plug receipt
scissors shopping-cart speakerphone zoom-question
""",
)

FONTS = {
    "eb-garamond": ["400-normal", "400-italic", "500-normal", "600-normal", "700-normal"],
    "source-sans-3": ["400-normal", "400-italic", "500-normal", "600-normal", "700-normal"],
}
SUBSETS = ["latin", "latin-ext"]

SOURCE_MAP = re.compile(rb"\s*(?://[#@] ?sourceMappingURL=\S+|/\*[#@] ?sourceMappingURL=[^*]+\*/)\s*")


def sprite(names: list[str]) -> bytes:
    """Return one SVG with a symbol for each icon, drawn in the colour of the text."""
    symbols = []
    for name in sorted(set(names)):
        drawing = (MODULES / "@tabler/icons/icons/outline" / f"{name}.svg").read_text()
        paths = "".join(re.findall(r"<(?:path|circle|rect|line)\b[^>]*/>", drawing.partition("<svg")[2]))
        paths = paths.replace(" />", "/>").replace('<path stroke="none" d="M0 0h24v24H0z" fill="none"/>', "")
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
            f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{paths}</symbol>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'.encode()


def wanted() -> dict[str, bytes]:
    """Return the files of static/vendor: path and content."""
    files = {
        "tabler.min.css": SOURCE_MAP.sub(
            b"\n", (MODULES / "@tabler/core/dist/css/tabler.min.css").read_bytes()
        ),
        "icons.svg": sprite(ICONS),
    }
    for family, styles in FONTS.items():
        for subset in SUBSETS:
            for style in styles:
                name = f"{family}-{subset}-{style}.woff2"
                files[f"fonts/{name}"] = (MODULES / "@fontsource" / family / "files" / name).read_bytes()
        files[f"fonts/{family}-LICENSE"] = (MODULES / "@fontsource" / family / "LICENSE").read_bytes()
    return files


def build() -> int:
    """Bring static/vendor up to date and return how many files changed."""
    files = wanted()
    changed = 0
    for path in sorted(VENDOR.rglob("*")) if VENDOR.exists() else []:
        if path.is_file() and path.relative_to(VENDOR).as_posix() not in files:
            path.unlink()
            changed += 1
    for name, content in files.items():
        path = VENDOR / name
        if path.exists() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside first: a server may be reading the old one.
        draft = path.with_name(f"{path.name}.new")
        draft.write_bytes(content)
        shutil.move(draft, path)
        changed += 1
    return changed


if __name__ == "__main__":
    if not MODULES.exists():
        sys.exit("node_modules is missing: run `make setup` (or `npm ci`) first.")
    try:
        count = build()
    except FileNotFoundError as error:
        sys.exit(f"{error.filename} is missing: run `npm ci`, or correct the list in config/frontend.py.")
    print(f"static/vendor: {count} files changed.")

"""docs/performance.md: a short summary, then tables for each role, from what was measured."""

from datetime import date

from bench.budgets import COMPRESSED_KB, KINDS, RATIO, RAW_KB, REASONS, exceeded
from bench.pages import BESIDE

FIRST_VISIT_KB = 170
FIXED = {"check": ("`manage.py check`", 1.5), "migrating": ("all migrations on an empty database", 5.0)}
# Differences below this are those of the machine, not of the data.
NOISE_MS = 5


def page(found: dict) -> str:
    """Return the page. `found` has "machine", "requests", "check", "migrating", "demo", maybe "national"."""
    both = "national" in found
    parts = [
        "# How fast the pages are",
        "Written by `make bench`; do not edit.",
        _intro(found, both),
        "## Over budget",
        _bullets(over_budget(found)) or "Nothing.",
        "## Summary",
        _by_kind(found, both),
        "## Beside Django's admin",
        _beside(found, both),
        "## Saving",
        _saving(found, both),
        "## Fixed budgets",
        _fixed(found),
        "## Pages by role",
        _legend(found, both),
        *_by_role(found, both),
    ]
    if missing := _not_opened(found):
        parts += ["## Not opened", "The data has no such object for this role:", _bullets(missing)]
    return "\n\n".join(parts) + "\n"


def over_budget(found: dict) -> list[str]:
    """Return a line for everything that breaks its budget."""
    lines = []
    for name in _databases(found):
        for row in _pages(found, name):
            if over := exceeded(row["kind"], row):
                why = _why(row["address"], row["kind"])
                lines.append(f"{name}, {row['role']}: `{row['shown']}`: {', '.join(over)}{why}")
    for row in _pages(found, "demo"):
        # Django's admin is only compared with.
        more = row["kind"] != "admin" and _same(found, row)
        if more and _ratio(row, more) > RATIO and more["median"] - row["median"] > NOISE_MS:
            times = f"{row['median']:.0f} ms to {more['median']:.0f} ms"
            lines.append(
                f"{row['role']}: `{row['shown']}`: {_ratio(row, more):.1f} x the demo, {times}"
                f"{_why(row['address'], row['kind'])}"
            )
    for name in _databases(found):
        for line in found[name]["saving"]:
            over = _over_saving(line)
            lines += [f"{name}, {line['what']}: {', '.join(over)}{_why(line['what'])}"] if over else []
    for key, (what, budget) in FIXED.items():
        if found[key] and found[key] > budget:
            lines.append(f"{what}: {found[key]:.1f} s > {budget} s{_why(key)}")
    if (size := _first_visit(found)) > FIRST_VISIT_KB:
        lines.append(f"first visit: {size:.0f} KB > {FIRST_VISIT_KB} KB")
    return lines


def _why(*keys):
    """Return the first reason that is known for something over its budget, as the end of its line."""
    return next((f" ({REASONS[key]})" for key in keys if key in REASONS), "")


def _databases(found):
    return [name for name in ("demo", "national") if name in found]


def _pages(found, name, kind=None):
    rows = found[name]["pages"] if name in found else []
    return [row for row in rows if row["status"] == 200 and kind in (None, row["kind"])]


def _same(found, row) -> dict | None:
    """Return the same page on the national set."""
    same = ("role", "address", "thing", "query")
    return next(
        (other for other in _pages(found, "national") if all(other[key] == row[key] for key in same)), None
    )


def _ratio(row, more):
    return more["median"] / row["median"]


def _over_saving(line):
    over = []
    if line["statements_budget"] and line["statements"] > line["statements_budget"]:
        over.append(f"{line['statements']} statements > {line['statements_budget']}")
    if line["ms_budget"] and line["median"] > line["ms_budget"]:
        over.append(f"{line['median']:.0f} ms > {line['ms_budget']}")
    return over


def _first_visit(found):
    return sum(found["demo"]["first_visit"].values()) / 1024


def _intro(found, both):
    machine = found["machine"]
    sizes = [f"{name}: {_size(found[name]['size'])}" for name in _databases(found)]
    lines = [
        f"Measured on {date.today():%d %B %Y} on {machine['processor']} ({machine['cores']} cores, "
        f"{machine['memory']}), {machine['system']}, with Python {machine['Python']}, Django "
        f"{machine['Django']} and PostgreSQL {machine['PostgreSQL']} on the same machine, as `make run` "
        f"starts it: gunicorn with 2 processes. Before it began, {machine['load']} processes wanted to "
        "run on average: with more than there are cores the times are too long, and CPU tells more.",
        "",
        *(f"- {line}" for line in sizes),
    ]
    if not both:
        lines += ["", "The national set was left out of this run."]
    return "\n".join(lines)


def _size(size):
    return ", ".join(f"{count:,} {what}" for what, count in size.items())


def _bullets(lines):
    return "\n".join(f"- {line}" for line in lines)


def _table(head, rows, numbers=()):
    """Return a table; the columns at `numbers` stand to the right."""
    marks = ["---:" if index in numbers else "---" for index in range(len(head))]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in [head, marks, *rows])


def _marked(text, over):
    return f"**{text}** ⚠" if over else str(text)


def _by_kind(found, both):
    rows = []
    for kind, budget in KINDS.items():
        if kind == "admin" or not (own := _pages(found, "demo", kind)):
            continue
        row = [kind, budget.statements or "–", f"{budget.ms} ms"]
        for name in _databases(found):
            times = sorted(page["median"] for page in _pages(found, name, kind))
            over = sum(bool(exceeded(kind, page)) for page in _pages(found, name, kind))
            row += [
                len(times),
                f"{times[len(times) // 2]:.0f} ms",
                f"{times[-1]:.0f} ms",
                _marked(over, over),
            ]
        if both:
            pairs = [_ratio(page, more) for page in own if (more := _same(found, page))]
            row.append(f"{sorted(pairs)[len(pairs) // 2]:.2f}" if pairs else "")
        rows.append(row)
    head = ["kind", "statements at most", "budget"]
    for name in _databases(found):
        head += [f"{name}: pages", "median of them", "slowest", "over budget"]
    head += ["national / demo"] if both else []
    return _table(head, rows, range(1, len(head)))


def _beside(found, both):
    rows = []
    for name in _databases(found):
        pages = _pages(found, name)
        for admin in (page for page in pages if page["kind"] == "admin"):
            same = (BESIDE[admin["address"]], admin["role"], admin["query"])
            ours = next((p for p in pages if (p["address"], p["role"], p["query"]) == same), None)
            if ours is None:
                continue
            rows.append([name, admin["role"], f"`{ours['shown']}`"])
            for page in (ours, admin):
                rows[-1] += [page["statements"], _ms(page["median"]), _ms(page["p95"]), _kb(page["raw"])]
    head = ["data", "role", "list", "ours: statements", "median", "p95", "KB"]
    head += ["admin: statements", "median", "p95", "KB"]
    text = (
        "The same rows to the same user, 25 a page, with like columns, search and filters "
        "(`bench/admin.py`). Ours also draws the navigation, says what waits, and logs whose rows were read."
    )
    return text + "\n\n" + _table(head, rows, range(3, len(head)))


def _saving(found, both):
    rows = []
    for name in _databases(found):
        for line in found[name]["saving"]:
            budget, most = line["statements_budget"], line["ms_budget"]
            rows.append(
                [
                    name,
                    line["what"],
                    _marked(line["statements"], budget and line["statements"] > budget),
                    budget or "–",
                    _marked(_ms(line["median"]), most and line["median"] > most),
                    _ms(line["p95"]),
                    most or "–",
                ]
            )
    head = ["data", "what is saved", "statements", "budget", "median ms", "p95 ms", "budget ms"]
    return "Sent over HTTP as a browser does, everything written for good.\n\n" + _table(
        head, rows, range(2, 7)
    )


def _fixed(found):
    rows = []
    for key, (what, budget) in FIXED.items():
        value = f"{found[key]:.1f} s" if found[key] else "not measured"
        rows.append([what, _marked(value, found[key] and found[key] > budget), f"{budget} s"])
    size = _first_visit(found)
    what = "first visit, compressed: the sign-in and the page behind it with all that they load"
    rows.append([what, _marked(f"{size:.0f} KB", size > FIRST_VISIT_KB), f"{FIRST_VISIT_KB} KB"])
    biggest = sorted(found["demo"]["first_visit"].items(), key=lambda item: -item[1])[:6]
    parts = ", ".join(f"`{path}` {size / 1024:.0f} KB" for path, size in biggest)
    return _table(["what", "measured", "budget"], rows, (1, 2)) + f"\n\nMost of the first visit: {parts}."


def _legend(found, both):
    text = (
        "Statements are the most of any request, those of the session, of the navigation and of the read log "
        "among them. Times are the server's, in ms, from the first middleware to the last, over "
        f"{found['requests']} requests after warming up; of the median, CPU is what the processor worked on "
        "it in Python, and SQL what the statements took. KB are those of the HTML "
        f"(at most {RAW_KB}, {COMPRESSED_KB} compressed). ⚠ is over its budget."
    )
    if both:
        text += " Each pair is demo / national."
    return text


def _by_role(found, both):
    rows_of, order = {}, []
    for name in _databases(found):
        for row in found[name]["pages"]:
            order += [row["role"]] if row["role"] not in order else []
    for role in order:
        rows = rows_of.setdefault(role, [])
        shown = _pages(found, "demo") or _pages(found, "national")
        for row in (row for row in shown if row["role"] == role and row["kind"] != "admin"):
            pair = [row, *([more] if (more := _same(found, row)) else [])]
            rows.append(_line(row, pair, both))
    head = ["page", "kind", "statements", "median", "p95", "CPU", "SQL", "KB", "compressed", "budget"]
    head += ["ratio"] if both else []
    for role in order:
        if rows_of[role]:
            yield f"### {role[0].upper()}{role[1:]}"
            yield _table(head, rows_of[role], range(2, len(head)))


def _line(row, pair, both):
    budget = KINDS[row["kind"]]
    count = budget.statements
    cells = [
        f"`{row['shown']}`",
        row["kind"],
        " / ".join(_marked(p["statements"], count and p["statements"] > count) for p in pair),
        " / ".join(_marked(_ms(p["median"]), p["median"] > budget.ms) for p in pair),
        " / ".join(_ms(p["p95"]) for p in pair),
        " / ".join(_ms(p["cpu"]) for p in pair),
        " / ".join(_ms(p["db"]) for p in pair),
        " / ".join(_marked(_kb(p["raw"]), p["raw"] > RAW_KB * 1024) for p in pair),
        " / ".join(_marked(_kb(p["compressed"]), p["compressed"] > COMPRESSED_KB * 1024) for p in pair),
        f"{count or '–'}, {budget.ms} ms",
    ]
    if both:
        ratio = _ratio(*pair) if len(pair) == 2 else None
        over = ratio and ratio > RATIO and pair[1]["median"] - pair[0]["median"] > NOISE_MS
        cells.append(_marked(f"{ratio:.2f}", over) if ratio else "")
    return [str(cell) for cell in cells]


def _ms(value):
    return f"{value:.0f}"


def _kb(value):
    return f"{value / 1024:.1f}"


def _not_opened(found):
    lines = []
    for name in _databases(found):
        for row in found[name]["pages"]:
            if row["status"] != 200:
                why = f"answered {row['status']}" if row["status"] else f"no {row['thing']}"
                lines.append(f"{name}, {row['role']}: `{row['shown']}` ({why})")
    return lines

"""The budgets: what a page may cost (design of the house), by its kind."""

from dataclasses import dataclass

RAW_KB, COMPRESSED_KB = 60, 12
# How much longer a page may take on the national set than on the demo.
RATIO = 1.2
GREW = "more rows stand behind it than on the demo, and this machine's speed varies by a third meanwhile"

# Why something is over its budget as yet: by the name of the page's address, else by its kind; or by what is
# measured.
REASONS = {
    "list": "two thirds are shell, filters and cells drawn in Python; this processor takes 30 ms for them",
    "detail": GREW,
    "form": GREW,
    "search": "the shell around the page; SQL takes a few milliseconds",
    "dashboard": "some fifty figures are counted anew, of a large facility from all its rows",
    "reports:home": "some forty questions in one statement, which the database has to plan",
    "audit:trail": "the histories of all models are read in one statement whose parts are built anew",
    "reintegration:outcomes": "of a facility all releases are counted anew, by class and together",
    "reports:monthly-detail": "a draft counts its month anew on each visit",
    "reports:yearly": "twelve months of all sections are counted anew",
    "reports:partner-report": "all sections of the report on a partner are counted anew",
    "inmates:assessment-list": "found by where each person is now, among all who ever were there",
    "enrolments:participant-add": "the rules are gone through for everybody held, to put the best first",
    "issuing 20 certificates of two pages": "the second core helps only while nobody else needs it",
    "check": "800 triggers of history are declared, and all apps with their registries imported",
    "migrating": "Django renders all models for each of the migrations; squashing them again shortens it",
}


@dataclass(frozen=True)
class Budget:
    """At most so many statements (None: not budgeted) and so many milliseconds of server time."""

    statements: int | None
    ms: int


KINDS = {
    "home": Budget(None, 100),
    "dashboard": Budget(None, 100),
    "search": Budget(10, 40),
    "list": Budget(10, 40),
    "detail": Budget(12, 60),
    "form": Budget(12, 80),
}
# Django's admin is only compared with.
KINDS["admin"] = Budget(None, 10**6)


def exceeded(kind: str, page: dict) -> list[str]:
    """Return in words which budgets a measured page breaks; on the demo it must keep them too."""
    if kind == "admin":
        return []
    budget, over = KINDS[kind], []
    if budget.statements is not None and page["statements"] > budget.statements:
        over.append(f"{page['statements']} statements > {budget.statements}")
    if page["median"] > budget.ms:
        over.append(f"{page['median']:.0f} ms > {budget.ms}")
    if page["raw"] > RAW_KB * 1024:
        over.append(f"{page['raw'] / 1024:.0f} KB > {RAW_KB}")
    if page["compressed"] > COMPRESSED_KB * 1024:
        over.append(f"{page['compressed'] / 1024:.1f} KB compressed > {COMPRESSED_KB}")
    return over

"""The budgets: what a page may cost (design of the house), by its kind."""

from dataclasses import dataclass

RAW_KB, COMPRESSED_KB = 60, 12
# How much longer a page may take on the national set than on the demo.
RATIO = 1.2

# Why something is over its budget and stays so: by the name of the page's address, or by what is measured.
REASONS = {
    "enrolments:graduation": "results, their sheet, the checklist and the minutes of a class at once",
    "attendance of 30 in a session": "three statements are those of every request: session, user, membership",
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

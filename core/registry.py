"""Where apps hang what other apps show or run: navigation, tabs, worklist items, chores, long work.

Each app registers its own in `apps.py`; pages loop over what is there. So a lower app never imports a
higher one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db.models import QuerySet

from core.prepared import fetch_prepared
from core.together import fetch_together

# More of one kind than this stands on a page of its own.
WORK_ROWS = 100
SEARCH_ROWS = 6
COMING_ROWS = 20


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation, for whom `visible(user)` is true.

    `group` is the `url_name` of the entry below which it stands; for who does not see that one it stands on
    its own.
    """

    label: str
    url_name: str
    icon: str
    order: int
    visible: Callable[[object], bool]
    group: str | None = None


@dataclass(frozen=True)
class NavEntry:
    """An entry of the navigation with those below it."""

    item: NavItem
    parts: tuple[NavItem, ...] = ()


@dataclass(frozen=True)
class Tab:
    """A part of an object's page with an address of its own, for who has `permission`."""

    label: str
    url_name: str
    permission: str
    order: int


@dataclass(frozen=True)
class WorkItem:
    """A line of the worklist: what waits, since when, and the page that settles it.

    `person` is the key of the person whom it names, for the read log.
    """

    title: str
    text: str
    url: str
    action: str
    overdue: bool = False
    person: int | None = None


@dataclass(frozen=True)
class WorkGroup:
    """Items of one kind, for who has `permission`.

    `rows(user)` returns a queryset that is not read yet: all groups are read in one statement, so it must not
    cost any itself (see core/together.py). `item(row)` makes of each row its line, None, or several lines.
    """

    title: str
    icon: str
    order: int
    permission: str
    rows: Callable[[object], QuerySet]
    item: Callable[[object], WorkItem | Iterable[WorkItem] | None]

    @property
    def key(self) -> str:
        """What names the group in an address."""
        return f"{self.permission}-{self.order}"

    def items(self, rows) -> list[WorkItem]:
        """Return the lines of the rows, overdue ones first."""
        lines = []
        for row in rows:
            made = self.item(row) or ()
            lines.extend([made] if isinstance(made, WorkItem) else made)
        return sorted(lines, key=lambda line: not line.overdue)


@dataclass(frozen=True)
class ComingItem:
    """Something that comes: on which day, what, and its page. `person` is the key of whom it names."""

    day: date
    title: str
    text: str
    url: str
    person: int | None = None


@dataclass(frozen=True)
class Coming:
    """What comes within days, of one kind, for who has `permission`: nothing has to be done yet.

    `rows(user, first, last)` returns a queryset that is not read yet, of what falls on these days, both
    included (see WorkGroup); `item(row)` makes its line.
    """

    title: str
    icon: str
    permission: str
    rows: Callable[[object, date, date], QuerySet]
    item: Callable[[object], ComingItem]


@dataclass(frozen=True)
class Hit:
    """Something that a search found. `person` is the key of the person whom it names, for the read log."""

    title: str
    text: str
    url: str
    person: int | None = None


@dataclass(frozen=True)
class SearchKind:
    """What is looked through by the search in the top bar, for who has `permission`.

    `rows(user, text)` returns a queryset that is not read yet (see WorkGroup), best first; `hit(row)` makes
    its line. The list behind `list_url` shows everything that is found, given `?q=`.
    """

    title: str
    icon: str
    order: int
    permission: str
    rows: Callable[[object, str], QuerySet]
    hit: Callable[[object], Hit]
    list_url: str


@dataclass(frozen=True)
class Found:
    """The first hits of a kind, and whether there are more."""

    kind: SearchKind
    hits: list[Hit]
    more: bool


@dataclass(frozen=True)
class Step:
    """A sensible next step with an object: where it leads, and how it is called."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class NextStep:
    """A kind of step; `find(obj, user)` returns the Step when it is the object's turn, else None."""

    order: int
    find: Callable[[object, object], Step | None]


@dataclass(frozen=True)
class Chore:
    """A part of `manage.py daily`. `run()` may be called any number of times; it says what it did."""

    name: str
    order: int
    run: Callable[[], str]


@dataclass(frozen=True)
class StoredFiles:
    """A folder of the media storage whose files rows refer to.

    `wanted()` yields (name in the storage, SHA-256 or "") of every file that a row needs. A backup checks
    that they are all in it. With `sweep`, `manage.py daily` removes the folder's files that are a day old and
    that no row names; name files so that a later row never takes over an old one.
    """

    folder: str
    wanted: Callable[[], Iterable[tuple[str, str]]]
    sweep: bool = False


@dataclass(frozen=True)
class JobKind:
    """A kind of long work (see core/jobs.py), for who has `permission`.

    `step(job, by=user)` does the next second of it inside a transaction, notes in `job.cursor` and `job.done`
    how far it is, and returns whether something is left. `finished(job)` says what has been done.
    """

    name: str
    label: str
    permission: str
    step: Callable[..., bool]
    finished: Callable[[object], str]


_home: list[NavItem] = []
_nav: list[NavItem] = []
_tabs: dict[str, list[Tab]] = defaultdict(list)
_work: list[WorkGroup] = []
_coming: list[Coming] = []
_search: list[SearchKind] = []
_steps: dict[str, list[NextStep]] = defaultdict(list)
_chores: list[Chore] = []
_stored: list[StoredFiles] = []
_job_kinds: dict[str, JobKind] = {}


def add_nav(*items: NavItem) -> None:
    _nav.extend(items)
    _nav.sort(key=lambda item: item.order)


def set_home(item: NavItem) -> None:
    """Say which page is everybody's first; it stands above the navigation's entries."""
    _home[:] = [item]


def add_tab(model_label: str, tab: Tab) -> None:
    """Hang a tab on the page of `model_label`, for instance "programs.program"."""
    _tabs[model_label].append(tab)
    _tabs[model_label].sort(key=lambda tab: tab.order)


def add_work(group: WorkGroup) -> None:
    _work.append(group)
    _work.sort(key=lambda group: group.order)


def add_coming(*kinds: Coming) -> None:
    _coming.extend(kinds)


def add_search(kind: SearchKind) -> None:
    _search.append(kind)
    _search.sort(key=lambda kind: kind.order)


def add_step(model_label: str, step: NextStep) -> None:
    """Let `step` take part in what comes next with an object of `model_label`."""
    _steps[model_label].append(step)
    _steps[model_label].sort(key=lambda step: step.order)


def next_step(user, obj) -> Step | None:
    """Return the first step in order whose turn it is, or None."""
    found = (step.find(obj, user) for step in _steps[obj._meta.label_lower])
    return next((step for step in found if step), None)


def add_chore(chore: Chore) -> None:
    _chores.append(chore)
    _chores.sort(key=lambda chore: chore.order)


def add_stored_files(stored: StoredFiles) -> None:
    _stored.append(stored)


def add_job_kind(kind: JobKind) -> None:
    _job_kinds[kind.name] = kind


def chores() -> list[Chore]:
    return list(_chores)


def stored_files() -> list[StoredFiles]:
    return list(_stored)


def job_kinds() -> dict[str, JobKind]:
    return dict(_job_kinds)


def nav_for(user) -> list[NavItem]:
    return [item for item in _nav if item.visible(user)]


def nav_entries(user) -> list[NavEntry]:
    """Return the navigation of `user`: entries, each with the parts of its area that the user sees."""
    items = [*_home, *nav_for(user)]
    heads = {item.url_name for item in items if item.group is None}
    tops = [item for item in items if item.group not in heads]
    return [
        NavEntry(top, tuple(item for item in items if item.group == top.url_name and item is not top))
        for top in tops
    ]


def tabs_for(user, obj) -> list[Tab]:
    return [tab for tab in _tabs[obj._meta.label_lower] if user.has_perm(tab.permission)]


def work_for(user) -> list[tuple[WorkGroup, list[WorkItem]]]:
    """Return the groups in which something waits for `user`, overdue items first; one statement for all."""
    return desk_of(user)[0]


def desk_of(user, first: date | None = None, last: date | None = None):
    """Return what waits for `user` by groups, as `work_for` does, and what comes from `first` to `last`.

    What comes is a list of (Coming, ComingItem), the next day first, at most COMING_ROWS of a kind. Groups
    with something overdue come first. One statement for everything.
    """
    groups = [group for group in _work if user.has_perm(group.permission)]
    kinds = [kind for kind in _coming if first and user.has_perm(kind.permission)]
    makers = [
        *(lambda who, rows=group.rows: rows(who)[:WORK_ROWS] for group in groups),
        *(lambda who, rows=kind.rows: rows(who, first, last)[:COMING_ROWS] for kind in kinds),
    ]
    about = (*(one.rows for one in (*groups, *kinds)), first, last)
    found = fetch_prepared(user, about, makers)
    lines = [(group, group.items(rows)) for group, rows in zip(groups, found, strict=False)]
    waiting = [(group, items) for group, items in lines if items]
    waiting.sort(key=lambda pair: not pair[1][0].overdue)
    coming = [
        (kind, kind.item(row)) for kind, rows in zip(kinds, found[len(groups) :], strict=True) for row in rows
    ]
    return waiting, sorted(coming, key=lambda pair: attrgetter("day", "title")(pair[1]))


def search_kinds(user) -> list[SearchKind]:
    """Return what `user` may look through."""
    return [kind for kind in _search if user.has_perm(kind.permission)]


def search(user, text: str) -> list[Found]:
    """Return the kinds in which something was found for `user`; one statement for all."""
    kinds = search_kinds(user)
    found = fetch_together([kind.rows(user, text)[: SEARCH_ROWS + 1] for kind in kinds])
    return [
        Found(kind, [kind.hit(row) for row in rows[:SEARCH_ROWS]], len(rows) > SEARCH_ROWS)
        for kind, rows in zip(kinds, found, strict=True)
        if rows
    ]

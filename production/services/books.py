"""Reading the ledger: what stands on the accounts, and one account line by line."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F, Sum, Window
from django.utils.translation import gettext as _

from production.models.ledger import CREDIT_ROLES, KINDS, AccountKind, Role
from production.models.split import Incentive

LINES = 50


@dataclass(frozen=True)
class BookLine:
    """One account of the book, or all members' together: its balance on its own side."""

    label: str
    kind: str
    debit: int | None
    credit: int | None
    account_id: int | None


@dataclass(frozen=True)
class Book:
    """All accounts of a facility; `debit` and `credit` are the two sides, which are always equal."""

    lines: list[BookLine]
    debit: int
    credit: int


def book(accounts) -> Book:
    """Return what stands on `accounts` now, in the order of a balance sheet; one statement.

    The members' accounts are one line: what is owed to each stands on a page of its own.
    """
    sums: dict[str, list] = {}
    for account in accounts.with_balances():
        known = sums.setdefault(account.role, [0, account.pk])
        known[0] += account.balance
    lines = []
    for role in Role:
        if role not in sums:
            continue
        balance, key = sums[role]
        lines.append(
            BookLine(
                label=str(role.label),
                kind=str(AccountKind(KINDS[role]).label),
                debit=balance if balance > 0 or (not balance and role not in CREDIT_ROLES) else None,
                credit=-balance if balance < 0 or (not balance and role in CREDIT_ROLES) else None,
                account_id=None if role == Role.PREMI else key,
            )
        )
    return Book(lines, sum(line.debit or 0 for line in lines), sum(line.credit or 0 for line in lines))


@dataclass(frozen=True)
class AccountPage:
    """An account's lines, newest first, each with `after`: the balance on the account's own side."""

    title: str
    balance: int
    lines: object
    unpaid: int


def account_page(account, page: str) -> AccountPage:
    """Return a page of an account's lines and what stands on it; `account` was loaded with its balance."""
    sign = -1 if account.role in CREDIT_ROLES else 1
    title, unpaid = str(account.get_role_display()), 0
    if account.inmate_id:
        rows = Incentive.objects.filter(facility_id=account.facility_id, inmate_id=account.inmate_id)
        last = rows.order_by("-pk").first()
        title = _("Earnings of %(name)s") % {"name": last.name if last else account.inmate}
        unpaid = rows.unpaid().aggregate(n=Sum("amount"))["n"] or 0
    postings = account.postings.select_related("entry__sale", "entry__payout", "entry__deposit").annotate(
        after=Window(Sum("amount"), order_by=[F("entry__day").asc(), F("pk").asc()])
    )
    lines = Paginator(postings.order_by("-entry__day", "-pk"), LINES).get_page(page[:9])
    for line in lines:
        line.after *= sign
    return AccountPage(title, sign * account.balance, lines, unpaid)

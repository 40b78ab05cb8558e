"""The ledger: every rupiah of every sale in double entry, one book a facility; only ever added to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet
from inmates.models import Inmate
from production.querysets.money import AccountQuerySet, EntryQuerySet


class Role(models.TextChoices):
    """What an account is for; each facility has one of each, and one of premi for every member."""

    CASH = "cash", _("Cash")
    RECEIVABLE = "receivable", _("Owed by buyers")
    CONSIGNED = "consigned", _("Owed by outlets")
    ADVANCES = "advances", _("Paid in advance")
    SALES = "sales", _("Sales")
    COSTS = "costs", _("Costs of sales")
    SHARED = "shared", _("Shared out")
    PREMI = "premi", _("Premi owed to members")
    CAPITAL = "capital", _("Working capital")
    PNBP = "pnbp", _("PNBP to deposit")


class AccountKind(models.TextChoices):
    ASSET = "asset", _("Asset")
    LIABILITY = "liability", _("Liability")
    EQUITY = "equity", _("Equity")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Expense")


KINDS = {
    Role.CASH: AccountKind.ASSET,
    Role.RECEIVABLE: AccountKind.ASSET,
    Role.CONSIGNED: AccountKind.ASSET,
    Role.ADVANCES: AccountKind.LIABILITY,
    Role.SALES: AccountKind.INCOME,
    Role.COSTS: AccountKind.EXPENSE,
    # What was given away of the result: it stands against sales less costs.
    Role.SHARED: AccountKind.EXPENSE,
    Role.PREMI: AccountKind.LIABILITY,
    Role.CAPITAL: AccountKind.EQUITY,
    Role.PNBP: AccountKind.LIABILITY,
}
# Their balances stand on the right of the book: what is owed, owned and earned is shown as positive there.
CREDIT_KINDS = (AccountKind.LIABILITY, AccountKind.EQUITY, AccountKind.INCOME)
CREDIT_ROLES = tuple(role.value for role, kind in KINDS.items() if kind in CREDIT_KINDS)


class Account(FacilityOwned):
    """A page of a facility's book; that of premi is one for each member."""

    role = models.CharField(_("account"), max_length=12, choices=Role)
    inmate = models.ForeignKey(
        Inmate, models.PROTECT, null=True, related_name="premi_accounts", verbose_name=_("member")
    )

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "role", "inmate"], name="account_once", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["id", "facility"], name="account_and_facility"),
            models.CheckConstraint(
                condition=Q(role="premi", inmate__isnull=False) | ~Q(role="premi") & Q(inmate=None),
                name="account_member_for_premi",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return str(self.get_role_display())

    @property
    def kind(self) -> AccountKind:
        return KINDS[self.role]


class EntryKind(models.TextChoices):
    ORDER = "order", _("Down payment")
    SALE = "sale", _("Sale")
    PAYMENT = "payment", _("Payment")
    SPLIT = "split", _("Split")
    PAYOUT = "payout", _("Paid out to a member")
    DEPOSIT = "deposit", _("PNBP deposited")
    REVERSAL = "reversal", _("Reversal")


def _balanced(name: str, entry: str) -> pgtrigger.Trigger:
    """A trigger that refuses, when the transaction ends, an entry whose postings are not zero in all.

    A reversing entry must also undo the other to the rupiah, account by account.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=[("lines", "BIGINT"), ("total", "NUMERIC"), ("undone", "BIGINT")],
        func=f"""
            SELECT count(*), coalesce(sum(amount), 0) INTO lines, total
            FROM production_posting WHERE entry_id = NEW.{entry};
            IF lines < 2 OR total <> 0 THEN
                RAISE EXCEPTION 'ledger entry % does not balance', NEW.{entry}
                USING ERRCODE = 'check_violation';
            END IF;
            SELECT reverses_id INTO undone FROM production_entry WHERE id = NEW.{entry};
            IF undone IS NOT NULL AND EXISTS (
                SELECT 1 FROM production_posting WHERE entry_id IN (NEW.{entry}, undone)
                GROUP BY account_id HAVING sum(amount) <> 0
            ) THEN
                RAISE EXCEPTION 'ledger entry % does not undo %', NEW.{entry}, undone
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """,
    )


class Entry(FacilityOwned):
    """Something that happened to money. Nothing is taken back here: another entry reverses it, once."""

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind)
    text = models.CharField(_("text"), max_length=200, blank=True)
    sale = models.ForeignKey(
        "production.Sale", models.PROTECT, null=True, related_name="entries", verbose_name=_("sale")
    )
    payout = models.ForeignKey(
        "production.Payout", models.PROTECT, null=True, related_name="entries", verbose_name=_("payout")
    )
    deposit = models.ForeignKey(
        "production.Deposit", models.PROTECT, null=True, related_name="entries", verbose_name=_("deposit")
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["facility", "-day", "-id"], name="entry_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="entry_and_facility"),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | ~Q(kind="reversal") & Q(reverses=None),
                name="entry_reversal_of_something",
            ),
            *(
                CompositeForeignKey(
                    fields=[name, "facility"],
                    to=f"production.{name.capitalize()}",
                    to_fields=["id", "facility"],
                    name=f"entry_{name}_facility",
                )
                for name in ("sale", "payout", "deposit")
            ),
            CompositeForeignKey(
                fields=["reverses", "facility"],
                to="production.Entry",
                to_fields=["id", "facility"],
                name="entry_reverses_facility",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _balanced("balances", "id"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.day:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("production:entry-detail", args=[self.pk])


class Posting(FacilityOwned):
    """A line of an entry: whole rupiah, positive on the left (debit), negative on the right (credit)."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="postings")
    amount = models.BigIntegerField(_("amount"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="posting_of_something"),
            models.UniqueConstraint(fields=["entry", "account"], name="posting_once"),
            *(
                CompositeForeignKey(
                    fields=[name, "facility"],
                    to=f"production.{name.capitalize()}",
                    to_fields=["id", "facility"],
                    name=f"posting_{name}_facility",
                )
                for name in ("entry", "account")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            _balanced("balances", "entry_id"),
        ]

    def __str__(self):
        return f"{self.account_id}: {self.amount}"

    @property
    def debit(self) -> int | None:
        return self.amount if self.amount > 0 else None

    @property
    def credit(self) -> int | None:
        return -self.amount if self.amount < 0 else None

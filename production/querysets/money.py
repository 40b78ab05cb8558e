"""Sales and money: the staff of the facility whose money it is, and nobody else.

Also a member's earnings: they stay with the facility where they were earned, whoever holds the person now.
"""

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from core.search import anywhere
from facilities.querysets import OwnedQuerySet
from inmates.choices import GONE
from inmates.querysets import of_person


class AccountQuerySet(OwnedQuerySet):
    def with_balances(self, day=None):
        """Say what stands on each account at the end of `day` (now), as `balance`: debit less credit."""
        postings = Q() if day is None else Q(postings__entry__day__lte=day)
        return self.annotate(
            balance=Coalesce(
                Sum("postings__amount", filter=postings), Value(0), output_field=BigIntegerField()
            )
        )

    def of_members(self):
        """Return the accounts of premi, with what stands behind each: see `with_sums`."""
        return self.filter(role="premi").with_sums()

    def with_sums(self):
        """Say what members earned (`earned`), were paid (`paid`), have saved (`saved`), and their name.

        `shown_name` is the name as the last incentive has it: another facility may have corrected it since.
        """
        rows = self._incentives().standing()

        def total(**where):
            found = rows.filter(**where).order_by().values("inmate").annotate(n=Sum("amount")).values("n")
            return Coalesce(Subquery(found, output_field=BigIntegerField()), Value(0))

        names = self._incentives()
        return self.annotate(
            earned=total(),
            paid=total(payout__isnull=False),
            saved=total(payout=None),
            shown_name=Subquery(names.order_by("-pk").values("name")[:1]),
        )

    def owed_to_gone(self):
        """Return the members who left the facility and are owed something; see `with_sums`."""
        saved = self._incentives().unpaid()
        gone = ~Q(inmate__facility=F("facility")) | Q(inmate__custody__in=GONE)
        return self.of_members().filter(Exists(saved), gone)

    @staticmethod
    def _incentives():
        """Return the incentives behind each account: of the same person at the same facility."""
        from production.models import Incentive

        return Incentive.objects.filter(inmate=OuterRef("inmate"), facility=OuterRef("facility"))


class EntryQuerySet(OwnedQuerySet):
    def with_amounts(self):
        """Say how much each entry moved, as `moved`: the sum of one side."""
        return self.annotate(moved=Sum("postings__amount", filter=Q(postings__amount__gt=0)))


class SaleQuerySet(OwnedQuerySet):
    def search(self, text):
        """Find `text` in number, buyer, outlet and what was sold."""
        lines = self.model._meta.get_field("lines").related_model._base_manager
        named = lines.filter(sale=OuterRef("pk"), name__icontains=text)
        return self.filter(anywhere(text, "number", "buyer", "outlet__name") | Exists(named))

    def sold(self):
        """Return what counts as income: handed over and not voided."""
        return self.filter(state__in=("recorded", "paid", "split"))

    def between(self, first, last):
        return self.filter(day__gte=first, day__lte=last)

    def with_lines(self):
        """Load what was sold and where."""
        return self.select_related("outlet").prefetch_related("lines")

    def to_split(self):
        return self.filter(state="paid")

    def unpaid(self):
        return self.filter(state="recorded")

    def orders_until(self, day):
        """Return what is to be handed over by `day`."""
        return self.filter(state="ordered", deliver_on__lte=day)


class SaleSplitQuerySet(OwnedQuerySet):
    def standing(self):
        """Return those that were not undone."""
        return self.filter(undone=False)

    def in_full(self):
        """Load the sale, and the rule of each."""
        return self.select_related("sale", "rule", "deposit")

    def to_deposit(self):
        """Return those whose share of PNBP is not deposited."""
        return self.standing().filter(deposit=None, pnbp__gt=0)


class IncentiveQuerySet(OwnedQuerySet):
    def standing(self):
        """Return those of splits that were not undone."""
        return self.filter(split__undone=False)

    def of_member(self, inmate):
        return self.filter(of_person(inmate))

    def unpaid(self):
        """Return what is saved for members and not paid out."""
        return self.standing().filter(payout=None)


class MoneyQuerySet(OwnedQuerySet):
    """Rules, payouts and deposits."""

    def with_use(self):
        """Say of rules whether something was shared by them, as `used`."""
        return self.annotate(
            used=Exists(self.model.splits.rel.related_model._base_manager.filter(rule=OuterRef("pk")))
        )

    def standing(self):
        """Return the payouts and deposits that were not taken back."""
        return self.filter(undone_on=None)

    def on(self, day):
        """Return the rules in force on `day`, the last one first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from")

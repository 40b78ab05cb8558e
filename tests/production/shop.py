"""A workshop for tests about money: members, a kite and a haircut, an outlet and a split rule."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from production.models import ProductionRun, Sale, SplitRule
from production.services import record_run
from production.services.sales import Line, record_sale
from production.services.splits import split_sales
from tests.production.works import make_group, make_member, make_outlet, make_product

_counter = itertools.count(1)


class Shop:
    """What a facility sells; `by` is the operator who records."""

    def __init__(self, facility, by, members=2, rule=(50, 35, 15)):
        self.facility, self.by = facility, by
        self.today = timezone.localdate(timezone=facility.zone)
        begun = self.today - timedelta(days=400)
        name = f"Layang-layang {facility.city} {next(_counter)}"
        self.group = make_group(facility, "layangan", name=name, started_on=begun)
        self.members = [make_member(self.group, joined_on=begun) for _number in range(members)]
        self.kite = self.product("Layang-layang kupu-kupu", 75_000)
        self.haircut = self.product("Pangkas rambut", 15_000, kind="service")
        self.outlet = make_outlet(
            facility, name=f"Hotel {facility.city} {next(_counter)}", kind="hotel", share_percent=20
        )
        if rule:
            premi, capital, pnbp = rule
            self.rule = SplitRule.objects.create(
                facility=facility, valid_from=date(2020, 1, 1), premi=premi, capital=capital, pnbp=pnbp
            )

    def product(self, name, price, **fields):
        return make_product(self.group, name=name, price=price, **fields)

    def make(self, quantity, work=((0, "1"), (0, "1")), product=None, day=None):
        """Record a run; `work` is pieces and hours of each member in turn."""
        run = ProductionRun(product=product or self.kite, day=day or self.today, quantity=quantity)
        shares = [
            (member, pieces, Decimal(hours))
            for member, (pieces, hours) in zip(self.members, work, strict=False)
        ]
        return record_run(run=run, shares=shares, by=self.by)

    def sell(self, quantity=1, product=None, price=None, discount=0, costs=0, by=None, **how):
        """Record a sale of one line; `day`, `outlet` and `buyer` go to the sale."""
        fields = {
            name: how.pop(name)
            for name in ("day", "outlet", "buyer", "down_payment", "deliver_on")
            if name in how
        }
        product = product or self.kite
        sale = Sale(facility=self.facility, costs=costs, **{"day": self.today, **fields})
        line = Line(product, quantity, product.price if price is None else price, discount)
        return record_sale(sale=sale, lines=[line], by=by or self.by, **how)


def fill_money(facility, operator, supervisor, number: int) -> None:
    """Let one of everything about money wait: open, ordered, paid, not deposited, saved, owed to who left."""
    shop = Shop(facility, operator, members=1, rule=None)
    SplitRule.objects.get_or_create(
        facility=facility, valid_from=date(2020, 1, 1), defaults={"premi": 50, "capital": 35, "pnbp": 15}
    )
    member, long_ago = shop.members[0].inmate, shop.today - timedelta(days=60)
    shop.sell(product=shop.haircut)
    shop.sell(product=shop.haircut, ordered=True, deliver_on=shop.today)
    shop.sell(product=shop.haircut, paid=True)
    shared = shop.sell(product=shop.haircut, paid=True, day=long_ago)
    split_sales(sales=[shared], method="chosen", members=[member], by=supervisor, day=long_ago)
    type(member).objects.filter(pk=member.pk).update(custody="released")

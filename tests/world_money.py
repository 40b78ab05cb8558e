"""Money of a facility for the walks: sales shared, paid out and deposited, and some that wait."""

from datetime import date

from django.utils import timezone

from facilities.permissions import Role
from production.models import Account, Deposit, Entry, Incentive, Payout, Product, Sale, SaleSplit, SplitRule
from production.services.payouts import deposit_pnbp, pay_out
from production.services.sales import Line, record_sale
from production.services.splits import split_sales
from tests.factories import make_upload


def keep_money(world) -> None:
    """Four sales of the world's product: through to the bank, shared, paid, and ordered in advance."""
    facility, operator = world.facility, world.users[Role.OPERATOR]
    today, product = timezone.localdate(timezone=facility.zone), world.rows[Product]
    rule = SplitRule.objects.create(
        facility=facility, valid_from=date(2020, 1, 1), premi=50, capital=35, pnbp=15, basis=facility.city
    )

    def sell(paid=True, **fields):
        sale = Sale(facility=facility, day=today, buyer=f"Pembeli {facility.city}", **fields)
        line = Line(product, 1, 100_001)
        return record_sale(sale=sale, lines=[line], by=operator, paid=paid, ordered=not paid)

    through, shared, _paid = sell(), sell(costs=1_000, costs_note="Ongkos"), sell()
    sell(paid=False, deliver_on=today, down_payment=1_000)
    split_sales(sales=[through, shared], method="hours", by=world.users[Role.SUPERVISOR])
    earned = Incentive.objects.get(split__sale=through)
    payout = Payout(facility=facility, inmate=earned.inmate, day=today, handed_by="Contoh Petugas")
    pay_out(payout=payout, incentives=[earned], by=operator)
    deposit = Deposit(facility=facility, day=today, account="Kas Negara", reference=f"NTPN {facility.city}")
    deposit_pnbp(
        deposit=deposit,
        splits=SaleSplit.objects.filter(sale=through),
        proof=make_upload("purple"),
        by=operator,
    )
    world.keep(
        rule,
        Sale.objects.get(pk=shared.pk),
        shared.splits.get(),
        payout,
        earned,
        deposit,
        deposit.proofs.get(),
        Account.objects.get(facility=facility, role="premi"),
        Entry.objects.filter(facility=facility, kind="split").latest("pk"),
    )

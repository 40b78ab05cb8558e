"""A year of Sumenep's sales in all channels, and Ruteng's furniture: shared, paid out and deposited."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError

from production.models import Deposit, Incentive, Outlet, Payout, Product, Sale, SaleSplit, SplitRule
from production.services.payouts import deposit_pnbp, pay_out
from production.services.sales import Line, pay_sale, record_sale
from production.services.splits import split_sales
from reports.demo.base import Demo

BUYERS = ("Ibu Rahmawati", "", "Dinas Pariwisata", "", "Bapak Hasan", "SDN Pangarangan 1", "")
SINCE = -340
STEP = 9


def build_sales(demo: Demo) -> None:
    add_rules(demo)
    sell_sumenep(demo)
    sell_ruteng(demo)
    for site in ("sumenep", "ruteng"):
        pay_open(demo, site)
        share_out(demo, site)
        hand_over(demo, site)


def add_rules(demo: Demo) -> None:
    for site, offset, parts, basis in (
        ("sumenep", -400, (50, 35, 15), "Keputusan Kepala Rutan Nomor 12"),
        ("sumenep", -120, (45, 35, 20), "Keputusan Kepala Rutan Nomor 31"),
        ("ruteng", -400, (35, 15, 50), "Keputusan Kepala Rutan Nomor 7"),
    ):
        premi, capital, pnbp = parts
        SplitRule.objects.create(
            facility=demo.facilities[site],
            valid_from=demo.day(offset),
            premi=premi,
            capital=capital,
            pnbp=pnbp,
            basis=basis,
        )


def sell(demo: Demo, site, product, quantity, offset, **fields):
    """Record a sale of one product, or nothing when the store does not hold it that day."""
    how = {name: fields.pop(name) for name in ("paid", "ordered") if name in fields}
    discount, price = fields.pop("discount", 0), fields.pop("price", product.price)
    sale = Sale(facility=demo.facilities[site], day=demo.day(offset), **fields)
    line = Line(product, quantity, price, discount)
    try:
        return record_sale(sale=sale, lines=[line], by=demo.operator(site), **how)
    except ValidationError:
        return None


def sell_sumenep(demo: Demo) -> None:
    facility = demo.facilities["sumenep"]
    products = list(Product.objects.filter(facility=facility).select_related("group").order_by("pk"))
    places = [None, *Outlet.objects.filter(facility=facility).order_by("pk")]
    for turn, offset in enumerate(range(SINCE, -2, STEP)):
        outlet = places[turn % len(places)]
        # A group sells nothing before it has made something.
        made = [row for row in products if row.group.started_on <= demo.day(offset - 16)]
        if not made:
            continue
        product = made[turn * 3 % len(made)]
        costs = 12_500 if outlet and turn % 3 == 0 else 0
        sell(
            demo,
            "sumenep",
            product,
            1 + turn % 2,
            offset,
            outlet=outlet,
            buyer="" if outlet else BUYERS[turn % len(BUYERS)],
            discount=5_000 if turn % 7 == 3 else 0,
            costs=costs,
            costs_note="Ongkos kirim" if costs else "",
            # The last ones are still open.
            paid=offset < -25,
        )
    # One whose premi three people cannot share evenly, and one that was a mistake.
    sell(demo, "sumenep", products[0], 1, -150, price=350_001, paid=True, buyer="Ibu Nurhayati")
    wrong = sell(demo, "sumenep", products[0], 1, -60, paid=True, buyer="Hotel Utami")
    if wrong:
        wrong.perform("void", by=demo.operator("sumenep"), reason="Salah harga; dicatat ulang.")
    sell(
        demo,
        "sumenep",
        products[1],
        2,
        -6,
        ordered=True,
        deliver_on=demo.day(5),
        down_payment=100_000,
        buyer="Panitia Festival Keraton",
    )


def sell_ruteng(demo: Demo) -> None:
    products = list(Product.objects.filter(facility=demo.facilities["ruteng"]).order_by("pk"))
    for turn, product in enumerate(products * 2):
        buyer = ("Ibu Maria", "Paroki", "Bapak Yosef")[turn % 3]
        sell(demo, "ruteng", product, 1, -16 + turn, paid=turn < 4, buyer=buyer)


def pay_open(demo: Demo, site) -> None:
    """Outlets pay for what they sold of their consignments some time later."""
    facility, operator = demo.facilities[site], demo.operator(site)
    rows = Sale.objects.filter(facility=facility, state="recorded", consignment_change__isnull=False)
    for sale in rows.filter(day__lte=demo.day(-30)).order_by("day", "pk"):
        pay_sale(sale=sale, day=sale.day + timedelta(days=7), by=operator)


def share_out(demo: Demo, site) -> None:
    """Share what was paid until a while ago, month by month; the latest wait for somebody."""
    facility, supervisor = demo.facilities[site], demo.supervisor(site)
    until = demo.day(-45 if site == "sumenep" else -13)
    waiting = list(
        Sale.objects.filter(facility=facility, state="paid", paid_on__lte=until).order_by("day", "pk")
    )
    months = {}
    for sale in waiting:
        months.setdefault((sale.day.year, sale.day.month), []).append(sale)
    for sales in months.values():
        day = min(max(sale.paid_on for sale in sales) + timedelta(days=3), demo.today)
        for method in ("hours", "equal"):
            left = [sale for sale in sales if not sale.splits.exists()]
            with suppress(ValidationError):
                split_sales(sales=left, method=method, by=supervisor, day=day)


def hand_over(demo: Demo, site) -> None:
    """Deposit what was shared long ago, and pay some members out; others save."""
    facility, operator = demo.facilities[site], demo.operator(site)
    shared = SaleSplit.objects.filter(facility=facility)
    old = shared.to_deposit().filter(day__lte=demo.day(-60))
    if old.exists():
        deposit = Deposit(
            facility=facility,
            day=demo.day(-55),
            account="Kas Negara, kode billing 8202 0000 0000 000",
            reference="DEMO0000NTPN01",
        )
        deposit_pnbp(deposit=deposit, splits=old, by=operator)
    earned = Incentive.objects.filter(facility=facility).unpaid()
    people = list(earned.order_by("inmate").values_list("inmate", flat=True).distinct())
    for inmate in people[::2]:
        rows = earned.filter(inmate=inmate, split__day__lte=demo.day(-40 if site == "sumenep" else -8))
        if not rows:
            continue
        payout = Payout(
            facility=facility, inmate=rows[0].inmate, day=demo.day(-5), handed_by=operator.full_name
        )
        pay_out(payout=payout, incentives=rows, by=operator)

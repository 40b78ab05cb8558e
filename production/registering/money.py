"""What sales and money hang into the rest of the house; `apps.py` calls it once."""

from django.utils.translation import gettext_lazy as _

from core import registry
from production.sections import Section, add_section

SECTIONS = (
    (_("Sales"), _("What was sold, to whom, and how far its money has come."), "receipt", "sale-list", 80),
    (_("Members' earnings"), _("What each earned, was paid, and has saved."), "users", "member-list", 90),
    (_("Payouts"), _("What members were paid, with the signed receipts."), "coins", "payout-list", 100),
    (_("PNBP deposits"), _("State revenue that was paid in."), "building-community", "deposit-list", 110),
    (_("Split rules"), _("How the net of a sale is shared, since when."), "adjustments", "rule-list", 120),
    (_("Ledger"), _("Every rupiah in double entry."), "notes", "ledger", 130),
    (_("Figures"), _("Income, best sellers and earnings of a time."), "chart-bar", "figures", 140),
)


def handles_money(user) -> bool:
    """Whoever sees sales and money: the facility's own staff."""
    return user.has_perm("money.view")


def register() -> None:
    """Register effects, receivers, navigation, tabs, worklist and stored files."""
    from core.figures import add_figure
    from core.report_sections import add_report_section
    from production.figures_board import FIGURES
    from production.models import DepositProof
    from production.models.sale import SALE_LIFECYCLE
    from production.report_section import SALES
    from production.services.sales import deliver_effect, pay_effect, void_effect
    from production.signals import consignment_sold

    SALE_LIFECYCLE["deliver"].effects.append(deliver_effect)
    SALE_LIFECYCLE["pay"].effects.append(pay_effect)
    SALE_LIFECYCLE["void"].effects.append(void_effect)
    consignment_sold.connect(on_consignment_sold, dispatch_uid="production.sales")
    DepositProof.keep_folder()
    add_figure(*FIGURES)
    add_report_section(SALES)
    _show()


def _show() -> None:
    from production import work

    add_section(
        *(
            Section(label, text, icon, f"production:{name}", order, handles_money)
            for label, text, icon, name, order in SECTIONS
        )
    )
    for model, label, name, order in (
        ("inmates.inmate", _("Earnings"), "inmate-earnings", 45),
        ("production.sale", _("Sale"), "sale-detail", 10),
        ("production.sale", _("Money"), "sale-trace", 20),
        ("production.sale", _("History"), "sale-history", 90),
        ("production.payout", _("Payout"), "payout-detail", 10),
        ("production.payout", _("History"), "payout-history", 90),
        ("production.deposit", _("Deposit"), "deposit-detail", 10),
        ("production.deposit", _("History"), "deposit-history", 90),
    ):
        registry.add_tab(model, registry.Tab(label, f"production:{name}", "money.view", order))
    for title, icon, order, permission, rows, item in (
        (_("Sales not paid"), "receipt", 71, "money.enter", work.unpaid_sales, work.unpaid_item),
        (_("Orders to hand over"), "package", 72, "money.enter", work.orders_due, work.order_item),
        (_("Paid sales to share out"), "coins", 73, "money.check", work.sales_to_split, work.split_item),
        (_("PNBP to deposit"), "building-community", 74, "money.enter", work.undeposited, work.deposit_item),
        (_("Premi of people who left"), "coins", 70, "money.enter", work.owed_to_gone, work.gone_item),
        (_("Incentives to pay out"), "coins", 75, "money.enter", work.saved_long, work.saved_item),
    ):
        registry.add_work(
            registry.WorkGroup(
                title=title, icon=icon, order=order, permission=permission, rows=rows, item=item
            )
        )


def on_consignment_sold(sender, line, change, quantity, price, day, by, **kwargs):
    """What an outlet sold is a sale that it owes."""
    from production.services.sales import sell_from_consignment

    sell_from_consignment(line=line, change=change, quantity=quantity, price=price, day=day, by=by)

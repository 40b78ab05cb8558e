"""What of sales and money waits for somebody."""

from datetime import timedelta

from django.db.models import Count, Min, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import WorkItem
from core.templatetags.ui import rupiah
from production.models import Account, Incentive, Sale, SaleSplit

# A sale that is open for so long is overdue.
PAY_WITHIN = timedelta(days=30)
# State revenue is deposited soon: within a week (custom; the treasury asks for the next working day).
DEPOSIT_WITHIN = timedelta(days=7)
# What members earned is paid out, or stays saved at their wish; after so long somebody should ask.
ASK_AFTER = timedelta(days=30)
SOON = timedelta(days=7)


def unpaid_sales(user):
    """Return the sales that were handed over and not paid, oldest first."""
    return Sale.objects.for_user(user).unpaid().select_related("outlet").order_by("day", "pk")


def unpaid_item(sale) -> WorkItem:
    who = sale.buyer or (sale.outlet.name if sale.outlet else _("sold at the facility"))
    day = date_format(sale.day, "j F Y")
    said = {"who": who, "amount": rupiah(sale.open_amount), "day": day}
    return WorkItem(
        title=sale.number,
        text=_("%(who)s: %(amount)s open since %(day)s") % said,
        url=sale.get_absolute_url(),
        action=_("Record payment"),
        overdue=sale.day < timezone.localdate() - PAY_WITHIN,
    )


def orders_due(user):
    """Return the orders that are to be handed over within a week."""
    rows = Sale.objects.for_user(user).orders_until(timezone.localdate() + SOON)
    return rows.order_by("deliver_on", "pk")


def order_item(sale) -> WorkItem:
    return WorkItem(
        title=sale.number,
        text=_("%(what)s, to hand over on %(day)s")
        % {
            "what": sale.buyer or _("Order in advance"),
            "day": date_format(sale.deliver_on, "j F Y"),
        },
        url=sale.get_absolute_url(),
        action=_("Hand over"),
        overdue=sale.deliver_on < timezone.localdate(),
    )


def sales_to_split(user):
    """Return the paid sales that have not been shared out, oldest first."""
    return Sale.objects.for_user(user).to_split().order_by("paid_on", "pk")


def split_item(sale) -> WorkItem:
    return WorkItem(
        title=sale.number,
        text=_("%(amount)s net, paid on %(day)s")
        % {"amount": rupiah(sale.net), "day": date_format(sale.paid_on, "j F Y")},
        url=reverse("production:split-add") + f"?sale={sale.pk}",
        action=_("Share out"),
        overdue=sale.paid_on < timezone.localdate() - PAY_WITHIN,
    )


def undeposited(user):
    """Return what PNBP is not deposited as one dict of amount, sales and oldest day; none when none is."""
    rows = SaleSplit.objects.for_user(user).to_deposit().order_by().values("facility")
    return rows.annotate(amount=Sum("pnbp"), sales=Count("pk"), since=Min("day"))


def deposit_item(waiting) -> WorkItem:
    text = ngettext(
        "%(amount)s of %(count)s sale, since %(day)s",
        "%(amount)s of %(count)s sales, since %(day)s",
        waiting["sales"],
    )
    said = {
        "amount": rupiah(waiting["amount"]),
        "count": waiting["sales"],
        "day": date_format(waiting["since"], "j F Y"),
    }
    return WorkItem(
        title=_("PNBP"),
        text=text % said,
        url=reverse("production:deposit-add"),
        action=_("Record deposit"),
        overdue=waiting["since"] < timezone.localdate() - DEPOSIT_WITHIN,
    )


def owed_to_gone(user):
    """Return the members who left, by release or transfer, and are still owed something."""
    rows = Account.objects.for_user(user).owed_to_gone().select_related("inmate")
    return rows.order_by("shown_name", "pk")


def gone_item(account) -> WorkItem:
    return WorkItem(
        title=account.shown_name,
        text=_("%(amount)s saved, and no longer here") % {"amount": rupiah(account.saved)},
        url=reverse("production:payout-add", args=[account.pk]),
        action=_("Pay out"),
        overdue=True,
        person=account.inmate_id,
    )


def saved_long(user):
    """Return what has been saved for a while as one dict: amount, people, oldest day; none when none is."""
    until = timezone.localdate() - ASK_AFTER
    rows = Incentive.objects.for_user(user).unpaid().filter(split__day__lte=until)
    rows = rows.order_by().values("facility")
    return rows.annotate(saved=Sum("amount"), people=Count("inmate", distinct=True), since=Min("split__day"))


def saved_item(waiting) -> WorkItem:
    text = ngettext(
        "%(amount)s of %(count)s member, since %(day)s",
        "%(amount)s of %(count)s members, since %(day)s",
        waiting["people"],
    )
    said = {
        "amount": rupiah(waiting["saved"]),
        "count": waiting["people"],
        "day": date_format(waiting["since"], "j F Y"),
    }
    return WorkItem(
        title=_("Premi saved for more than 30 days"),
        text=text % said,
        url=reverse("production:member-list") + "?open=yes",
        action=_("Look"),
    )

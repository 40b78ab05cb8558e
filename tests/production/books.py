"""What tests of money do again and again: share, pay out, and look into the books."""

from django.db import connection
from django.db.models import Sum

from production.models import Incentive, Payout, Posting
from production.services.payouts import pay_out
from production.services.splits import split_sales


def check_constraints():
    """Let deferred constraints speak now, as they would at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def balances(facility) -> dict:
    """What stands on each account that is not zero, debit less credit; members' accounts together."""
    rows = Posting.objects.filter(facility=facility).values_list("account__role").annotate(n=Sum("amount"))
    return {role: total for role, total in rows.order_by("account__role") if total}


def share(shop, by, *sales, method="hours", members=()):
    return split_sales(sales=sales, method=method, members=members, by=by)


def give(shop, inmate, by):
    rows = Incentive.objects.filter(inmate=inmate).unpaid()
    payout = Payout(facility=shop.facility, inmate=inmate, day=shop.today, handed_by="Petugas")
    return pay_out(payout=payout, incentives=rows, by=by)

"""Two people at once: with real threads and real transactions."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from production.models import Incentive, Payout, Posting, Sale, Stock
from production.services.payouts import pay_out
from production.services.splits import split_sales, undo_split
from tests.factories import make_facility, make_user
from tests.production.shop import Shop

pytestmark = pytest.mark.django_db(transaction=True)


def together(*works):
    """Do all of them at the same moment and return what each returned or raised."""
    gate = threading.Barrier(len(works))

    def run(work):
        try:
            gate.wait(10)
            return work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_sellers_and_payers_at_once():
    """Eight sell five pieces: five receipts without a gap; then one pays out what another takes back."""
    facility = make_facility("Sumenep")
    operator = make_user("operator", "operator", facility=facility)
    supervisor = make_user("supervisor", "supervisor", facility=facility)
    shop = Shop(facility, operator)
    shop.make(5)
    answers = together(*[lambda: shop.sell(paid=True)] * 8)
    assert sum(isinstance(answer, Sale) for answer in answers) == 5
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 3
    numbers = sorted(int(number.split("/")[0]) for number in Sale.objects.values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5]
    assert Stock.objects.get(product=shop.kite).quantity == 0

    # Two share the same sale out, then one pays a member while the other takes the sharing back.
    sale = Sale.objects.first()
    answers = together(*[lambda: split_sales(sales=[sale], method="equal", by=supervisor)] * 2)
    assert sum(isinstance(answer, list) for answer in answers) == 1
    first = Incentive.objects.first()

    def pay():
        payout = Payout(facility=facility, inmate=first.inmate, day=shop.today, handed_by="Petugas")
        return pay_out(payout=payout, incentives=[first], by=operator)

    answers = together(pay, pay, lambda: undo_split(sale=sale, by=supervisor, reason="Keliru"))
    done = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(done) == 1
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(answer) for answer in refused] == [ValidationError, ValidationError]
    first.refresh_from_db()
    assert bool(first.payout_id) != first.split.undone
    assert sum(Posting.objects.values_list("amount", flat=True)) == 0

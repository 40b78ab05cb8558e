"""From a kite made to its maker's receipt: made, sold, shared out, paid out, in a browser."""

import pytest
from playwright.sync_api import expect

from facilities.permissions import Role
from production.models import Incentive, Payout, ProductionRun, Sale, SaleSplit
from tests.browser.helpers import go, inspect, sign_in
from tests.factories import make_facility, make_user
from tests.production.shop import Shop

SAVE = "main form button.btn-primary[type=submit]"


@pytest.fixture
def shop(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    facility = make_facility("Sumenep", zone="Asia/Jakarta")
    shop = Shop(facility, make_user("operator", Role.OPERATOR, facility=facility))
    shop.supervisor = make_user("supervisor", Role.SUPERVISOR, facility=facility)
    return shop


def test_from_a_kite_made_to_the_makers_receipt(page, shop):
    maker, helper = shop.members
    today = f"{shop.today:%d/%m/%Y}"
    sign_in(page, shop.by)

    # Two kites are made: one maker worked three hours on them, the other one.
    go(page, f"/works/products/{shop.kite.pk}/")
    page.locator(f'main a[href="/works/products/{shop.kite.pk}/runs/add/"]').first.click()
    page.locator("#id_day").fill(today)
    page.locator("#id_quantity").fill("2")
    page.locator(f"[name=hours-{maker.pk}]").fill("3")
    page.locator(f"[name=hours-{helper.pk}]").fill("1")
    page.locator(SAVE).click()
    page.wait_for_url("**/works/runs/*/")
    assert ProductionRun.objects.get().shares.count() == 2

    # One is sold, with postage of 2.500, and paid at once.
    go(page, "/works/")
    page.locator('main a[href="/works/sales/"]').first.click()
    page.locator('main a[href="/works/sales/add/"]').first.click()
    inspect(page, "sale-form")
    page.locator("#id_rows-0-product").select_option(str(shop.kite.pk))
    page.locator("#id_buyer").fill("Ibu Rahma")
    page.locator("#id_costs").fill("2.500")
    page.locator(SAVE).click()
    page.wait_for_url("**/works/sales/*/")
    sale = Sale.objects.get()
    assert (sale.state, sale.total, sale.net) == ("paid", 75_000, 72_500)
    inspect(page, "sale")
    receipt = page.context.request.get(f"{page.site}/works/sales/{sale.pk}/receipt.pdf")
    assert receipt.body().startswith(b"%PDF")

    # The supervisor finds it on the worklist and shares it out by hours.
    sign_in(page, shop.supervisor)
    go(page, "/")
    page.locator(f'main a[href="/works/splits/add/?sale={sale.pk}"]').click()
    expect(page.locator("main")).to_contain_text("Rp27.187")
    inspect(page, "share-out")
    page.locator(SAVE).click()
    page.wait_for_url(f"**/works/sales/{sale.pk}/money/")
    expect(page.locator("main")).to_contain_text("Rp27.187")
    inspect(page, "sale-money")
    assert SaleSplit.objects.get().premi == 27_187 + 9_062
    assert Incentive.objects.count() == 2

    # The officer pays the maker, and the receipt is there to be signed.
    sign_in(page, shop.by)
    go(page, f"/inmates/{maker.inmate_id}/earnings/")
    inspect(page, "earnings")
    page.locator('main a[href*="/works/payouts/add/"]').click()
    inspect(page, "payout-form")
    page.locator(SAVE).click()
    page.wait_for_url("**/works/payouts/*/")
    payout = Payout.objects.get()
    assert (payout.amount, payout.inmate) == (27_187, maker.inmate)
    paper = page.context.request.get(f"{page.site}/works/payouts/{payout.pk}/receipt.pdf")
    assert paper.body().startswith(b"%PDF")
    for path in ("ledger/", "ledger/members/", "figures/", "deposits/add/"):
        go(page, f"/works/{path}")
        inspect(page, f"works-{path.strip('/').replace('/', '-')}")

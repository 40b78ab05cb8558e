"""Rantau's path in a browser, as far as the signature: drafting with BLK Tapin, scan, signing, and the paper.

The demo in Indonesian; the officer drafts, the acting head signs.
"""

from django.utils import timezone
from playwright.sync_api import expect

from facilities.models import User
from partners.models import Agreement
from tests.browser.helpers import go, inspect, sign_in
from tests.partners.uploads import SCAN

SAVE = "main form button.btn-primary[type=submit]"


def test_rantau_drafts_and_signs(page, demo):
    draft = Agreement.objects.get(facility__code="rantau")
    assert draft.state == "drafting"
    sign_in(page, User.objects.get(username="operator.rantau"))
    go(page, f"/agreements/{draft.pk}/edit/")
    today = f"{timezone.localdate():%d/%m/%Y}"
    page.locator("#id_number").fill("W19.PAS.99-HM.05.01")
    page.locator("#id_signed_on").fill(today)
    page.locator("#id_starts_on").fill(today)
    page.locator(SAVE).click()
    page.wait_for_url(f"**/agreements/{draft.pk}/")
    expect(page.locator("main")).to_contain_text("W19.PAS.99-HM.05.01")
    expect(page.locator("main")).to_contain_text("UPTD BLK Kabupaten Tapin")
    inspect(page, "agreement-draft")

    go(page, f"/agreements/{draft.pk}/files/add/")
    page.locator("#id_file").set_input_files(
        {"name": "naskah.pdf", "mimeType": "application/pdf", "buffer": SCAN}
    )
    page.locator(SAVE).click()
    page.wait_for_url(f"**/agreements/{draft.pk}/")
    expect(page.get_by_role("link", name="naskah.pdf", exact=True)).to_be_visible()

    sign_in(page, User.objects.get(username="head.rantau"))
    go(page, f"/agreements/{draft.pk}/do/sign/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(f"**/agreements/{draft.pk}/")
    expect(page.locator("main")).to_contain_text("Plt. Kepala Rutan")
    inspect(page, "agreement-signed")
    draft.refresh_from_db()
    assert (draft.state, draft.standing, draft.our_position) == ("signed", "active", "Plt. Kepala Rutan")
    paper = page.request.get(f"{page.site}/agreements/{draft.pk}/summary/")
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")

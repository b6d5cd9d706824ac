"""One yuan, from the buyer's thumb to the line in the farmer's statement, in real browsers."""

import re
from collections.abc import Callable
from io import BytesIO

import psutil
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.journeys.buying import buy, confirm, deliver, is_in_the_statement, pack_and_send
from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

PRICE, HOSTS, PACKINGS, FARMERS = "32.90", "1.64", "1.20", "30.06"
"""Of 32.90 yuan the host gets 5 %, packing 1.20; what remains is the farmer's."""


def test_from_a_pasted_address_to_the_farmers_statement(platform: Platform, visitors: Come) -> None:
    show = platform.stage("yuan", new_mobile(), new_mobile())
    buyer, farmer = visitors(PHONE), visitors(PHONE)
    buyer.sign_in(new_mobile())
    farmer.sign_in(show["farmer"])

    order = buy(buyer, show)
    expect(buyer.page.locator("main")).to_contain_text(f"¥{FARMERS}")
    pack_and_send(farmer, order)
    deliver(farmer, order)
    confirm(buyer, order)

    buyer.go(f"/orders/{order}/")
    expect(buyer.page.locator("main")).to_contain_text("演示：放在门口了")
    is_in_the_statement(farmer, f"+¥{FARMERS}")
    for person in (buyer, farmer):
        assert not person.faults
    verified = platform.command("verify")
    assert verified.returncode == 0, verified.stdout
    _all_serve_as_the_role_that_owns_nothing(platform)


def test_a_damaged_parcel_gives_back_money_and_takes_back_shares(
    platform: Platform, visitors: Come
) -> None:
    show = platform.stage("yuan", new_mobile(), new_mobile())
    buyer, farmer = visitors(PHONE), visitors(DESK)
    buyer.sign_in(new_mobile())
    farmer.sign_in(show["farmer"])
    order = buy(buyer, show)
    pack_and_send(farmer, order)
    deliver(farmer, order)
    confirm(buyer, order)
    is_in_the_statement(farmer, f"+¥{FARMERS}")

    _claim(buyer, order)
    _give_back(farmer)

    buyer.go(f"/orders/{order}/pay/")
    expect(buyer.page.locator("main")).to_contain_text("¥6.58")
    # Two bad of ten: a fifth of the price, a fifth of every share.
    is_in_the_statement(farmer, "-¥6.01")
    for person in (buyer, farmer):
        assert not person.faults
    verified = platform.command("verify")
    assert verified.returncode == 0, verified.stdout


def test_the_code_on_the_box_leads_to_who_grew_it_and_what_they_get(
    platform: Platform, visitors: Come
) -> None:
    show = platform.stage("yuan", new_mobile(), new_mobile())
    farmer, stranger = visitors(PHONE), visitors(PHONE)
    farmer.sign_in(show["farmer"])
    farmer.go(f"/batches/{show['batch']}/")
    farmer.page.locator("form[action$='/confirm/'] button").click()
    link = str(farmer.page.locator("a[href*='/trace/']").first.get_attribute("href"))
    code = re.search(r"/trace/([^/]+)/", link)
    assert code is not None
    farmer.go(f"/batches/{show['batch']}/labels/")
    label = "-".join(code[1][start : start + 4] for start in range(0, len(code[1]), 4))
    expect(farmer.page.locator("main")).to_contain_text(label)

    stranger.go(f"/trace/{code[1]}/")
    told = stranger.page.locator("main")
    for part in ("老王家", "产地已确认", f"¥{FARMERS}", "投诉"):
        expect(told).to_contain_text(part)
    for person in (farmer, stranger):
        assert not person.faults


def _all_serve_as_the_role_that_owns_nothing(platform: Platform) -> None:
    for module in ("yutang.web", "yutang.gate", "yutang.work", "yutang.web.worker"):
        process = psutil.Process(platform.child(module))
        assert process.environ()["PGOPTIONS"] == "-c role=yutang_app"


def _claim(buyer: Visitor, order: str) -> None:
    page = buyer.page
    buyer.go(f"/orders/{order}/care/claim/")
    page.locator("input[name=kind][value=spoiled]").check()
    page.fill("[name=bad]", "2")
    page.fill("[name=of]", "10")
    photograph = FilePayload(name="1.jpg", mimeType="image/jpeg", buffer=_photograph())
    page.set_input_files("[name=photos]", photograph)
    page.locator("form.damage > button").click()
    expect(page.locator("main")).to_contain_text("¥6.58")


def _give_back(farmer: Visitor) -> None:
    page = farmer.page
    farmer.go("/care/")
    page.locator("a[href*='/claims/']").first.click()
    expect(page.locator(".photos img")).to_have_count(1)
    page.locator("button[value=accept]").click()
    expect(page.locator("main")).to_contain_text("¥6.58")


def _photograph() -> bytes:
    stored = BytesIO()
    Image.new("RGB", (640, 480), "saddlebrown").save(stored, "JPEG")
    return stored.getvalue()

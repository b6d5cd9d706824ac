"""What buyers and farmers do with one order, for journeys that need one sold and received."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor

SETTLED_WITHIN_MS = 20_000
PASTED = "收货人：林小满，139 0000 0007 河北省承德市宽城县 演示路1号（编的）"


def buy(buyer: Visitor, show: dict[str, object]) -> str:
    """From the room to a receipt by the provider's cashier; return the order's id."""
    page = buyer.page
    buyer.go(f"/live/{show['sale']}/")
    page.locator(f"[data-buy='{show['lot']}']").locator("visible=true").first.click()
    page.fill("#buy-quantity", "1")
    page.click("#buy-go")
    form = page.locator("#buy-pay form").first
    form.locator("[name=pasted]").fill(PASTED)
    form.locator("button[name=read]").click()
    expect(form.locator("[name=name]")).to_have_value("林小满")
    expect(form.locator("[name=mobile]")).to_have_value("13900000007")
    expect(form.locator("[name=region]")).to_have_value("河北省承德市宽城满族自治县")
    form.locator("[name=knows_fresh]").check()
    form.locator("button[value=alipay]").click()
    page.locator("#buy-pay a.button.hot").click()
    page.locator("button", has_text="Pay").click()
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}/"))
    found = re.search(r"/orders/([0-9a-f-]{36})/", page.url)
    assert found is not None
    expect(page.locator("main")).to_contain_text("谢谢，生产者这就装箱")
    return found[1]


def pack_and_send(farmer: Visitor, order: str) -> None:
    page = farmer.page
    farmer.go("/packing/")
    page.locator(f"input[name=order][value='{order}']").check()
    page.locator("form#packed button").click()
    farmer.go("/packing/")
    expect(page.locator("main")).to_contain_text("已打包")
    page.fill(f"#tracking-{order}", "SF1234567890")
    page.locator(f"form[action$='/packing/{order}/ship/'] button").click()


def deliver(farmer: Visitor, order: str) -> None:
    page = farmer.page
    farmer.go(f"/orders/{order}/")
    page.locator("details:has(form[action$='/say/']) summary").click()
    say = page.locator("form[action$='/say/']")
    say.locator("[value=delivered]").check()
    say.locator("[name=said]").fill("演示：放在门口了")
    say.locator("button").click()


def confirm(buyer: Visitor, order: str) -> None:
    buyer.go(f"/orders/{order}/")
    buyer.page.locator("form[action$='/receive/'] button").click()


def is_in_the_statement(farmer: Visitor, line: str) -> None:
    """Shares are settled by the second: a moment later they stand in the statement."""
    page: Page = farmer.page
    for _ in range(SETTLED_WITHIN_MS // 1000):
        farmer.go("/statements/")
        if line in page.locator("main").inner_text():
            return
        page.wait_for_timeout(1000)
    expect(page.locator("main")).to_contain_text(line)

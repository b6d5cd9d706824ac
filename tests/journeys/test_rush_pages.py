"""What people see of a rush: countdowns, lines, numbers, codes, caps; in real browsers."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(120)]
Come = Callable[..., Visitor]

TOLD_WITHIN_MS = 8_000
"""A timer's second, a tick's second, the spread of those who ask, on a busy machine."""
POLLED_WITHIN_MS = 15_000
"""Five seconds of patience with a stream, then a question every three."""
OPENS_IN_S = "9"


def _rush(platform: Platform, units: int) -> tuple[int, int]:
    """A sale on the air whose scarce lot is pinned: the ids of both."""
    made = platform.stage("rush", new_mobile(), f"抢购 {units} 件", str(units))
    return int(made["sale"]), int(made["lots"][1])


def _come(visitors: Come, sale: int, screen: dict[str, int] = PHONE) -> Page:
    """A buyer, signed in and in the room."""
    visitor: Visitor = visitors(screen)
    visitor.sign_in(new_mobile())
    visitor.go(f"/live/{sale}/")
    page = visitor.page
    page.on("pageerror", _raise)
    return page


def _raise(error: object) -> None:
    raise AssertionError(error)


def _verb(page: Page) -> Any:
    return page.locator("#pinned [data-part=verb]")


def _buy(page: Page) -> None:
    page.click("#pinned [data-buy]")
    page.click("#buy-go")
    page.wait_for_selector("#buy-pay form")


def _pay(page: Page) -> None:
    form = page.locator("#buy-pay form").first
    form.locator("[name=name]").fill("林小满")
    form.locator("[name=mobile]").fill("13900000007")
    form.locator("[name=region]").fill("河北省承德市宽城县")
    form.locator("[name=detail]").fill("演示路 1 号（编的）")
    form.locator("[name=knows_fresh]").check()
    form.locator("button[value=cod]").click()
    page.wait_for_selector("#buy-pay a[href^='/orders/']")


def _queue_up(page: Page, verb: str, within_ms: int = TOLD_WITHIN_MS) -> None:
    expect(_verb(page)).to_contain_text(verb, timeout=within_ms)
    page.click("#pinned [data-buy]")
    page.click("#line-go")
    expect(page.locator("#line-mine")).to_be_visible()


def _either(pages: list[Page], selector: str, within_s: float) -> int:
    """Return the place of the first page that shows this."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        for place, page in enumerate(pages):
            if page.locator(selector).is_visible():
                return place
        pages[0].wait_for_timeout(100)
    raise AssertionError(f"{selector} is on no page")


def test_a_lot_that_opens_in_seconds_counts_down_and_then_sells(
    platform: Platform, visitors: Come
) -> None:
    sale, lot = _rush(platform, 3)
    page = _come(visitors, sale)
    expect(_verb(page)).to_have_text("抢")
    opens_at = platform.stage("terms", str(sale), str(lot), OPENS_IN_S, "0")["opens_at"]
    expect(_verb(page)).to_have_text(re.compile(r"00:0\d"), timeout=TOLD_WITHIN_MS)
    expect(page.locator("#pinned [data-buy]")).to_be_disabled()
    expect(_verb(page)).to_have_text("抢", timeout=12_000)
    assert time.time() >= opens_at, "not before its second"
    _buy(page)


def test_after_sold_out_the_next_in_line_is_called_and_pays(
    platform: Platform, visitors: Come
) -> None:
    sale, _lot = _rush(platform, 1)
    first, second = _come(visitors, sale), _come(visitors, sale)
    _buy(first)
    _queue_up(second, "候补")
    expect(second.locator("#line-number")).to_have_text("1")
    second.reload()
    expect(_verb(second)).to_have_text("排队中", timeout=TOLD_WITHIN_MS)

    first.click("#buy-pay button[formaction$='/cancel/']")
    expect(second.locator("#buy-called")).to_contain_text("轮到您了", timeout=TOLD_WITHIN_MS)
    expect(second.locator("#buy-hold")).to_be_visible()
    second.reload()
    expect(second.locator("#buy-called")).to_be_visible(timeout=TOLD_WITHIN_MS)
    _pay(second)
    assert platform.command("verify").returncode == 0


def test_where_streams_do_not_get_through_one_is_called_all_the_same(
    platform: Platform, visitors: Come
) -> None:
    sale, _lot = _rush(platform, 1)
    first, second = _come(visitors, sale), _come(visitors, sale)
    second.route("**/events", lambda route: route.abort())
    second.reload()
    _buy(first)
    _queue_up(second, "候补", POLLED_WITHIN_MS)
    first.click("#buy-pay button[formaction$='/cancel/']")
    expect(second.locator("#buy-called")).to_be_visible(timeout=POLLED_WITHIN_MS)


def test_numbers_are_drawn_at_the_opening_and_one_is_called(
    platform: Platform, visitors: Come
) -> None:
    sale, lot = _rush(platform, 1)
    pages = [_come(visitors, sale), _come(visitors, sale, DESK)]
    platform.stage("terms", str(sale), str(lot), "14", "1")
    for page in pages:
        _queue_up(page, "领号")
        # Not drawn yet, unless this machine was slow to get here.
        expect(page.locator("#line-number")).to_have_text(re.compile("—|1|2"))
    called = _either(pages, "#buy-called", 24)
    left = pages[1 - called]
    expect(left.locator("#line-number")).to_have_text("2", timeout=TOLD_WITHIN_MS)
    expect(left.locator("#line-called-to")).to_have_text("1", timeout=TOLD_WITHIN_MS)
    left.click("#line-leave")
    expect(_verb(left)).to_have_text("领号", timeout=TOLD_WITHIN_MS)


def test_a_wrong_code_is_refused_beside_its_field_and_a_right_one_buys(
    platform: Platform, visitors: Come
) -> None:
    sale, lot = _rush(platform, 3)
    (code,) = platform.stage("coupons", str(sale), str(lot), "1")["codes"]
    page = _come(visitors, sale)
    page.click("#pinned [data-buy]")
    page.fill("#buy-coupon", "WRONG")
    page.click("#buy-go")
    expect(page.locator("#buy-coupon-error")).to_be_visible()
    expect(page.locator("#buy-coupon")).to_have_attribute("aria-invalid", "true")
    page.fill("#buy-coupon", str(code).lower())
    page.click("#buy-go")
    page.wait_for_selector("#buy-pay form")


def test_a_full_cap_is_said_in_words_and_the_button_stays(
    platform: Platform, visitors: Come
) -> None:
    sale, _lot = _rush(platform, 3)
    platform.stage("cap", str(sale), "1")
    _buy(_come(visitors, sale))
    page = _come(visitors, sale)
    page.click("#pinned [data-buy]")
    page.click("#buy-go")
    expect(page.locator("#buy-error")).to_be_visible()
    expect(page.locator("#buy-go")).to_be_enabled()
    platform.stage("cap", str(sale), "2")
    page.click("#buy-go")
    page.wait_for_selector("#buy-pay form")


def test_a_number_is_seen_and_given_up_on_the_page_of_orders(
    platform: Platform, visitors: Come
) -> None:
    sale, _lot = _rush(platform, 1)
    _buy(_come(visitors, sale))
    page = _come(visitors, sale)
    _queue_up(page, "候补")
    page.goto(f"{platform.address}/orders/")
    expect(page.locator("#line")).to_contain_text("您的号 1")
    page.locator("#line form button").click()
    expect(page.locator("#line .chip")).to_have_text("不排了")


def test_the_county_office_plans_waves_and_a_cap_and_sees_them(
    platform: Platform, visitors: Come
) -> None:
    made = platform.stage("sale", new_mobile(), "分批放货", "5")
    sale, lot = made["sale"], made["lots"][1]
    clerk: Visitor = visitors(DESK)
    clerk.sign_in(str(made["clerk"]))
    page = clerk.page
    clerk.go(f"/sales/{sale}/lots/{lot}/")
    page.click(".terms summary")
    for number, (minute, units) in enumerate((("30", "100"), ("60", "200"), ("90", "300"))):
        page.click("[data-more-waves]")
        page.locator("[name=wave_minute]").nth(number).fill(minute)
        page.locator("[name=wave_units]").nth(number).fill(units)
    page.locator("[data-wave] .icon-button").last.click()
    page.locator("[name=wave_units]").last.press("Enter")
    page.wait_for_url(re.compile(rf"/sales/{sale}/lineup/"))
    expect(page.locator(f"#lot-{lot}")).to_contain_text("第 60 分钟放 200 件")
    expect(page.locator(f"#lot-{lot}")).not_to_contain_text("第 90 分钟")

    page.click("#caps .summary-line")
    page.fill("#caps [name=orders]", "50")
    page.click("#caps form button")
    expect(page.locator("#caps")).to_contain_text("0 / 50")
    clerk.go(f"/live/{sale}/host/")
    expect(page.locator("#caps-now")).to_contain_text("0 / 50")
    assert not clerk.faults

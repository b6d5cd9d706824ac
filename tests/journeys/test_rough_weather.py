"""The room where the network is bad: streams that never open, answers that are lost, no camera."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

POLLED_WITHIN_MS = 15_000


def _without_camera(host: Visitor, sale: int) -> None:
    """Go live although the browser gives no camera: the first tap says why, the second goes on."""
    page = host.page
    page.add_init_script("delete Navigator.prototype.mediaDevices")
    host.go(f"/live/{sale}/host/")
    page.click("#go-live")
    expect(page.locator("#cam-said")).to_contain_text("https")
    expect(page.locator("#go-live")).to_contain_text("不开摄像头")
    page.click("#go-live")
    expect(page.locator(".console")).to_have_attribute("data-state", "live")


def _orders(page: Page) -> list[dict[str, Any]]:
    """Keep what is sent to the gate's order door."""
    sent: list[dict[str, Any]] = []

    def keep(request: Request) -> None:
        if request.url.endswith("/orders") and request.method == "POST":
            sent.append(dict(request.post_data_json or {}))

    page.on("request", keep)
    return sent


@pytest.fixture
def show(platform: Platform, visitors: Come) -> dict[str, Any]:
    """A sale on the air without a picture, its scarce lot pinned; each test has its own host."""
    number = new_mobile()
    staged = platform.stage("sale", number, f"坏天气 {number}", "3")
    host = visitors(PHONE)
    host.sign_in(staged["host"])
    _without_camera(host, staged["sale"])
    host.page.locator(f".shelf[data-lot='{staged['lots'][1]}'] .when-down button").click()
    assert not host.faults
    return {**staged, "console": host}


def test_without_a_picture_the_room_shows_the_good_and_sells(
    platform: Platform, visitors: Come, show: dict[str, Any]
) -> None:
    viewer = visitors(PHONE)
    viewer.go(f"/live/{show['sale']}/")
    expect(viewer.page.locator("#pinned")).to_contain_text("香油")
    expect(viewer.page.locator("#pinned [data-part=stock]")).to_contain_text("3")
    assert not viewer.faults


def test_where_streams_never_open_the_room_asks_for_the_state(
    visitors: Come, show: dict[str, Any]
) -> None:
    viewer, buyer = visitors(DESK), visitors(PHONE)
    viewer.page.route("**/events", lambda route: route.abort())
    viewer.go(f"/live/{show['sale']}/")
    stock = viewer.page.locator(f".lot[data-lot='{show['lots'][1]}'] [data-part=stock]")
    expect(stock).to_contain_text("3", timeout=POLLED_WITHIN_MS)
    buyer.sign_in(new_mobile())
    buyer.go(f"/live/{show['sale']}/")
    buyer.page.locator("#pinned [data-buy]").click()
    buyer.page.click("#buy-go")
    buyer.page.wait_for_selector("#buy-pay form")
    expect(stock).to_contain_text("2", timeout=POLLED_WITHIN_MS)


def test_a_lost_answer_tapped_again_is_one_order(visitors: Come, show: dict[str, Any]) -> None:
    buyer = visitors(PHONE)
    buyer.sign_in(new_mobile())
    buyer.go(f"/live/{show['sale']}/")
    sent = _orders(buyer.page)

    def lose_answer(route: Route) -> None:
        route.fetch()  # it reaches the gate, and the way back is cut
        route.abort()

    buyer.page.route("**/orders", lose_answer, times=1)
    buyer.page.locator("#pinned [data-buy]").click()
    buyer.page.click("#buy-go")
    expect(buyer.page.locator("#buy-error")).to_contain_text("不会重复下单")
    buyer.page.keyboard.press("Escape")  # or the page would soon ask again by itself
    buyer.page.locator("#pinned [data-buy]").click()
    buyer.page.click("#buy-go")
    buyer.page.wait_for_selector("#buy-pay form")
    assert len(sent) == 2
    assert sent[0]["key"] == sent[1]["key"]
    expect(buyer.page.locator("#pinned [data-part=stock]")).to_contain_text("2", timeout=5_000)
    buyer.go("/orders/")
    assert buyer.page.locator("a[href^='/orders/']:has-text('香油')").count() <= 1


def test_a_lost_answer_about_the_last_units_is_asked_for_until_it_comes(
    visitors: Come, show: dict[str, Any]
) -> None:
    buyer = visitors(PHONE)
    buyer.sign_in(new_mobile())
    buyer.go(f"/live/{show['sale']}/")
    sent = _orders(buyer.page)

    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    buyer.page.route("**/orders", lose_answer, times=1)
    buyer.page.locator("#pinned [data-buy]").click()
    for _ in range(2):
        buyer.page.locator("#buy [data-step='1']").click()
    buyer.page.click("#buy-go")
    expect(buyer.page.locator("#pinned [data-part=stock]")).not_to_contain_text("3", timeout=5_000)
    buyer.page.wait_for_selector("#buy-pay form")
    assert [wish["quantity"] for wish in sent] == [3, 3]
    assert len({wish["key"] for wish in sent}) == 1


def test_a_double_tap_is_one_request(visitors: Come, show: dict[str, Any]) -> None:
    buyer = visitors(PHONE)
    buyer.sign_in(new_mobile())
    buyer.go(f"/live/{show['sale']}/")
    sent = _orders(buyer.page)
    buyer.page.locator("#pinned [data-buy]").click()
    buyer.page.locator("#buy-go").dblclick()
    buyer.page.wait_for_selector("#buy-pay form")
    assert len({wish["key"] for wish in sent}) == 1
    expect(buyer.page.locator("#pinned [data-part=stock]")).to_contain_text("2", timeout=5_000)


def test_html_in_chat_is_shown_as_text_and_a_hidden_line_goes_from_every_screen(
    visitors: Come, show: dict[str, Any]
) -> None:
    buyer, viewer = visitors(PHONE), visitors(DESK)
    viewer.go(f"/live/{show['sale']}/")
    buyer.sign_in(new_mobile())
    buyer.go(f"/live/{show['sale']}/")
    evil = "<img src=x onerror=alert(1)>栗子"
    buyer.page.fill("#say-text", evil)
    buyer.page.click(".send")
    line = viewer.page.locator("#lines li", has_text=evil)
    expect(line).to_be_visible(timeout=5_000)
    assert viewer.page.locator("#lines img").count() == 0
    console: Page = show["console"].page
    console.click("#tab-chat")
    console.locator("[data-reason=hide] button").first.click()
    console.click("#reason-go")
    expect(line).to_have_count(0, timeout=8_000)

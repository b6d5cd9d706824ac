"""One show, from the host's phone to the results, in real browsers on the running platform."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

PICTURE_WITHIN_MS = 10_000
TICK_WITHIN_MS = 2_000


def _clock(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def _moves(page: Page, within_ms: int = PICTURE_WITHIN_MS) -> None:
    """The picture moves: its clock advances, and frames are really decoded."""
    page.wait_for_function(
        """() => { const video = document.querySelector('video');
                   return video.currentTime > 0.3 && video.videoWidth > 0 && !video.paused; }""",
        timeout=within_ms,
    )
    before = _clock(page)
    page.wait_for_function(
        f"() => document.querySelector('video').currentTime > {before} + 0.5", timeout=within_ms
    )


def _go_live(host: Visitor, sale: int) -> None:
    host.go(f"/live/{sale}/host/")
    host.page.click("#go-live")
    expect(host.page.locator(".console")).to_have_attribute("data-camera", "live", timeout=15_000)


def _buy(buyer: Visitor, lot: int, quantity: int) -> None:
    """From the room to a paid order, in the sheet over the playing video."""
    page = buyer.page
    page.locator(f"[data-buy='{lot}']").locator("visible=true").first.click()
    page.fill("#buy-quantity", str(quantity))
    page.click("#buy-go")
    page.wait_for_selector("#buy-pay form")


def _pay(buyer: Visitor) -> None:
    page = buyer.page
    form = page.locator("#buy-pay form").first
    form.locator("[name=name]").fill("林小满")
    form.locator("[name=mobile]").fill("13900000007")
    form.locator("[name=region]").fill("河北省承德市宽城县")
    form.locator("[name=detail]").fill("演示路 1 号（编的）")
    form.locator("[name=knows_fresh]").check()
    form.locator("button[value=cod]").click()
    page.wait_for_selector("#buy-pay a[href^='/orders/']")


def test_from_the_hosts_phone_to_the_results(platform: Platform, visitors: Come) -> None:
    show = platform.stage("sale", new_mobile(), "冬天的板栗", "3")
    plenty, scarce = show["lots"]
    host, viewer, buyer = visitors(PHONE), visitors(DESK), visitors(PHONE)
    host.sign_in(show["host"])
    buyer.sign_in(new_mobile())

    viewer.go(f"/live/{show['sale']}/")
    _go_live(host, show["sale"])
    _moves(viewer.page, PICTURE_WITHIN_MS + 5_000)

    host.page.locator(f".shelf[data-lot='{scarce}'] .when-down button").click()
    expect(viewer.page.locator("#pinned")).to_contain_text("香油", timeout=TICK_WITHIN_MS + 2_000)

    buyer.go(f"/live/{show['sale']}/")
    _moves(buyer.page)
    before = _clock(buyer.page)
    _buy(buyer, scarce, 1)
    expect(viewer.page.locator("#pinned [data-part=stock]")).to_contain_text(
        "2", timeout=TICK_WITHIN_MS
    )
    _pay(buyer)
    assert _clock(buyer.page) > before, "the picture goes on while one buys"

    second = visitors(PHONE)
    second.sign_in(new_mobile())
    second.go(f"/live/{show['sale']}/")
    expect(second.page.locator("#pinned")).to_contain_text("香油")
    _buy(second, scarce, 2)
    expect(viewer.page.locator("#pinned")).to_contain_text("抢光", timeout=TICK_WITHIN_MS)

    buyer.page.locator("#buy-pay a[href^='/orders/']").first.click()
    expect(buyer.page.locator("main")).to_contain_text("香油")

    clerk = visitors(DESK)
    clerk.sign_in(show["clerk"])
    clerk.go(f"/live/{show['sale']}/results/")
    expect(clerk.page.locator("main")).to_contain_text("香油")
    expect(clerk.page.locator("a[href$='rows/orders/']").first).to_contain_text("2")
    assert plenty
    for person in (host, viewer, buyer, second, clerk):
        assert not person.faults

    _ends_and_plays_again(host, viewer, show["sale"])
    verified = platform.command("verify")
    assert verified.returncode == 0, verified.stdout


def _ends_and_plays_again(host: Visitor, viewer: Visitor, sale: int) -> None:
    host.page.click("a[href='#end']")
    host.page.click("#end button[value=ended]")
    expect(host.page.locator(".console")).to_have_attribute("data-state", "ended", timeout=15_000)
    host.page.click("button[value=replay]")
    expect(host.page.locator(".console")).to_have_attribute("data-state", "replay", timeout=15_000)
    # The viewer's own room turns into the replay.
    expect(viewer.page.locator(".room")).to_have_attribute("data-state", "replay", timeout=15_000)
    _moves(viewer.page)
    mark = viewer.page.locator("[data-seek]").first
    expect(mark).to_contain_text("香油")
    mark.click()
    wanted = float(mark.get_attribute("data-seek") or 0)
    viewer.page.wait_for_function(
        f"() => Math.abs(document.querySelector('video').currentTime - {wanted}) < 3"
    )


def test_a_cut_of_twenty_seconds_keeps_the_room_and_the_recording(
    platform: Platform, visitors: Come
) -> None:
    show = platform.stage("sale", new_mobile(), "断线也不散场", "5")
    host, viewer = visitors(PHONE), visitors(PHONE)
    host.sign_in(show["host"])
    cut = _Cut()
    host.page.route_web_socket("**/broadcast", cut.door)
    viewer.go(f"/live/{show['sale']}/")
    _go_live(host, show["sale"])
    _moves(viewer.page, PICTURE_WITHIN_MS + 5_000)

    cut.begin()
    expect(viewer.page.locator("#break")).to_be_visible(timeout=15_000)
    host.page.wait_for_timeout(20_000)
    assert viewer.page.url.endswith(f"/live/{show['sale']}/"), "the same room"
    cut.end()
    expect(viewer.page.locator("#break")).to_be_hidden(timeout=20_000)
    _moves(viewer.page, PICTURE_WITHIN_MS + 5_000)

    playlist = viewer.page.request.get(
        f"{platform.address}/media/live/{show['sale']}/replay.m3u8"
    ).text()
    assert playlist.count("#EXT-X-MAP") >= 2, f"one recording of several runs: {playlist}"
    assert "#EXT-X-DISCONTINUITY" in playlist


class _Cut:
    """Stands between the host's browser and the gate, and cuts the line when told."""

    def __init__(self) -> None:
        self._cut = False
        self._open: list[WebSocketRoute] = []

    def door(self, route: WebSocketRoute) -> None:
        if self._cut:
            route.close()
            return
        self._open.append(route)
        route.connect_to_server()

    def begin(self) -> None:
        self._cut = True
        for route in self._open:
            route.close(code=1001)
        self._open.clear()

    def end(self) -> None:
        self._cut = False

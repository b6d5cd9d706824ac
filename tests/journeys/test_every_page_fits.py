"""Every kind of page, on a phone and on a desk, in both languages: nothing sticks out or breaks.

And none weighs more than it may over the wire (`tools/page_weights.py`).
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.page_weights import Scales, table

from tests.journeys.conftest import DESK, PHONE, Platform, Visitor, new_mobile

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.timeout(240)]
Come = Callable[..., Visitor]

ROOM = "/live/{sale}/"
OPEN_TO_ALL = ["/", "/sign-in/", "/inbox/", "/places/?q=宽城", "/places/130827/", ROOM]
OPEN_TO_ALL += ["/places/13/map/", "/compare/?a=130827&b=130623&with=2019"]
OF_THE_CLERK = [
    "/me/",
    "/sales/",
    "/sales/new/",
    "/sales/{sale}/lineup/",
    "/sales/{sale}/lots/{lot}/",
    "/sales/{sale}/lots/{lot}/coupons/",
    "/live/{sale}/host/",
    "/live/{sale}/results/",
    "/live/{sale}/screen/",
    "/goods/",
    "/packing/",
    "/orders/",
    "/addresses/new/",
    "/freight/",
    "/freight/new/",
    "/customs/",
    "/customs/rates/",
    "/grants/",
    "/no-such-page/",
]

OUTSIDE = """() => {
    const wide = document.scrollingElement.scrollWidth - window.innerWidth;
    if (wide <= 0) return null;
    const all = [...document.querySelectorAll('body *')];
    const out = all.filter(one => one.getBoundingClientRect().right > window.innerWidth + 1);
    return wide + ' px too wide: ' + out.slice(0, 3).map(one => one.outerHTML.slice(0, 90));
}"""
SMALL = """() => ['main button', 'main a.button', 'main input:not([type=hidden])']
    .flatMap(kind => [...document.querySelectorAll(kind)])
    .filter(one => one.checkVisibility() && !one.closest('.visually-hidden'))
    .filter(one => one.type !== 'checkbox' && one.type !== 'radio' && one.type !== 'range')
    .filter(one => one.getBoundingClientRect().height < 43)
    .map(one => one.outerHTML.slice(0, 90))"""


@pytest.fixture
def show(platform: Platform) -> dict[str, object]:
    made = platform.stage("sale", new_mobile(), "页面巡查", "8")
    lot = made["lots"][1]
    platform.stage("terms", str(made["sale"]), str(lot), "3600", "1")
    platform.stage("coupons", str(made["sale"]), str(lot), "5")
    return {**made, "lot": lot}


@pytest.mark.parametrize(("screen", "language"), [(PHONE, "zh-hans"), (DESK, "en")])
def test_pages_that_are_open_to_all(
    show: dict[str, object], visitors: Come, screen: dict[str, int], language: str
) -> None:
    visitor = visitors(screen)
    _speak(visitor, language)
    _look_at(visitor, OPEN_TO_ALL, show, touched=screen is PHONE)


def test_pages_of_the_county_office(show: dict[str, object], visitors: Come) -> None:
    visitor = visitors(PHONE)
    visitor.sign_in(str(show["clerk"]))
    for screen, language in ((PHONE, "en"), (DESK, "zh-hans"), (PHONE, "zh-hans"), (DESK, "en")):
        visitor.page.set_viewport_size(screen)  # type: ignore[arg-type]
        _speak(visitor, language)
        _look_at(visitor, OF_THE_CLERK, show, touched=screen is PHONE)


def test_no_page_weighs_more_than_it_may(show: dict[str, object], visitors: Come) -> None:
    visitor = visitors(PHONE)
    visitor.sign_in(str(show["clerk"]))
    scales = Scales(visitor.page)
    address, weights = visitor.platform.address, []
    for path in [*OPEN_TO_ALL, *OF_THE_CLERK]:
        # This sale shows no picture: its room would not ask for what plays one.
        also = _player(visitor.platform) if path == ROOM else ""
        weights.append(scales.weigh(address, path.format(**show), also=also))
    assert all(one.is_within for one in weights), f"\n{table(weights)}"
    assert all(one.requests > 1 for one in weights), f"weighed too early:\n{table(weights)}"


def _player(platform: Platform) -> str:
    static = Path(platform.environment["YUTANG_DATA"], "static")
    names: dict[str, str] = json.loads((static / "staticfiles.json").read_text("utf-8"))["paths"]
    return f"/static/{names['web/vendor/hls.light.min.mjs']}"


def _speak(visitor: Visitor, language: str) -> None:
    address = visitor.platform.address
    visitor.context.add_cookies([{"name": "django_language", "value": language, "url": address}])


def _look_at(visitor: Visitor, paths: list[str], show: dict[str, object], *, touched: bool) -> None:
    said: list[str] = []
    visitor.page.on("console", lambda message: said.append(message.text))
    for path in paths:
        visitor.go(path.format(**show))
        assert visitor.page.evaluate(OUTSIDE) is None, path
        if touched:
            assert not visitor.page.evaluate(SMALL), f"{path}: too small for a thumb"
    refused = [text for text in said if "Refused" in text or "violates" in text]
    assert not refused, "the policy refuses what a page asks for"
    assert not visitor.faults

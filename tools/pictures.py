"""Take the README's pictures from the running demo: ``python -m tools.pictures [ADDRESS]``.

Start `make demo` first and let it run for some minutes. Writes docs/pictures/*.webp.
"""

import io
import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tools import browser as chromium

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CLERK = "13800000002"
QUALITY = 82
SETTLE_MS = 6_000
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]


def main() -> int:
    """Take all pictures, in Chinese and in English where words matter."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    path = chromium.find()
    if path is None:
        print("No Chromium here; run `make test` once, it installs one.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        sale = _newest_sale(browser, address)
        for language in ("zh", "en"):
            _room(browser, address, sale, language)
        _staff(browser, address, sale)
        browser.close()
    return 0


def _newest_sale(browser: Browser, address: str) -> int:
    page = browser.new_page()
    page.goto(address)
    found = [int(number) for number in re.findall(r"/live/(\d+)/", page.content())]
    page.close()
    if not found:
        raise SystemExit(f"No sale on {address}. Start `make demo` first.")
    return max(found)


def _room(browser: Browser, address: str, sale: int, language: str) -> None:
    with _visit(browser, address, (390, 844), language) as page:
        page.goto(f"{address}/live/{sale}/")
        _keep(page, f"room-{language}")
        page.click("#bag")
        _keep(page, f"lineup-{language}", settle_ms=1_500)


def _staff(browser: Browser, address: str, sale: int) -> None:
    with _visit(browser, address, (1920, 1080), "zh") as page:
        _sign_in(page, address)
        for language in ("zh", "en"):
            _speak(page.context, address, language)
            page.set_viewport_size({"width": 1920, "height": 1080})
            page.goto(f"{address}/live/{sale}/screen/")
            _keep(page, f"screen-{language}")
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(f"{address}/live/{sale}/results/")
            _keep(page, f"results-{language}", settle_ms=2_500)


def _speak(context: BrowserContext, address: str, language: str) -> None:
    value = "en" if language == "en" else "zh-hans"
    context.add_cookies([{"name": "django_language", "value": value, "url": address}])


class _visit:  # noqa: N801 - reads as a verb where it is used
    """A visitor's browser window, speaking one language."""

    def __init__(
        self, browser: Browser, address: str, size: tuple[int, int], language: str
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2 if size[0] < 800 else 1,  # noqa: PLR2004 - a phone
        )
        _speak(self._context, address, language)

    def __enter__(self) -> Page:
        return self._context.new_page()

    def __exit__(self, *_: object) -> None:
        self._context.close()


def _sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in/")
    page.fill("#mobile", CLERK)
    page.locator("form:has(#mobile) button").first.click()
    page.wait_for_selector("#code")
    inbox = page.context.new_page()
    inbox.goto(f"{address}/inbox/")
    code = re.search(r"\b\d{6}\b", inbox.inner_text("main"))
    inbox.close()
    assert code, "the code is in the development inbox"
    page.fill("#code", code[0])
    page.locator("form:has(#code) button").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def _keep(page: Page, name: str, settle_ms: int = SETTLE_MS) -> None:
    page.wait_for_timeout(settle_ms)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)
    print(PICTURES / f"{name}.webp")


if __name__ == "__main__":
    sys.exit(main())

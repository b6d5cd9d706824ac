"""What each page weighs: bytes over the wire as the gate sends them, bytes unpacked, requests.

`python tools/page_weights.py http://127.0.0.1:8000` opens every kind of page of a running demo in a
browser with an empty cache, signed in as the county clerk, and prints a table. Pictures and video
(all of ``/media/``) are not counted; neither is the stream of ticks, which never ends. A test of
the journeys holds the pages to the budgets below.
"""

import argparse
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

ROOM_BYTES_MAX: Final = 300_000
"""The live room, player included."""
MAP_BYTES_MAX: Final = 300_000
"""A map: what draws it, and the outlines of a province's counties (docs/front-end.md)."""
BOARD_BYTES_MAX: Final = 300_000
"""A board: what draws its charts, and their tables (docs/front-end.md)."""
PAGE_BYTES_MAX: Final = 150_000
"""Every other page."""
CLERK: Final = "13800000002"
"""The demo's county clerk (`cli/demo/samples.py`)."""
QUIET_MS: Final = 300
NOT_COUNTED: Final = "/media/"

PAGES: Final = (
    "/",
    "/sign-in/",
    "/places/?q=宽城",
    "/places/13/map/",
    "/compare/?a=130827&b=130425",
    "/live/{sale}/",
    "/live/{sale}/host/",
    "/live/{sale}/results/",
    "/live/{sale}/results/rows/orders/",
    "/live/{sale}/screen/",
    "/boards/130827/",
    "/boards/130827/sales/",
    "/boards/130827/screen/",
    "/sales/",
    "/sales/new/",
    "/sales/{sale}/lineup/",
    "/goods/",
    "/packing/",
    "/orders/",
    "/grants/",
    "/me/",
)


@dataclass
class Weight:
    """What one page cost: by kind of file (``css``, ``js``, ``html`` …), in bytes."""

    path: str
    wire: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    unpacked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    requests: int = 0

    @property
    def bytes_max(self) -> int:
        """The budget of this kind of page."""
        path = urlsplit(self.path).path
        if re.fullmatch(r"/live/\d+/", path):
            return ROOM_BYTES_MAX
        if re.fullmatch(r"/boards/\w+/(sales|goods|hosts|buyers|logistics)/", path):
            return BOARD_BYTES_MAX
        return MAP_BYTES_MAX if re.fullmatch(r"/places/\d+/map/", path) else PAGE_BYTES_MAX

    @property
    def wire_bytes(self) -> int:
        return sum(self.wire.values())

    @property
    def is_within(self) -> bool:
        return self.wire_bytes <= self.bytes_max


class Scales:
    """Weighs the pages that one browser page opens, each with an empty cache."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: dict[str, tuple[str, str]] = {}
        self._weight = Weight("")
        self._wire = page.context.new_cdp_session(page)
        self._wire.on("Network.responseReceived", self._answered)
        self._wire.on("Network.dataReceived", self._came)
        self._wire.on("Network.loadingFinished", self._finished)
        self._wire.send("Network.enable")
        self._wire.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def weigh(self, address: str, path: str, *, also: str = "") -> Weight:
        """Open a page; `also` names a module that it would load once there is something to play."""
        self._asked.clear()
        self._weight = Weight(path)
        self._page.goto(address + path, wait_until="load")
        if also:
            self._page.evaluate("module => import(module).then(() => undefined)", also)
        self._page.wait_for_timeout(QUIET_MS)
        return self._weight

    def _answered(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        if answer["mimeType"] == "text/event-stream" or not answer["url"].startswith("http"):
            return
        path = urlsplit(answer["url"]).path
        if path.startswith(NOT_COUNTED):
            return
        suffix = path.rsplit(".", 1)[-1] if "." in path else ""
        kind = suffix or {"text/html": "html"}.get(answer["mimeType"], "data")
        self._asked[event["requestId"]] = (kind, path)
        self._weight.requests += 1

    def _came(self, event: dict[str, Any]) -> None:
        if asked := self._asked.get(event["requestId"]):
            self._weight.unpacked[asked[0]] += event["dataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        if asked := self._asked.get(event["requestId"]):
            self._weight.wire[asked[0]] += int(event["encodedDataLength"])


def table(weights: list[Weight]) -> str:
    """Return the weights as a Markdown table, in kB of 1,000 bytes."""
    lines = [
        "| page | requests | on the wire, kB | unpacked, kB | html · css · js | budget, kB |",
        "|---|--:|--:|--:|---|--:|",
    ]
    for one in weights:
        kinds = " · ".join(
            f"{sum(one.wire[kind] for kind in kinds) / 1000:.0f}"
            for kinds in (("html",), ("css",), ("js", "mjs"))
        )
        over = "" if one.is_within else " **over**"
        lines.append(
            f"| `{one.path}` | {one.requests} | {one.wire_bytes / 1000:.1f}{over} "
            f"| {sum(one.unpacked.values()) / 1000:.0f} | {kinds} | {one.bytes_max / 1000:.0f} |"
        )
    return "\n".join(lines)


def _sign_in(page: Page, address: str, mobile: str) -> None:
    page.goto(f"{address}/sign-in/")
    page.fill("input#mobile", mobile)
    page.locator("form:has(input#mobile) button").first.click()
    page.wait_for_selector("input#code")
    inbox = page.context.new_page()
    inbox.goto(f"{address}/inbox/")
    found = re.search(r"\b\d{6}\b", inbox.inner_text("main"))
    inbox.close()
    page.fill("input#code", found[0] if found else "")
    page.locator("form:has(input#code) button").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def main() -> int:
    """Weigh the pages of a running demo; return 1 when one passes its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--sale", type=int, default=1)
    parser.add_argument("--clerk", default=CLERK, help="mobile number of a clerk of that sale")
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tools import browser  # noqa: PLC0415 - found once the folder above is on the path

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox"])
        page = chromium.new_context(viewport={"width": 360, "height": 780}).new_page()
        _sign_in(page, asked.address, asked.clerk)
        scales = Scales(page)
        weights = [scales.weigh(asked.address, path.format(sale=asked.sale)) for path in PAGES]
        chromium.close()
    print(table(weights))
    return 0 if all(one.is_within for one in weights) else 1


if __name__ == "__main__":
    sys.exit(main())

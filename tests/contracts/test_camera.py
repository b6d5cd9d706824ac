"""A real browser's camera through the door, seen in another tab by hls.js."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from playwright.async_api import Browser, Page, async_playwright
from psycopg.conninfo import make_conninfo
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from tests.contracts.camera_door import Door, broadcast_pass, open_door

from yutang.live import actions as live
from yutang.live.video.timeline import Timeline
from yutang.people.access import Person

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yutang"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]

HOST = """<!doctype html><title>host</title><video id="preview" muted></video>
<script type="module">
import {{ createBroadcast }} from "/live/broadcast.js";
window.seen = [];
window.camera = createBroadcast({{
  url: "/live/{sale}/broadcast", pass: "{broadcast_pass}",
  preview: document.getElementById("preview"), onState: (state) => window.seen.push(state),
}});
</script>"""

VIEWER = """<!doctype html><title>viewer</title><video id="video" playsinline></video>
<script type="module">
import Hls from "/vendor/hls.light.min.mjs";
const hls = new Hls({{ liveSyncDurationCount: 2, enableWorker: false }});
window.broken = [];
hls.on(Hls.Events.ERROR, (_event, problem) => {{
  if (problem.fatal) window.broken.push(problem.details);
}});
hls.loadSource("/media/live/{sale}/live.m3u8");
hls.attachMedia(document.getElementById("video"));
document.getElementById("video").play();
</script>"""


@pytest.fixture
def url(transactional_db: None) -> str:
    name = str(connection.settings_dict["NAME"])
    return make_conninfo(os.environ["DATABASE_URL"], dbname=name)


@pytest.fixture
def sale(transactional_db: None, land: None, host: Person) -> int:
    plan = live.Plan(title="板栗专场", county_codes=["130827"], starts_at=datetime.now(UTC))
    return live.plan_sale(plan, host=host, by=host).pk


@pytest.fixture
async def door(sale: int, url: str, tmp_path: Path) -> AsyncIterator[Door]:
    async def page(request: Request) -> Response:
        text = HOST if request.url.path == "/host" else VIEWER
        return HTMLResponse(text.format(sale=sale, broadcast_pass=broadcast_pass(sale)))

    routes = [
        Route("/host", page),
        Route("/viewer", page),
        Mount("/media", StaticFiles(directory=tmp_path)),
        Mount("/live", StaticFiles(directory=SOURCE / "live/static/live")),
        Mount("/vendor", StaticFiles(directory=SOURCE / "web/static/web/vendor")),
    ]
    async with open_door(sale, url, tmp_path, routes) as opened:
        yield opened


@pytest.fixture(scope="module")
def chromium() -> str:
    """The Chromium that `make test` has made sure of."""
    finder = ROOT / "tools" / "browser.py"
    found = subprocess.run([sys.executable, finder], check=True, capture_output=True, text=True)
    return found.stdout.strip()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        await started.close()


async def _time(viewer: Page) -> float:
    return float(await viewer.evaluate("document.getElementById('video').currentTime"))


async def _until_past(viewer: Page, seconds: float) -> None:
    await viewer.wait_for_function(
        f"document.getElementById('video').currentTime > {seconds}", timeout=15_000
    )


async def test_a_camera_is_seen_within_ten_seconds_and_survives_a_cut(
    door: Door, browser: Browser
) -> None:
    address = f"http://127.0.0.1:{door.port}"
    host, viewer = await browser.new_page(), await browser.new_page()
    await host.goto(f"{address}/host")
    assert await host.evaluate("camera.open()") is True
    assert await host.evaluate("seen.at(-1).state") == "preview"
    began = time.monotonic()
    await host.evaluate("camera.start()")
    await door.until_state("on")
    await viewer.goto(f"{address}/viewer")
    await _until_past(viewer, await _time(viewer) + 0.5)
    assert time.monotonic() - began < 10
    assert await viewer.evaluate("document.getElementById('video').videoHeight") > 0
    assert await viewer.evaluate("document.getElementById('video').webkitAudioDecodedByteCount") > 0
    await host.wait_for_function("seen.at(-1).state === 'live'")

    assert door.broadcasts
    await door.broadcasts.cameras[door.sale].end(4503, "restarting")
    assert (await door.until_state("break")).reason == "network"
    await door.until_state("on")
    await _until_past(viewer, await _time(viewer) + 3)
    await host.wait_for_function("seen.at(-1).state === 'live'")
    assert await viewer.evaluate("broken") == []

    await host.evaluate("camera.stop()")
    await door.until_state("ended")
    await host.wait_for_function("seen.at(-1).state === 'stopped'")
    timeline = Timeline.load(door.folder)
    assert [run.end_reason for run in timeline.runs] == ["eof", "eof"]
    assert {part.video for part in timeline.parts.values()} == {"h264"}
    await asyncio.to_thread(door.rows)

"""The whole platform as its own processes, and real browsers with a fake camera."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import template
from tests.gateway import Gateway
from tests.journeys.line import Line, line_to

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1440, "height": 900}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
READY_WITHIN_S = 240.0
SHOWN_WITHIN_MS = 20_000
"""A promise to who waits for a busy machine; on a quiet one it is less than a second."""
expect.set_options(timeout=SHOWN_WITHIN_MS)


_numbers = count(13900000001)


def new_mobile() -> str:
    """Return a number that nobody has yet: each number gets one code a minute."""
    return str(next(_numbers))


@dataclass
class Platform:
    """A running installation, seen from outside."""

    address: str
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"
    hands: "subprocess.Popen[str]"
    """Behind the stage; see `stage.py`."""

    def stage(self, *arguments: str) -> dict[str, Any]:
        """Do something behind the stage, and return what was made."""
        assert self.hands.stdin is not None
        assert self.hands.stdout is not None
        self.hands.stdin.write(json.dumps(arguments) + "\n")
        self.hands.stdin.flush()
        said: dict[str, Any] = json.loads(self.hands.stdout.readline())
        assert "failed" not in said, said["failed"]
        return said

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the `yutang` command on this installation."""
        return subprocess.run(
            [sys.executable, "-m", "yutang.cli", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def child(self, module: str) -> int:
        """Return the process id of one of the platform's processes."""
        import psutil

        for process in psutil.Process(self.process.pid).children():
            if module in process.cmdline():
                return int(process.pid)
        raise AssertionError(f"{module} does not run")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """Where buyers pay: it speaks as Alipay and WeChat Pay do, on this machine."""
    with Gateway(tmp_path_factory.mktemp("gateway")) as running:
        yield running


@pytest.fixture(scope="session")
def platform(gateway: Gateway) -> Iterator[Platform]:
    folder = tempfile.mkdtemp(prefix="yt-")
    port = _free_port()
    environment = {
        **os.environ,
        **gateway.environment(),
        "YUTANG_DATA": folder,
        "PORT": str(port),
        "DATABASE_URL": "",
    }
    environment.pop("YUTANG_TEST_RUN", None)
    template.copy_to(Path(folder))  # with its tables, which cost half a minute
    log = Path(folder, "serve.log")
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "yutang.cli", "serve"],
            env=environment,
            stdout=stream,
            stderr=stream,
        )
    address = f"http://127.0.0.1:{port}"
    _wait_until_ready(address, process, log)
    with _hands(environment) as hands:
        yield Platform(address, environment, process, hands)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=40) == 0, log.read_text()[-3000:]
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _hands(environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """Have somebody behind the stage; what goes wrong there is told on standard error."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.stage"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    ) as hands:
        yield hands  # leaves when nobody asks any more: its standard input ends


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the platform was not ready: {log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from tools import browser as finder

    path = finder.find()
    assert path is not None, "no Chromium here; `make test` installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody with a browser of their own."""

    platform: Platform
    context: BrowserContext
    page: Page
    faults: list[str]
    address: str
    """Where this visitor finds the platform."""

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, mobile: str) -> None:
        """Sign in as people do: number, code, in."""
        self.go("/sign-in/")
        self.page.fill("input#mobile", mobile)
        self.page.locator("form:has(input#mobile) button").first.click()
        self.page.wait_for_selector("input#code")
        self.page.fill("input#code", self.platform.stage("code", mobile)["code"])
        self.page.locator("form:has(input#code) button").first.click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture
def line(platform: Platform) -> Iterator[Line]:
    """A line to the platform that can be cut."""
    with line_to(int(platform.address.rsplit(":", 1)[1])) as line:
        yield line


@pytest.fixture
def visitors(chromium: Browser, platform: Platform) -> Iterator[Any]:
    """A door through which new visitors come, each with cookies and a screen of their own."""
    contexts: list[BrowserContext] = []

    def come(
        viewport: dict[str, int] = PHONE, language: str = "zh-CN", line: Line | None = None
    ) -> Visitor:
        context = chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            locale=language,
            permissions=["camera", "microphone"],
            has_touch=viewport is PHONE,
        )
        contexts.append(context)
        page = context.new_page()
        visitor = Visitor(platform, context, page, [], line.address if line else platform.address)
        page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        return visitor

    yield come
    for context in contexts:
        context.close()

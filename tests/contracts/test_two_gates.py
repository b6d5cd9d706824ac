"""Two gates behind one port: each shows what the other did, and one can be lost."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.contracts.house import Reader
from tests.races.market import GateProcess, Market, buyer_pass, free_port, keyring
from tests.races.market import gate as running
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from yutang.kernel.passes import Pass, new_id
from yutang.live.video.tests.clips import clip

pytestmark = [pytest.mark.served, pytest.mark.django_db]
VIEWERS = 16
"""The system deals connections out by their ports: as good as never all to one gate."""


@pytest.fixture
def pair(market: Market) -> Iterator[list[GateProcess]]:
    with _gates(market, 2) as gates:
        yield gates


@contextmanager
def _gates(market: Market, count: int) -> Iterator[list[GateProcess]]:
    port = free_port()
    gates: list[GateProcess] = []
    try:
        for number in range(1, count + 1):
            sharing = ("--number", str(number), "--of", str(count))
            gates.append(GateProcess(market.url, port, sharing))
        _wait_for_all(gates)
        yield gates
    finally:
        for gate in gates:
            gate.stop()


def _wait_for_all(gates: list[GateProcess]) -> None:
    deadline = time.monotonic() + 20
    while set(_counted(gates[0], "yutang_viewers")) != {"1", "2"}:
        assert time.monotonic() < deadline, "a gate is missing"
        time.sleep(0.1)


def _counted(gate: GateProcess, name: str) -> dict[str, float]:
    page = httpx.get(f"{gate.base}/metrics").text
    return {
        sample.labels["gate"]: sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
        if sample.name == name
    }


def _video(gate: GateProcess, sale: int) -> str:
    return str(httpx.get(f"{gate.base}/live/{sale}/state").json()["video"]["state"])


@asynccontextmanager
async def _camera(gate: GateProcess, sale: int) -> AsyncIterator[ClientConnection]:
    """A camera that shows some seconds and stays."""
    claim = Pass(new_id(), "broadcast", int(time.time()) + 60, sale=sale)
    async with connect(f"ws://{gate.address}/live/{sale}/broadcast", max_size=None) as camera:
        await camera.send(json.dumps({"pass": keyring().mint(claim)}))
        data = clip("webm h264 opus")
        for at in range(0, len(data), 20_000):
            await camera.send(data[at : at + 20_000])
        yield camera


async def _goodbye(camera: ClientConnection) -> int:
    """Read until the door is closed; return the code."""
    async with asyncio.timeout(40):
        with suppress(ConnectionClosed):
            while True:
                await camera.recv()
    return camera.close_code or 0


async def test_a_camera_at_one_gate_is_seen_at_the_other_and_can_be_taken_over_there(
    market: Market,
) -> None:
    sale, _ = market.sale(5)
    with running(market.url) as one, running(market.url) as two:
        async with _camera(one, sale) as first:
            await _until_async(lambda: _video(two, sale), "on")
            async with _camera(two, sale):
                assert await _goodbye(first) == 4409
                await _until_async(lambda: _video(one, sale), "on")
            await _until_async(lambda: _video(one, sale), "break")
            await _until_async(lambda: _video(two, sale), "break")


@dataclass
class Screen:
    """One viewer's page: takes ticks as values, comes back with the number of the last one."""

    port: int
    sale: int
    lines: dict[int, str] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    available: int = -1
    came: int = 0
    last_id: str = ""
    reader: Reader | None = None

    async def watch(self) -> None:
        while True:
            with suppress(OSError, AssertionError, asyncio.IncompleteReadError, TimeoutError):
                await self._once()
            await asyncio.sleep(0.2)

    async def _once(self) -> None:
        reader = self.reader = Reader(*await asyncio.open_connection("127.0.0.1", self.port))
        try:
            last = [f"Last-Event-ID: {self.last_id}"] if self.last_id else []
            await reader.ask(f"/live/{self.sale}/events", *last)
            self.came += 1
            while True:
                _, told = await reader.event()
                self.last_id = reader.last_id
                self._take(told)
        finally:
            reader.drop()
            with suppress(OSError):
                await reader.writer.wait_closed()

    def _take(self, told: dict[str, Any]) -> None:
        self.shown |= told
        for line in told.get("chat", []):
            self.lines[line["id"]] = line["text"]
        for lot in told.get("lots", []):
            self.available = lot["available"]


@contextmanager
def _watching(screens: list[Screen]) -> Iterator[None]:
    tasks = [asyncio.create_task(screen.watch()) for screen in screens]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _until(condition: Callable[[], bool], within_s: float = 20) -> None:
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - many things are waited for, not one event
            await asyncio.sleep(0.05)


async def _until_async(ask: Callable[[], str], wanted: str) -> None:
    async with asyncio.timeout(40):
        while await asyncio.to_thread(ask) != wanted:  # noqa: ASYNC110 - another process tells
            await asyncio.sleep(0.1)


async def _post(client: httpx.AsyncClient, path: str, body: object, buyer: int) -> int:
    """Send it until somebody answers; return the status."""
    while True:
        with suppress(httpx.TransportError):
            headers = {"Authorization": f"Bearer {buyer_pass(buyer)}"}
            return (await client.post(path, json=body, headers=headers)).status_code
        await asyncio.sleep(0.1)


async def test_each_gate_shows_orders_and_viewers_of_the_other(
    market: Market, pair: list[GateProcess]
) -> None:
    sale, [lot] = market.sale(50)
    screens = [Screen(pair[0].port, sale) for _ in range(VIEWERS)]
    async with httpx.AsyncClient(base_url=pair[0].base) as client:
        with _watching(screens):
            await _until(lambda: all(screen.shown for screen in screens))
            viewers = await asyncio.to_thread(_counted, pair[0], "yutang_viewers")
            assert sum(viewers.values()) == VIEWERS
            assert all(viewers.values()), "the system dealt viewers to both"
            wish = {"lot": lot, "quantity": 3, "key": str(uuid4())}
            assert await _post(client, f"/live/{sale}/orders", wish, market.buyers[1]) == 201
            await _until(lambda: all(screen.available == 47 for screen in screens))
            await _until(lambda: all(screen.shown["viewers"] == VIEWERS for screen in screens))


async def test_a_gate_is_killed_and_its_viewers_miss_nothing(
    market: Market, pair: list[GateProcess]
) -> None:
    sale, [lot] = market.sale(500)
    screens = [Screen(pair[0].port, sale) for _ in range(VIEWERS)]
    buyers = iter(market.buyers[10:])
    said = count(1)
    async with httpx.AsyncClient(base_url=pair[0].base) as client:

        async def act(times: int) -> None:
            """Somebody says something and somebody orders, again and again."""
            for _ in range(times):
                line = {"text": f"第{next(said)}句"}
                assert await _post(client, f"/live/{sale}/chat", line, next(buyers)) == 201
                wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
                await _post(client, f"/live/{sale}/orders", wish, next(buyers))
                await asyncio.sleep(0.15)

        with _watching(screens):
            await _until(lambda: all(screen.shown for screen in screens))
            await act(20)
            pair[0].kill()
            await act(20)
            lines = market.db.execute(
                "select id, text from live_message where sale_id = %s", [sale]
            ).fetchall()
            left = market.stock(lot)[0]
            await _until(lambda: all(screen.available == left for screen in screens))
            await _until(lambda: all(len(screen.lines) == len(lines) for screen in screens))
    assert len(lines) >= 40
    assert all(screen.lines == dict(lines) for screen in screens)
    back = [screen for screen in screens if screen.came > 1]
    assert 0 < len(back) < VIEWERS, "those of the killed gate came back, the others stayed"
    assert market.stock(lot)[0] < 500 - 30

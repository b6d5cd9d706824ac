"""Walk the house as data: which files one order, one show and one page enter, and where ways turn.

    .venv/bin/pytest tools/walks.py -s

Each walk runs on a real database with a profiler on, and prints: files entered, functions crossed,
calls that go against the imports (the called file imports the caller's, not the other way round:
a callback, a registry), and files that are entered again while they wait for what they called.
Tests, other people's code and what runs in the background anyhow are left out.
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import uuid4

import grimp
import pytest
import uvloop
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from tests.cast import ClientOf
from tests.contracts.house import house
from tests.races.market import Market, buyer_pass, keyring
from tests.sales import made_buyers, random_sale
from websockets.asyncio.client import connect

from yutang.kernel.passes import Pass, new_id
from yutang.live.models import Sale
from yutang.live.video.folder import finish
from yutang.live.video.remux import remux
from yutang.live.video.tests.clips import clip
from yutang.people.access import Person
from yutang.trade.models import Lot, Order

ROOT = Path(__file__).parent.parent / "src" / "yutang"
QUIET = {"run", "_keep_alive", "set_up"}
"""What runs each second beside the doors, by the name of its outermost function."""
ASIDE = ("kernel/errors", "kernel/clock", "kernel/text", "gate/metrics", "plumbing/log")
"""Ground that everything stands on: entered, counted, but no place where a way could turn."""
Call = tuple[str, str, str]


class Walk:
    """Calls between files of the house, in their order: (from, to, function)."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.functions: set[tuple[str, str]] = set()
        self.again: Counter[str] = Counter()
        self._known: list[FrameType] = []
        self._ids: set[int] = set()

    def see(self, frame: FrameType, event: str, _argument: object) -> None:
        if event != "call" or id(frame) in self._ids:
            return
        here = _file(frame)
        if here is None or frame.f_code.co_name.startswith("<"):
            return
        self._known.append(frame)  # kept, so that no other frame gets its id
        self._ids.add(id(frame))
        above = [file for file in map(_file, _stack(frame.f_back)) if file is not None]
        if any(each.f_code.co_name in QUIET and _file(each) for each in _stack(frame)):
            return
        self.functions.add((here, frame.f_code.co_qualname))
        caller = above[0] if above else ""
        if caller == here:
            return
        self.calls.append((caller, here, frame.f_code.co_qualname))
        if here in above and not here.startswith(ASIDE):
            self.again[f"{here}: {caller} → {frame.f_code.co_qualname}"] += 1

    def files(self) -> list[str]:
        return list(dict.fromkeys(to for _, to, _ in self.calls))

    def upward(self) -> Counter[str]:
        found = Counter[str]()
        for caller, to, function in self.calls:
            if caller and _goes_up(caller, to):
                found[f"{caller} → {to}: {function}"] += 1
        return found

    def tell(self, name: str, *more: str) -> None:
        distinct = {(caller, to) for caller, to, _ in self.calls if caller}
        print(f"\n=== {name}: {len(self.files())} files, {len(self.functions)} functions,")
        print(f"    {len(distinct)} steps from file to file, {', '.join(more)}")
        for file in self.files():
            crossed = sorted(fn for where, fn in self.functions if where == file)
            print(f"  {file}: {', '.join(crossed)}")
        print(f"  against the imports: {len(self.upward())}")
        for way, times in self.upward().items():
            print(f"    {way} ×{times}")
        print(f"  entered again from below: {len(self.again)}")
        for way, times in self.again.items():
            print(f"    {way} ×{times}")


def _stack(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


@cache
def _within(name: str) -> str | None:
    path = Path(name)
    if not path.is_relative_to(ROOT) or "tests" in path.parts or "cli" in path.parts:
        return None
    return str(path.relative_to(ROOT).with_suffix(""))


def _file(frame: FrameType) -> str | None:
    return _within(frame.f_code.co_filename)


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph("yutang")


@cache
def _goes_up(caller: str, to: str) -> bool:
    graph = _imports()
    above, below = (_module(file) for file in (to, caller))
    return graph.chain_exists(above, below) and not graph.chain_exists(below, above)


def _module(file: str) -> str:
    return "yutang." + file.replace("/", ".").removesuffix(".__init__")


@contextmanager
def walking() -> Iterator[Walk]:
    walk = Walk()
    _imports()
    threading.setprofile(walk.see)
    sys.setprofile(walk.see)
    try:
        yield walk
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.fixture
def market(transactional_db: None) -> Iterator[Market]:  # noqa: ARG001 - rows that gates see
    with Market() as made:
        yield made


def test_one_order(market: Market) -> None:
    """The order, its answer, and the tick to a screen; the room is open already."""
    sale, (lot,) = market.sale(5)

    async def ordered(name: str, *extra: str) -> None:
        body = f'{{"lot": {lot}, "quantity": 1, "key": "{uuid4()}"}}'
        lines = [
            f"POST /live/{sale}/orders HTTP/1.1",
            "Host: house",
            f"Authorization: Bearer {buyer_pass(market.buyers[0])}",
            f"Content-Length: {len(body)}",
            *extra,
            "",
            body,
        ]
        async with house(market.url) as gate:
            screen = await gate.stream(sale)
            await screen.event()
            phone = await gate.reader()
            await asyncio.sleep(1.5)
            with walking() as walk:
                await phone.say("\r\n".join(lines).encode())
                assert await phone.status() == HTTPStatus.CREATED
                await screen.event()
            walk.tell(name)

    uvloop.run(ordered("one order, the lane"))
    uvloop.run(ordered("one order, the ordinary way", "Proxy-Connection: keep-alive"))


def test_one_show(market: Market) -> None:
    """In the gate: a camera's hello, a clip, a segment, the tick that tells it, and the end."""
    sale, _ = market.sale(5)
    ends_at = int(time.time()) + 600
    claim = Pass(new_id(), "broadcast", ends_at, person=market.buyers[0], sale=sale)

    async def shown() -> None:
        async with house(market.url) as gate:
            screen = await gate.stream(sale)
            await screen.event()
            await asyncio.sleep(1.5)
            with walking() as walk:
                await _broadcast(f"ws://127.0.0.1:{gate.port}/live/{sale}/broadcast", claim)
                async with asyncio.timeout(20):
                    while (await screen.event())[1].get("video", {}).get("state") != "on":
                        pass
            walk.tell("one show, in the gate")

    uvloop.run(shown())


async def _broadcast(address: str, claim: Pass) -> None:
    async with connect(address, max_size=None) as socket:
        await socket.send(json.dumps({"pass": keyring().mint(claim)}))
        await socket.send(clip("webm h264 opus"))
        async for said in socket:
            if json.loads(said).get("segments"):
                await socket.send(json.dumps({"type": "stop"}))


def test_one_show_in_the_recorder(tmp_path: Path) -> None:
    """From the pipe to segments and playlists, and the closing of the recording."""
    reading, writing = os.pipe()
    sender = threading.Thread(target=_write, args=(writing, clip("webm h264 opus")))
    sender.start()
    with walking() as walk:
        remux(tmp_path, reading, lambda *_, **__: None, lambda: False)
        finish(tmp_path)
    sender.join()
    walk.tell("one show, in the recorder")


def _write(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as pipe:
        pipe.write(data)


def _page(name: str, client: Client, address: str) -> None:
    templates: list[str] = []

    def seen(template: Any, **_: object) -> None:
        templates.append(str(template.name))

    client.get(address)  # what is kept from now on is kept already
    template_rendered.connect(seen)
    with CaptureQueriesContext(connection) as queries, walking() as walk:
        assert client.get(address).status_code == HTTPStatus.OK
    template_rendered.disconnect(seen)
    walk.tell(name, f"{len(queries)} statements", f"{len(set(templates))} templates")
    print("  templates:", ", ".join(dict.fromkeys(templates)))


def test_the_buyers_order_page(
    order_of: Callable[..., Order], lot: Lot, buyer: Person, client_of: ClientOf
) -> None:
    order = order_of(buyer, lot)
    _page("the buyer's order page", client_of(buyer), f"/orders/{order.pk}/")


def test_the_hosts_lineup_page(sale: Sale, host: Person, client_of: ClientOf) -> None:
    _page("the host's lineup page", client_of(host), f"/sales/{sale.pk}/lineup/")


def test_the_results_page(host: Person, client_of: ClientOf) -> None:
    made = random_sale(host, made_buyers(), 2, orders=20)
    _page("the results page", client_of(host), f"/live/{made.sale.pk}/results/")

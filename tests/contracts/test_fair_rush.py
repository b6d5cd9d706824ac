"""A fair rush: who comes first is served first, and nothing else makes anybody faster."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from starlette.types import Receive, Scope, Send
from tests.races.market import GateProcess, Market, buyer_pass, keyring

from yutang.cli import load
from yutang.gate.app import Gate
from yutang.gate.door.answers import Door
from yutang.kernel.passes import Pass, new_id
from yutang.plumbing.config import Config

pytestmark = [pytest.mark.served, pytest.mark.django_db]

_HAULS = 'yutang_haul_size_count{queue="orders"}'
_WAITING = 'yutang_queue_length{queue="orders"}'
PHONE, NEIGHBOUR = "203.0.113.9", "203.0.113.10"


@contextmanager
def _held_back(market: Market, lot: int) -> Iterator[None]:
    """Nobody is served meanwhile: somebody else has the lot's row."""
    with market.db.transaction():
        market.db.execute("select 1 from trade_lot where id = %s for update", [lot])
        yield


def _counted(gate: GateProcess, line: str) -> float:
    for each in httpx.get(f"{gate.base}/metrics").text.splitlines():
        if each.startswith(line):
            return float(each.rpartition(" ")[2])
    return 0.0


async def _until_counted(gate: GateProcess, line: str, number: float) -> None:
    async with asyncio.timeout(40):
        while _counted(gate, line) < number:  # noqa: ASYNC110 - the gate tells it in no other way
            await asyncio.sleep(0.005)


class Caller:
    """One connection with one request: sent now, its answer read later."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def of(cls, gate: GateProcess, request: bytes) -> "Caller":
        caller = cls(*await asyncio.open_connection("127.0.0.1", gate.port))
        caller._writer.write(request)
        await caller._writer.drain()
        return caller

    async def answer(self) -> tuple[int, dict[str, Any]]:
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.partition(b":")[2])
            for line in head.splitlines()
            if line.lower().startswith(b"content-length:")
        )
        body = json.loads(await self._reader.readexactly(length))
        self._writer.close()
        return int(head.split(b" ")[1]), body


def _by_the_ordinary_way(request: bytes) -> bytes:
    """The fast lane takes no request that ends its connection."""
    return request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)


async def _arrive(
    gate: GateProcess, lot_held: Callable[[], Any], requests: list[bytes]
) -> list[tuple[int, dict[str, Any]]]:
    """Have the requests reach the queue one after the other while nobody is served, then serve."""
    hauls = _counted(gate, _HAULS)
    with lot_held():
        callers = [await Caller.of(gate, requests[0])]
        await _until_counted(gate, _HAULS, hauls + 1)
        for place, request in enumerate(requests[1:], 1):
            callers.append(await Caller.of(gate, request))
            await _until_counted(gate, _WAITING, place)
    return [await caller.answer() for caller in callers]


def test_who_comes_first_is_served_first_by_whichever_way(
    market: Market, gate: GateProcess
) -> None:
    sale, [lot] = market.sale(7)
    httpx.get(f"{gate.base}/live/{sale}/state")
    requests = []
    for place in range(20):
        token = buyer_pass(market.buyers[place])
        request = load.order(gate.address, token, sale, (lot, 1, uuid4()))
        requests.append(request if place % 2 else _by_the_ordinary_way(request))
    answers = asyncio.run(_arrive(gate, lambda: _held_back(market, lot), requests))
    assert [status for status, _ in answers] == [201] * 7 + [409] * 13
    market.assert_conserved(lot)


def test_asking_again_and_again_makes_nobody_faster(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(3)
    httpx.get(f"{gate.base}/live/{sale}/state")
    eager, key = market.buyers[1], uuid4()
    others = market.buyers[2:6]

    def wish(buyer: int, key: UUID) -> bytes:
        return load.order(gate.address, buyer_pass(buyer), sale, (lot, 1, key))

    requests = [
        *(wish(others[0], uuid4()), wish(others[1], uuid4())),
        *(wish(eager, key), wish(eager, key), wish(eager, key)),
        *(wish(others[2], uuid4()), wish(eager, key)),
    ]
    answers = asyncio.run(_arrive(gate, lambda: _held_back(market, lot), requests))
    assert [status for status, _ in answers] == [201, 201, 201, 200, 200, 409, 200]
    assert len({body["order"] for status, body in answers[2:] if status != 409}) == 1
    market.assert_conserved(lot)


def test_a_hold_that_ended_is_not_won_back_with_its_key(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(1)
    token = {"Authorization": f"Bearer {buyer_pass(market.buyers[1])}"}
    wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
    door = f"{gate.base}/live/{sale}/orders"
    first = httpx.post(door, json=wish, headers=token)
    assert first.status_code == 201
    with market.db.transaction():
        market.db.execute("update trade_order set state = 'expired' where lot_id = %s", [lot])
        market.db.execute("update trade_lot set held = 0, available = 1 where id = %s", [lot])
    again = httpx.post(door, json=wish, headers=token)
    assert (again.status_code, again.json()["state"]) == (200, "expired")
    assert again.json()["order"] == first.json()["order"]
    assert market.stock(lot) == (1, 0, 0)


def test_a_rush_for_numbers_gives_each_buyer_one_however_many_tabs_ask(
    market: Market, gate: GateProcess
) -> None:
    sale, [lot] = market.sale(0)
    other = GateProcess(market.url)
    buyers = market.buyers[:150]
    try:
        salvos = [_tabs(one, sale, lot, buyers) for one in (gate, other)]
        replies = asyncio.run(_fire_both(gate, other, *salvos))
    finally:
        other.stop()
    assert {reply.status for reply in replies} == {200, 201}
    told = [json.loads(reply.body) for reply in replies]
    numbers = [ticket["number"] for ticket in told]
    # Each buyer asked twice at each gate, each time with a key of its own.
    by_buyer = [set(numbers[place :: len(buyers)]) for place in range(len(buyers))]
    assert all(len(mine) == 1 for mine in by_buyer)
    assert sorted(set(numbers)) == list(range(1, len(buyers) + 1))
    kept = market.one("select count(*) from trade_ticket where lot_id = %s", lot)
    assert kept == len(buyers)


def _tabs(gate: GateProcess, sale: int, lot: int, buyers: list[int]) -> list[bytes]:
    def ask(buyer: int) -> bytes:
        body = json.dumps({"lot": lot, "quantity": 1, "key": str(uuid4())}).encode()
        return load.post(gate.address, f"/live/{sale}/tickets", buyer_pass(buyer), body)

    return [ask(buyer) for _ in range(2) for buyer in buyers]


async def _fire_both(
    gate: GateProcess, other: GateProcess, first: list[bytes], second: list[bytes]
) -> list[load.Reply]:
    both = await asyncio.gather(
        load.fire("127.0.0.1", gate.port, first, 100),
        load.fire("127.0.0.1", other.port, second, 100),
    )
    return [*both[0], *both[1]]


def test_a_full_queue_answers_everybody_and_loses_nothing(market: Market) -> None:
    sale, [lot] = market.sale(60)
    answers = asyncio.run(_rush_of_a_small_queue(market, sale, lot, 300))
    held = [answer for answer in answers if answer.status_code == 201]
    busy = [answer for answer in answers if answer.status_code == 429]
    sold_out = [answer for answer in answers if answer.status_code == 409]
    assert len(held) + len(busy) + len(sold_out) == 300
    assert busy, "the queue was never full"
    assert {answer.json()["code"] for answer in busy} == {"busy"}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in busy)
    assert {UUID(answer.json()["order"]) for answer in held} == set(market.orders(lot))
    market.assert_conserved(lot)


async def _rush_of_a_small_queue(
    market: Market, sale: int, lot: int, requests: int
) -> list[httpx.Response]:
    gate = Gate(Config.load(), market.url, haul_max=10)
    gate.orders._waiting_max = 20
    door = _app(Door(gate.order_door.handle, "POST"), sale)
    transport = httpx.ASGITransport(door, client=("203.0.113.1", 1))
    await gate.open()
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://gate") as client:
            return await asyncio.gather(
                *(
                    client.post(
                        "/",
                        json={"lot": lot, "quantity": 1, "key": str(uuid4())},
                        headers={"Authorization": f"Bearer {buyer_pass(buyer)}"},
                    )
                    for buyer in market.buyers[:requests]
                )
            )
    finally:
        await gate.close()


def _app(door: Door, sale: int) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["path_params"] = {"sale": sale}
        await door(scope, receive, send)

    return app


# Accounts, devices, addresses


def _device() -> str:
    claim = Pass(new_id(), "device", int(time.time()) + 60, device=new_id())
    return f"yutang_device={keyring().mint(claim)}"


def _first_refusal(post: Callable[[int], httpx.Response], most: int) -> tuple[int, httpx.Response]:
    """Return after how many tries the first 429 came, and that answer."""
    for place in range(most):
        answer = post(place)
        if answer.status_code == 429:
            return place, answer
        assert answer.status_code < 500, answer.text
    raise AssertionError("never refused")


def _assert_told_when(answer: httpx.Response) -> None:
    assert answer.json()["code"] == "too_many"
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.headers["retry-after"] in answer.json()["message"]


class Baskets:
    """Baskets of 20 lines cost 20 turns; there is nothing left, so nothing is ever ordered."""

    def __init__(self, market: Market, gate: GateProcess, client: httpx.Client) -> None:
        self.sale, self.lots = market.sale(*([0] * 20))
        self._door = f"{gate.base}/live/{self.sale}/orders"
        self._client = client

    def post(self, buyer: int, **headers: str) -> httpx.Response:
        lines = [{"lot": lot, "quantity": 1, "key": str(uuid4())} for lot in self.lots]
        headers["Authorization"] = f"Bearer {buyer_pass(buyer)}"
        return self._client.post(self._door, json={"lines": lines}, headers=headers)


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


def test_two_accounts_on_one_device_share_its_pace(
    market: Market, gate: GateProcess, client: httpx.Client
) -> None:
    baskets, device = Baskets(market, gate, client), _device()
    first, second = market.buyers[60:62]
    tries, refused = _first_refusal(lambda _: baskets.post(first, Cookie=device), 40)
    assert tries >= 3
    _assert_told_when(refused)
    _assert_told_when(baskets.post(second, Cookie=device))
    assert baskets.post(second, Cookie=_device()).status_code == 409


def test_an_address_has_a_pace_and_its_neighbours_have_theirs(
    market: Market, gate: GateProcess, client: httpx.Client
) -> None:
    baskets = Baskets(market, gate, client)

    def post(place: int) -> httpx.Response:
        return baskets.post(market.buyers[100 + place], **{"X-Forwarded-For": PHONE})

    tries, refused = _first_refusal(post, 1_500)
    assert tries >= 100, "2,000 turns at once for a village behind one address"
    _assert_told_when(refused)
    late = market.buyers[100 + tries]
    assert baskets.post(late, **{"X-Forwarded-For": NEIGHBOUR}).status_code == 409
    # What the caller claims to stand for is no other address.
    claims = {"X-Forwarded-For": f"198.51.100.7, {PHONE}"}
    assert _first_refusal(lambda at: baskets.post(market.buyers[1_700 + at], **claims), 40)


def test_an_account_that_hammers_takes_nothing_from_its_neighbours(
    market: Market, gate: GateProcess, client: httpx.Client
) -> None:
    baskets, where = Baskets(market, gate, client), {"X-Forwarded-For": "203.0.113.77"}
    hammering = market.buyers[80]
    _first_refusal(lambda _: baskets.post(hammering, **where), 40)
    for _ in range(150):  # 3,000 turns, more than the address has
        baskets.post(hammering, **where)
    assert baskets.post(market.buyers[81], **where).status_code == 409


def test_likes_of_devices_made_up_behind_one_address_are_capped(
    market: Market, gate: GateProcess, client: httpx.Client
) -> None:
    sale, _ = market.sale(1)

    def send(where: str, count: int = 50) -> httpx.Response:
        headers = {"X-Forwarded-For": where, "Cookie": _device()}
        return client.post(f"{gate.base}/live/{sale}/likes", json={"count": count}, headers=headers)

    tries, refused = _first_refusal(lambda _: send(PHONE), 1_000)
    assert tries >= 60
    _assert_told_when(refused)
    assert send(NEIGHBOUR).status_code == 204


def test_chat_of_many_accounts_behind_one_address_is_capped(
    market: Market, gate: GateProcess, client: httpx.Client
) -> None:
    sale, _ = market.sale(1)

    def say(buyer: int, where: str) -> httpx.Response:
        headers = {
            "X-Forwarded-For": where,
            "Authorization": f"Bearer {buyer_pass(market.buyers[buyer])}",
        }
        return client.post(f"{gate.base}/live/{sale}/chat", json={"text": "好"}, headers=headers)

    tries, refused = _first_refusal(lambda place: say(place, PHONE), 2_000)
    assert tries >= 60
    _assert_told_when(refused)
    assert say(tries, NEIGHBOUR).status_code == 201

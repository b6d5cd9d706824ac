"""The gate dies after the commit, before the answer: what the buyer, the stock and viewers find."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from tests.contracts.house import Reader
from tests.races.market import GateProcess, Market, buyer_pass
from tests.races.market import gate as running
from yutang.plumbing import bus

pytestmark = [pytest.mark.served, pytest.mark.django_db]


@pytest.fixture
def mortal(market: Market) -> Iterator[GateProcess]:
    """A gate that kills itself in that moment."""
    process = GateProcess(market.url, module="tests.races.mortal_gate")
    yield process
    process.stop()


def _order(gate: GateProcess, sale: int, wish: dict[str, Any], buyer: int) -> httpx.Response:
    headers = {"Authorization": f"Bearer {buyer_pass(buyer)}"}
    return httpx.post(f"{gate.base}/live/{sale}/orders", json=wish, headers=headers)


def _order_and_lose_the_answer(
    mortal: GateProcess, sale: int, wish: dict[str, Any], buyer: int
) -> None:
    with pytest.raises(httpx.TransportError):
        _order(mortal, sale, wish, buyer)
    assert mortal.process.wait(timeout=10) == -signal.SIGKILL


@pytest.mark.parametrize("units", [1, 3])
def test_the_same_key_finds_the_order_that_nobody_was_told_of(
    market: Market, gate: GateProcess, mortal: GateProcess, units: int
) -> None:
    sale, [lot] = market.sale(units)
    buyer, another = market.buyers[1:3]
    wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
    _order_and_lose_the_answer(mortal, sale, wish, buyer)
    assert market.stock(lot) == (units - 1, 1, 0)
    for found in (_order(gate, sale, wish, buyer), _order(gate, sale, wish, buyer)):
        assert (found.status_code, found.json()["state"]) == (200, "held")
        assert [UUID(found.json()["order"])] == market.orders(lot)
    late = _order(gate, sale, {"lot": lot, "quantity": units, "key": str(uuid4())}, another)
    assert (late.status_code, late.json()["code"]) == (409, "sold_out")
    assert market.stock(lot) == (units - 1, 1, 0)
    market.assert_conserved(lot)


def test_the_gate_that_is_started_again_in_its_place_finds_it_too(
    market: Market, mortal: GateProcess
) -> None:
    sale, [lot] = market.sale(1)
    wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
    _order_and_lose_the_answer(mortal, sale, wish, market.buyers[1])
    with running(market.url, port=mortal.port) as again:
        found = _order(again, sale, wish, market.buyers[1])
        assert (found.status_code, [UUID(found.json()["order"])]) == (200, market.orders(lot))
        [shown] = httpx.get(f"{again.base}/live/{sale}/state").json()["lots"]
    assert shown["available"] == 0


async def test_viewers_of_another_gate_see_it_though_nobody_could_tell_that_gate(
    market: Market, gate: GateProcess, mortal: GateProcess
) -> None:
    sale, [lot] = market.sale(1)
    wish = {"lot": lot, "quantity": 1, "key": str(uuid4())}
    with psycopg.connect(market.url, autocommit=True) as ear:
        ear.execute(f"listen {bus.SALE}")
        reader = Reader(*await asyncio.open_connection("127.0.0.1", gate.port))
        try:
            await reader.ask(f"/live/{sale}/events")
            assert await _available(reader) == 1
            await asyncio.to_thread(
                _order_and_lose_the_answer, mortal, sale, wish, market.buyers[1]
            )
            assert await _available(reader) == 0  # the room was read anew after its REREAD_S
        finally:
            reader.drop()
            with suppress(OSError):
                await reader.writer.wait_closed()
        heard = [said.payload.split()[0] for said in ear.notifies(timeout=0)]
    assert str(sale) not in heard, "the gate's word died with it"


async def _available(reader: Reader) -> int:
    """Return what is left of the only lot, as soon as a tick says it."""
    while True:
        _, told = await reader.event()
        for lot in told.get("lots", []):
            return int(lot["available"])

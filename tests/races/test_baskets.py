"""Baskets over several gates at once: whole or not at all, with the same lots in any order."""

import asyncio
import json
import random
from uuid import uuid4

import pytest

from tests.races.market import GateProcess, Market, buyer_pass, gate
from yutang.cli import load

pytestmark = [pytest.mark.served, pytest.mark.django_db]
GATES = 3
BASKETS = 450


def _basket(address: str, token: str, sale: int, lots: list[int], *, whole: bool) -> bytes:
    lines = [{"lot": lot, "quantity": 1, "key": str(uuid4())} for lot in lots]
    body = json.dumps({"lines": lines, "all_or_nothing": whole}).encode()
    return load.post(address, f"/live/{sale}/orders", token, body)


def test_baskets_at_three_gates_are_whole_or_nothing_and_never_too_much(market: Market) -> None:
    dice = random.Random(7)
    stock = [200, 150, 60, 100]
    sale, lots = market.sale(*stock)
    with gate(market.url) as one, gate(market.url) as two, gate(market.url) as three:
        gates = [one, two, three]
        asked = [
            _basket(
                gates[place % GATES].address,
                buyer_pass(market.buyers[place]),
                sale,
                dice.sample(lots, 3),
                whole=place % 5 != 0,
            )
            for place in range(BASKETS)
        ]

        async def rush(to: GateProcess, requests: list[bytes]) -> list[load.Reply]:
            return await load.fire("127.0.0.1", to.port, requests, 150)

        async def all_at_once() -> list[list[load.Reply]]:
            return await asyncio.gather(
                *(rush(to, asked[place::GATES]) for place, to in enumerate(gates))
            )

        replies = asyncio.run(all_at_once())
    kept: set[str] = set()
    for first, told in enumerate(replies):
        for place, reply in enumerate(told):
            assert reply.status in {201, 409}
            lines = json.loads(reply.body)["lines"]
            held = {line["order"] for line in lines if "order" in line}
            if (first + place * GATES) % 5:
                assert len(held) in {0, 3}, "all or nothing"
            kept |= held
    assert kept == {str(order) for lot in lots for order in market.orders(lot)}
    for lot, units in zip(lots, stock, strict=True):
        market.assert_conserved(lot)
        assert market.stock(lot)[1] <= units
    assert market.stock(lots[2])[0] == 0, "the scarce lot went"


def test_the_same_basket_at_two_gates_is_one(market: Market, gate: GateProcess) -> None:
    sale, lots = market.sale(50, 50)
    other = GateProcess(market.url)
    try:
        ask = _basket(gate.address, buyer_pass(market.buyers[1]), sale, lots, whole=True)

        async def both() -> list[list[load.Reply]]:
            return await asyncio.gather(
                *(load.fire("127.0.0.1", to.port, [ask] * 10, 10) for to in (gate, other))
            )

        replies = [reply for told in asyncio.run(both()) for reply in told]
    finally:
        other.stop()
    assert sorted(reply.status for reply in replies) == [200] * 19 + [201]
    assert len({reply.body for reply in replies}) == 1
    assert [market.stock(lot) for lot in lots] == [(49, 1, 0)] * 2

"""2,000 requests at once for 500 units; two gates; a gate killed in the middle."""

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from tests.races.market import GateProcess, Market, buyer_pass, gate
from yutang.cli import load
from yutang.cli.load import Reply

pytestmark = [pytest.mark.served, pytest.mark.django_db]


def _rush(
    market: Market, gate: GateProcess, sale: int, lots: Sequence[int], requests: int
) -> list[bytes]:
    """One request for one unit from each of so many buyers."""
    passes = [buyer_pass(person) for person in market.buyers[:requests]]
    return [
        load.order(gate.address, token, sale, (lots[index % len(lots)], 1, uuid4()))
        for index, token in enumerate(passes)
    ]


def _fire(gate: GateProcess, requests: list[bytes], connections: int = 500) -> list[Reply]:
    return asyncio.run(load.fire("127.0.0.1", gate.port, requests, connections))


def _codes(replies: list[Reply]) -> Counter[str]:
    return Counter(
        str(json.loads(reply.body).get("code", reply.status)) if reply.status else "broken"
        for reply in replies
    )


def _held(replies: list[Reply]) -> set[UUID]:
    return {UUID(json.loads(reply.body)["order"]) for reply in replies if reply.status == 201}


def _order(reply: Reply) -> UUID | None:
    """Return the order that the reply tells of."""
    return UUID(json.loads(reply.body)["order"]) if reply.status in (200, 201) else None


def test_two_thousand_at_once_for_five_hundred(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(500)
    replies = _fire(gate, _rush(market, gate, sale, [lot], 2_000))
    assert _codes(replies) == {"201": 500, "sold_out": 1_500}
    assert market.stock(lot) == (0, 500, 0)
    assert _held(replies) == set(market.orders(lot))
    assert market.one("select sold_out_at is not null from trade_lot where id = %s", lot)
    diary = market.one(
        "select count(*) from trade_lotchange where lot_id = %s and kind = 'sold_out'", lot
    )
    assert diary == 1
    market.assert_conserved(lot)


def test_the_same_key_many_times_at_once_is_one_order(market: Market, gate: GateProcess) -> None:
    sale, lots = market.sale(50, 50)
    key, token = uuid4(), buyer_pass(market.buyers[0])
    # Half of the taps name another lot: it is the same key, so it is the same order.
    requests = [
        load.order(gate.address, token, sale, (lots[index % 2], 1, key)) for index in range(40)
    ]
    replies = _fire(gate, requests, 40)
    assert Counter(reply.status for reply in replies) == {201: 1, 200: 39}
    assert len({json.loads(reply.body)["order"] for reply in replies}) == 1
    assert sum(len(market.orders(lot)) for lot in lots) == 1


def test_two_gates_at_once_are_exact_and_their_rooms_agree(
    market: Market, gate: GateProcess
) -> None:
    sale, lots = market.sale(150, 150, 150)
    other = GateProcess(market.url)
    try:
        requests = _rush(market, gate, sale, lots, 1_000)
        twice = [*requests[:500], *requests[:100]]

        async def both() -> tuple[list[Reply], list[Reply]]:
            return await asyncio.gather(
                load.fire("127.0.0.1", gate.port, twice, 200),
                load.fire("127.0.0.1", other.port, requests[400:], 200),
            )

        here, there = asyncio.run(both())
        assert _codes([*here, *there])["broken"] == 0
        for lot in lots:
            market.assert_conserved(lot)
            assert market.stock(lot)[0] == 0
        orders = {order for lot in lots for order in market.orders(lot)}
        assert _held(here) | _held(there) == orders
        assert not _held(here) & _held(there)
        _assert_rooms_agree([gate, other], sale, dict.fromkeys(lots, 0), orders=450)
    finally:
        assert other.stop() == 0


def _assert_rooms_agree(
    gates: list[GateProcess], sale: int, available: dict[int, int], orders: int
) -> None:
    import httpx

    deadline = time.monotonic() + 4
    while True:
        states = [httpx.get(f"{gate.base}/live/{sale}/state").json() for gate in gates]
        seen = [
            ({lot["lot"]: lot["available"] for lot in state["lots"]}, state["orders"])
            for state in states
        ]
        if seen == [(available, orders)] * len(gates):
            return
        assert time.monotonic() < deadline, seen
        time.sleep(0.1)


def test_a_gate_killed_in_a_rush_loses_nothing(market: Market) -> None:
    sale, lots = market.sale(300, 300)
    first = GateProcess(market.url)
    requests = _rush(market, first, sale, lots, 2_000)
    killer = threading.Timer(0.25, first.kill)
    killer.start()
    before = _fire(first, requests, 100)
    killer.join()
    with gate(market.url, port=first.port) as second:
        after = _fire(second, requests, 100)
    assert _codes(before)["broken"] > 0, "it was killed too late to matter"
    kept = {order for lot in lots for order in market.orders(lot)}
    assert _held(before) <= kept, "an order that was answered 201 is gone"
    # Whoever heard nothing asks again with the same key, and finds the order if there is one: what
    # each is told the second time is the order that is theirs, or that they have none.
    rows = market.db.execute("select buyer_id, id from trade_order where lot_id = any(%s)", [lots])
    theirs = dict(rows.fetchall())
    for buyer, first_reply, reply in zip(market.buyers, before, after, strict=False):
        assert _order(reply) == theirs.get(buyer)
        if first_reply.status == 201:
            assert (reply.status, _order(reply)) == (200, _order(first_reply))
    assert _codes(after)["broken"] == 0
    for lot in lots:
        market.assert_conserved(lot)
        assert market.stock(lot)[0] == 0
    assert len(kept) == 600

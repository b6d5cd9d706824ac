"""A rehearsal against a real gate that is killed meanwhile: nothing lost, nothing twice; and only
its own synthetic buyers buy in it.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
from django.db import connection

from tests.races.market import (
    GateProcess,
    Market,
    _committed,
    buyer_pass,
    free_port,
    gate,
    now,
)
from tests.races.pairs import MEET_S
from yutang.cli.rehearsal import proof
from yutang.cli.rehearsal.buyers import Buyers
from yutang.cli.rehearsal.entries import Viewers
from yutang.cli.rehearsal.plan import Good, Habits, Settings
from yutang.cli.rehearsal.spec import Spec
from yutang.live import actions, rehearsals
from yutang.live.models import Sale
from yutang.live.rehearsals import Prepared
from yutang.people import actions as people
from yutang.plumbing.rounds import run
from yutang.trade import rehearsal as trade
from yutang.trade.hauls.expiry import expire
from yutang.trade.hauls.intake import take
from yutang.trade.rules import Wish

pytestmark = pytest.mark.django_db

HABITS = Habits(double_taps=0.3, dropped=0.2, never_pays=0.1, pay_after_s=(0.1, 0.5), think_s=0.5)


def _prepared(sale: int, buyers: int) -> Prepared:
    """Prepare and put it on the air, committed, as the gate must see it."""

    def alone() -> Prepared:
        try:
            host = Sale.objects.get(pk=sale).host
            people.give_grant(host, "host", "130827", by=None)
            prepared = rehearsals.prepare(sale, buyers=buyers, command="yutang rehearse")
            actions.change_state(prepared.sale, "live", None)
        finally:
            connection.close()
        return prepared

    with ThreadPoolExecutor(1) as executor:
        return executor.submit(alone).result()


def _spec(market: Market, port: int, prepared: Prepared, folder: Path, seconds: float) -> Spec:
    passes = folder / "passes"
    passes.write_text("\n".join(prepared.passes))
    return Spec(
        sale=prepared.sale,
        seed=11,
        address=("127.0.0.1", port),
        connections=60,
        speed=1.0,
        database=market.url,
        passes=str(passes),
        out="",
        goods=[Good(lot.lot, 1.0) for lot in prepared.lots],
        settings=Settings(
            seed=11, buyers=len(prepared.passes), seconds=seconds, curve="steady", habits=HABITS
        ),
    )


def test_a_rush_through_a_killed_gate_ends_with_an_answer_for_everybody(
    market: Market, tmp_path: Path
) -> None:
    sale, real = market.sale(60, 5_000, state="planned")
    prepared = _prepared(sale, buyers=400)
    port = free_port()
    first = GateProcess(market.url, port)
    crowd = Buyers(_spec(market, port, prepared, tmp_path, seconds=4.0))

    def kill_and_start_anew() -> GateProcess:
        time.sleep(1.5)
        first.kill()
        return GateProcess(market.url, port)

    with ThreadPoolExecutor(2) as pool:
        fresh = pool.submit(kill_and_start_anew)
        pool.submit(asyncio.run, crowd.play()).result()
        fresh.result().stop()
    counts = crowd.record.counts
    assert counts["broken"], "the gate was not killed in the middle of it"
    assert counts["unanswered"] == counts["doubled"] == 0
    answers = crowd.record.answers
    assert answers["kept"] * 16 == len(crowd.told)
    assert answers["sold_out"], "sixty units were enough for everybody"
    lots = [lot.lot for lot in prepared.lots]
    found = proof.prove(market.url, prepared.sale, lots, bytes(crowd.told))
    assert found.holds, found
    assert found.told == found.stored == answers["kept"]
    assert market.stock(lots[0])[0] == 0
    assert market.stock(real[0]) == (60, 0, 0)
    for lot in lots:
        market.assert_conserved(lot)


def test_a_lost_order_and_one_nobody_was_told_of_are_found_out(
    market: Market, tmp_path: Path
) -> None:
    """Shows that the proof can fail."""
    sale, _real = market.sale(500, state="planned")
    prepared = _prepared(sale, buyers=20)
    with gate(market.url) as process:
        crowd = Buyers(_spec(market, process.port, prepared, tmp_path, seconds=0.5))
        asyncio.run(crowd.play())
    lots = [lot.lot for lot in prepared.lots]
    told = bytes(crowd.told)
    assert proof.prove(market.url, prepared.sale, lots, told).holds
    untold = proof.prove(market.url, prepared.sale, lots, told[16:])
    assert (untold.untold, untold.holds) == (1, False)
    lost = proof.prove(market.url, prepared.sale, lots, told + uuid4().bytes)
    assert (lost.lost, lost.holds) == (1, False)


def _order(process: GateProcess, bearer: str, sale: int, lot: int) -> int:
    answer = httpx.post(
        f"{process.base}/live/{sale}/orders",
        json={"lot": lot, "quantity": 1, "key": str(uuid4())},
        headers={"Authorization": f"Bearer {bearer}"},
    )
    return answer.status_code


def test_only_its_own_buyers_buy_in_a_rehearsal_and_they_buy_nowhere_else(
    market: Market, gate: GateProcess
) -> None:
    sale, (real,) = market.sale(10)
    prepared = _prepared(sale, buyers=1)
    copy = prepared.lots[0].lot
    bound, stranger = prepared.passes[0], buyer_pass(market.buyers[0])
    for _ in range(2):  # the second time the room is in memory: the fast lane
        assert _order(gate, stranger, prepared.sale, copy) == 404
        assert _order(gate, bound, sale, real) == 404
        assert _order(gate, bound, prepared.sale, copy) == 201
        assert _order(gate, stranger, sale, real) == 201
    assert market.stock(real) == (8, 2, 0)


def test_nobody_else_writes_in_a_rehearsal_and_its_buyers_write_nowhere_else(
    market: Market, gate: GateProcess
) -> None:
    sale, _real = market.sale(10)
    prepared = _prepared(sale, buyers=1)
    bound, stranger = prepared.passes[0], buyer_pass(market.buyers[0])

    def say(bearer: str, where: int) -> int:
        return httpx.post(
            f"{gate.base}/live/{where}/chat",
            json={"text": "好吃吗"},
            headers={"Authorization": f"Bearer {bearer}"},
        ).status_code

    assert (say(stranger, prepared.sale), say(bound, sale)) == (404, 404)
    assert (say(bound, prepared.sale), say(stranger, sale)) == (201, 201)


def test_holds_that_end_while_a_rehearsal_is_taken_away_are_waited_for(market: Market) -> None:
    lot = market.lot(5, is_rehearsal=True)
    with psycopg.connect(market.url, autocommit=True) as gate:
        wish = Wish(market.buyers[1], uuid4(), lot, 1)
        run(gate, take([wish], now() - timedelta(days=1)))
    with psycopg.connect(market.url) as timer, ThreadPoolExecutor(1) as pool:
        timer.execute("select 1")  # begins the transaction that the steps are then part of
        assert sum(run(timer, expire(now())).values()) == 1
        removing = pool.submit(_committed, lambda: trade.remove([lot]))
        with pytest.raises(TimeoutError):
            removing.exception(timeout=MEET_S)
        timer.commit()
        assert removing.result(timeout=10)["trade_orderchange"] == 1
    assert market.one("select count(*) from trade_lot where id = %s", lot) == 0


def test_every_entry_is_an_entry_of_the_room(
    market: Market, gate: GateProcess, tmp_path: Path
) -> None:
    sale, _real = market.sale(10)
    prepared = _prepared(sale, buyers=5)
    spec = _spec(market, gate.port, prepared, tmp_path, seconds=0)
    spec.kind, spec.entries, spec.speed, spec.connections = "entries", 60, 0.0, 8
    viewers = Viewers(spec)
    asyncio.run(viewers.play())
    assert viewers.record.counts["entries"] == 60
    deadline = time.monotonic() + 15
    counted = 0
    while counted < 60 and time.monotonic() < deadline:
        time.sleep(0.2)
        counted = market.one(
            "select coalesce(sum(entries), 0)::int from live_viewing where sale_id = %s",
            prepared.sale,
        )
    assert counted == 60

"""Holds end on time; payment and expiry in the same moment never both win."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from django.conf import settings
from django.db import connection as django_connection

from tests.races.market import GateProcess, Market, now
from yutang.kernel.errors import Refusal
from yutang.plumbing import bus, rounds, statements
from yutang.plumbing.rounds import run
from yutang.trade import actions
from yutang.trade.hauls import line
from yutang.trade.hauls.expiry import expire
from yutang.trade.hauls.intake import take
from yutang.trade.rules import Answer, Wish
from yutang.work import timers as work
from yutang.work.timers import Timers

pytestmark = pytest.mark.django_db


def _hold(market: Market, lot: int, quantity: int = 1, *, ago_s: float = 0, **wish: Any) -> UUID:
    """Place an order whose hold (60 s) was made so many seconds ago."""
    with psycopg.connect(market.url, autocommit=True) as connection:
        asked = Wish(market.buyers[1], uuid4(), lot, quantity, **wish)
        kept = run(connection, take([asked], now() - timedelta(seconds=ago_s))).outcomes[0].kept
    assert kept is not None
    return kept.order


def _expire(market: Market) -> int:
    with psycopg.connect(market.url, autocommit=True) as connection:
        return sum(run(connection, expire(now())).values())


def _state(market: Market, order: UUID) -> str:
    return str(market.one("select state from trade_order where id = %s", order))


def test_only_what_is_due_ends_and_its_units_return(market: Market) -> None:
    lot = market.lot(5, hold_s=60)
    due = [_hold(market, lot, 2, ago_s=61), _hold(market, lot, 1, ago_s=60)]
    waiting = _hold(market, lot, 2, ago_s=30)
    assert market.one("select sold_out_at is not null from trade_lot where id = %s", lot)
    assert _expire(market) == 2
    assert [_state(market, order) for order in due] == ["expired", "expired"]
    assert _state(market, waiting) == "held"
    assert market.stock(lot) == (3, 2, 0)
    assert market.one("select sold_out_at from trade_lot where id = %s", lot) is None
    market.assert_conserved(lot)
    assert _expire(market) == 0
    arrows = market.one(
        "select from_state, to_state from trade_orderchange where order_id = %s", due[0]
    )
    assert arrows == ("held", "expired")


def test_a_paid_order_never_expires(market: Market) -> None:
    lot = market.lot(5, hold_s=60)
    order = _hold(market, lot, ago_s=61)
    market.db.execute("update trade_order set state = 'paid' where id = %s", [order])
    market.db.execute("update trade_lot set held = held - 1, sold = sold + 1 where id = %s", [lot])
    assert _expire(market) == 0
    market.assert_conserved(lot)


def test_expiry_finds_due_holds_by_their_own_index_among_many_orders(market: Market) -> None:
    """The statements themselves, on the timers' own connection, beside 100,000 stored orders."""
    lot = market.lot(0, hold_s=60)
    with market.db.transaction(force_rollback=True):
        market.db.execute("alter table trade_order disable trigger user")
        market.db.execute(
            """insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen, amount_fen,
                state, placed_at, expires_at, region_code, tracking)
            select gen_random_uuid(), %s, gen_random_uuid(), %s, 1, 5, 5,
                case when n %% 1000 = 0 then 'held' else 'closed' end,
                now(), now() + make_interval(secs => n - 50000), '', ''
            from generate_series(1, 100000) n""",
            [market.buyers[0], lot],
        )
        market.db.execute("analyze trade_order")
        due: dict[str, Any] = {"now": now(), "lots": [lot], "most": 5_000}
        for name in ("lock_lots_due", "expire_holds"):
            explain = "explain " + statements.load("trade", name)
            plan = [line for (line,) in market.db.execute(explain, due).fetchall()]
            text = "\n".join(plan)
            assert "trade_order_expiring" in text, text
            assert "Seq Scan on trade_order" not in text, text


def test_payment_and_expiry_at_the_same_moment_never_both_win(market: Market) -> None:
    lot = market.lot(200, hold_s=60)
    winners: set[str] = set()
    turn = 0
    while turn < 12 or (len(winners) < 2 and turn < 60):
        turn += 1
        # Payment asks the clock whether the hold still stands; let it end between the two. A busy
        # machine comes to that late, so some holds have longer.
        order = _hold(market, lot, ago_s=59.98 - 0.06 * (turn % 8))
        barrier = threading.Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            paid = pool.submit(_pay, barrier, order, 0.004 * (turn % 12))
            ended = pool.submit(_expire_until_over, barrier, market, order)
            assert (paid.result(), ended.result()) in {(True, 0), (False, 1)}
        winners.add(_state(market, order))
        market.assert_conserved(lot)
    assert winners == {"paid", "expired"}, "the race was no race"


def _pay(barrier: threading.Barrier, order: UUID, wait_s: float) -> bool:
    barrier.wait()
    time.sleep(wait_s)
    try:
        actions.mark_paid(order)
    except Refusal:
        return False
    finally:
        django_connection.close()
    return True


def _expire_until_over(barrier: threading.Barrier, market: Market, order: UUID) -> int:
    barrier.wait()
    ended = 0
    with psycopg.connect(market.url, autocommit=True) as connection:
        while not ended and _state(market, order) == "held":
            ended = sum(run(connection, expire(now())).values())
    return ended


def test_without_its_guard_expiry_ends_a_paid_order(market: Market) -> None:
    lot = market.lot(5, hold_s=60)
    order = _hold(market, lot, ago_s=61)
    market.db.execute("update trade_order set state = 'paid' where id = %s", [order])
    market.db.execute("update trade_lot set held = held - 1, sold = sold + 1 where id = %s", [lot])
    guard = "state = 'held' and "
    text = statements.load("trade", "expire_holds")
    assert guard in text
    unguarded = text.replace(guard, "id is not null and ")
    due: dict[str, Any] = {"now": now(), "lots": [lot], "most": 10}
    with pytest.raises(psycopg.errors.CheckViolation, match="cannot go from paid to expired"):
        market.db.execute(unguarded, due)
    with market.db.transaction(force_rollback=True):
        market.db.execute("alter table trade_order disable trigger trade_order_moves")
        market.db.execute(
            "update trade_lot set held = held + 1, sold = sold - 1 where id = %s", [lot]
        )
        market.db.execute(unguarded, due)
        assert _state(market, order) == "expired", "a paid order has expired"
    assert _expire(market) == 0
    assert _state(market, order) == "paid"


def test_payment_that_holds_the_lot_makes_expiry_wait_and_lose(market: Market) -> None:
    lot = market.lot(5, hold_s=60)
    order = _hold(market, lot, ago_s=61)
    with psycopg.connect(market.url) as payment, ThreadPoolExecutor(1) as pool:
        payment.execute("select 1 from trade_lot where id = %s for update", [lot])
        expiry = pool.submit(_expire, market)
        time.sleep(0.2)
        assert not expiry.done(), "expiry waits for whoever holds the lot"
        payment.execute("update trade_order set state = 'paid' where id = %s", [order])
        payment.execute(
            "update trade_lot set held = held - 1, sold = sold + 1 where id = %s", [lot]
        )
        payment.commit()
        assert expiry.result(timeout=5) == 0
    assert _state(market, order) == "paid"
    market.assert_conserved(lot)


def test_expiry_and_intake_in_a_rush_never_deadlock(market: Market) -> None:
    lots = [market.lot(40, hold_s=60) for _ in range(4)]
    stop = threading.Event()

    def buy(seed: int) -> int:
        held = 0
        with psycopg.connect(
            market.url, autocommit=True, options=rounds.CONNECTION_OPTIONS
        ) as connection:
            for turn in range(25):
                wishes = [
                    Wish(buyer, uuid4(), lots[(place + seed) % 4], 1)
                    for place, buyer in enumerate(market.buyers[:30])
                ]
                moment = now() - timedelta(seconds=61 if turn % 2 else 0)
                taken = run(connection, take(wishes, moment))
                held += sum(outcome.answer is Answer.HELD for outcome in taken.outcomes)
        return held

    def expire() -> int:
        ended = 0
        while not stop.is_set():
            ended += _expire(market)
        return ended + _expire(market)

    with ThreadPoolExecutor(4) as pool:
        expiries = [pool.submit(expire) for _ in range(2)]
        buyers = [pool.submit(buy, seed) for seed in range(2)]
        held = sum(buyer.result() for buyer in buyers)
        stop.set()
        ended = sum(expiry.result() for expiry in expiries)
    left = sum(market.stock(lot)[1] for lot in lots)
    assert held == ended + left
    for lot in lots:
        market.assert_conserved(lot)


def test_timers_come_back_after_a_lost_connection(market: Market) -> None:
    timers = Timers(market.url)
    lot = market.lot(5, hold_s=60)
    stopping = threading.Event()
    thread = threading.Thread(target=timers.run, args=[stopping])
    thread.start()
    try:
        time.sleep(0.3)
        assert timers._connection is not None
        market.db.execute("select pg_terminate_backend(%s)", [timers._connection.info.backend_pid])
        order = _hold(market, lot, ago_s=61)
        deadline = time.monotonic() + 5
        while _state(market, order) == "held":
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        stopping.set()
        thread.join()


def test_a_timer_that_fails_does_not_stop_the_others(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: psycopg.Connection[Any], moment: datetime) -> list[int]:
        connection.execute("select 1 / 0")
        return []

    def faulty(connection: psycopg.Connection[Any], moment: datetime) -> list[int]:
        raise KeyError(moment)

    monkeypatch.setattr(work, "EACH_SECOND", (broken, faulty, *work.EACH_SECOND))
    order = _hold(market, market.lot(5, hold_s=60), ago_s=61)
    timers = Timers(market.url)
    timers.tick(now())
    timers.close()
    assert _state(market, order) == "expired"


def test_a_sale_in_which_much_happened_is_told_once_a_tick(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[int]] = []
    monkeypatch.setattr(bus, "tell_sales", lambda _connection, sales: told.append(sorted(sales)))
    sale, [lot] = market.sale(1, hold_s=60)
    _hold(market, lot, ago_s=61, sale=sale)
    market.db.execute(
        "insert into trade_wave (lot_id, after_s, at, units) values (%s, 0, now(), 3)", [lot]
    )
    with psycopg.connect(market.url, autocommit=True) as connection:
        run(connection, line.enter([line.Entry(market.buyers[5], uuid4(), lot, 2, sale)], now()))
    timers = Timers(market.url)
    timers.tick(now())
    timers.close()
    assert market.stock(lot) == (2, 2, 0), "expired, released, called"
    assert told == [[sale]]


@pytest.mark.served
def test_the_room_sees_an_expired_hold_come_back(market: Market, gate: GateProcess) -> None:
    sale, [lot] = market.sale(3, hold_s=60)
    address = f"{gate.base}/live/{sale}/state"
    assert httpx.get(address).json()["lots"][0]["available"] == 3
    _hold(market, lot, 3, ago_s=58.5, sale=sale)
    market.tell(sale)
    work = subprocess.Popen(
        [sys.executable, "-m", "yutang.work"],
        env={**os.environ, "DATABASE_URL": market.url, "YUTANG_DATA": str(settings.CONFIG.data)},
    )
    try:
        _until(lambda: httpx.get(address).json()["lots"][0]["available"] == 0, 3)
        _until(lambda: market.stock(lot) == (3, 0, 0), 4)
        ended_at = market.one(
            """select extract(epoch from c.at - o.expires_at)::float8
            from trade_orderchange c join trade_order o on o.id = c.order_id
            where o.lot_id = %s""",
            lot,
        )
        assert 0 <= ended_at <= 1.5, "a hold ends within about a second of its time"
        _until(lambda: httpx.get(address).json()["lots"][0]["available"] == 3, 2.5)
    finally:
        work.terminate()
        assert work.wait(timeout=5) == 0


def _until(holds: Any, within_s: float) -> None:
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)

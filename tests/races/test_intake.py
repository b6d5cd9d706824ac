"""Hauls against the real database, two at a time, with the guards on and off."""

import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from tests.races.market import Market, now
from yutang.plumbing import rounds
from yutang.plumbing.rounds import Round, Rows, run, run_async
from yutang.trade.hauls import intake
from yutang.trade.hauls.intake import DEFAULT, Statements, Taken, take
from yutang.trade.rules import Answer, Wish

pytestmark = pytest.mark.django_db
WITHOUT_LOCK = replace(DEFAULT, lock_lots=DEFAULT.lock_lots.replace("for update", ""))


def _connect(market: Market) -> psycopg.Connection[Any]:
    return psycopg.connect(market.url, autocommit=True, options=rounds.CONNECTION_OPTIONS)


def _wishes(market: Market, lot: int, number: int, first: int = 0) -> list[Wish]:
    return [Wish(buyer, uuid4(), lot, 1) for buyer in market.buyers[first : first + number]]


Steps = Generator[Round, Rows, Taken]


def _meet(barrier: threading.Barrier, steps: Steps) -> Steps:
    """Wait for the other haul after the first round: both have read, neither has written."""
    rows: Rows | None = None
    for number in range(9):
        try:
            queries: Round = next(steps) if rows is None else steps.send(rows)
        except StopIteration as end:
            return cast("Taken", end.value)
        if number == 1:
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=0.5)
        rows = yield queries
    raise AssertionError


def _two_hauls(market: Market, lot: int, sql: Statements) -> list[Taken | psycopg.Error]:
    """Two connections take 60 orders each for the same lot in the same moment."""
    barrier = threading.Barrier(2)

    def work(first: int) -> Taken | psycopg.Error:
        wishes = _wishes(market, lot, 60, first)
        with _connect(market) as connection:
            try:
                return run(connection, _meet(barrier, take(wishes, now(), sql)))
            except psycopg.Error as error:
                return error

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, [0, 60]))


def _held(results: list[Taken | psycopg.Error]) -> int:
    return sum(
        outcome.answer is Answer.HELD
        for result in results
        if isinstance(result, Taken)
        for outcome in result.outcomes
    )


def test_with_the_lock_two_hauls_never_take_more_than_there_is(market: Market) -> None:
    lot = market.lot(80)
    results = _two_hauls(market, lot, DEFAULT)
    assert _held(results) == 80
    assert market.stock(lot) == (0, 80, 0)
    market.assert_conserved(lot)


def test_without_the_lock_the_check_of_the_row_stops_the_second_haul(market: Market) -> None:
    lot = market.lot(80)
    results = _two_hauls(market, lot, WITHOUT_LOCK)
    broken = [result for result in results if isinstance(result, psycopg.Error)]
    assert len(broken) == 1
    assert isinstance(broken[0], psycopg.errors.CheckViolation)
    assert market.stock(lot) == (20, 60, 0)


def test_without_the_lock_and_the_check_it_oversells(market: Market) -> None:
    lot = market.lot(80)
    check = market.one(
        """select conname from pg_constraint where conrelid = 'trade_lot'::regclass
        and contype = 'c' and conname like '%%available%%check'"""
    )
    definition = market.one(
        "select pg_get_constraintdef(oid) from pg_constraint "
        "where conname = %s and conrelid = 'trade_lot'::regclass",
        check,
    )
    market.db.execute(f"alter table trade_lot drop constraint {check}")
    try:
        results = _two_hauls(market, lot, WITHOUT_LOCK)
        assert _held(results) == 120, "120 buyers were promised 80 units"
        assert market.stock(lot)[0] == -40
    finally:
        market.db.execute("update trade_lot set available = 0, stocked = held where id = %s", [lot])
        market.db.execute(f"alter table trade_lot add constraint {check} {definition}")


def test_a_key_that_races_on_two_lots_is_one_order(market: Market) -> None:
    one, two = market.lot(5), market.lot(5)
    buyer, key = market.buyers[0], uuid4()
    barrier = threading.Barrier(2)

    def work(lot: int) -> Taken:
        wishes = [Wish(buyer, key, lot, 2), Wish(market.buyers[1], uuid4(), lot, 1)]
        with _connect(market) as connection:
            return run(connection, _meet(barrier, take(wishes, now())))

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(work, [one, two])
    assert {first.outcomes[0].answer, second.outcomes[0].answer} == {Answer.HELD, Answer.SEEN}
    assert first.outcomes[0].kept is not None
    assert second.outcomes[0].kept is not None
    assert first.outcomes[0].kept.order == second.outcomes[0].kept.order
    assert first.outcomes[1].answer is second.outcomes[1].answer is Answer.HELD
    assert market.stock(one)[0] + market.stock(two)[0] == 5 + 5 - 2 - 1 - 1
    market.assert_conserved(one)
    market.assert_conserved(two)


def test_hauls_that_share_lots_and_keys_never_wait_for_each_other_in_a_ring(
    market: Market,
) -> None:
    lots = [market.lot(1_000) for _ in range(6)]
    keys = [uuid4() for _ in range(60)]

    def work(turn: int) -> Taken:
        mixed = keys if turn % 2 else keys[::-1]
        wishes = [
            Wish(market.buyers[place % 7], key, lots[(place * turn) % 6], 1)
            for place, key in enumerate(mixed)
        ]
        with _connect(market) as connection:
            return run(connection, take(wishes, now()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(1, 17)))
    for lot in lots:
        market.assert_conserved(lot)


def test_an_order_carries_its_price_its_sale_its_pin_and_its_time(market: Market) -> None:
    sale, [lot] = market.sale(10, hold_s=600)
    moment = now()
    with _connect(market) as connection:
        wish = Wish(market.buyers[0], uuid4(), lot, 3, sale, 41)
        taken = run(connection, take([wish], moment))
    kept = taken.outcomes[0].kept
    assert kept is not None
    assert kept.expires_at == moment + timedelta(seconds=600)
    row = market.one(
        """select quantity, price_fen, amount_fen, state, placed_at, expires_at, sale_id, pin_id
        from trade_order where id = %s""",
        kept.order,
    )
    assert row == (3, 3290, 9870, "held", moment, kept.expires_at, sale, 41)
    assert taken.lots == [intake.LotNow(lot, 7, 10, "open", None, 1)]


def test_the_same_haul_again_finds_the_same_orders(market: Market) -> None:
    lot = market.lot(30, buyer_limit=1)
    wishes = _wishes(market, lot, 40)
    with _connect(market) as connection:
        first = run(connection, take(wishes, now()))
        again = run(connection, take(wishes, now()))
    assert [outcome.answer for outcome in again.outcomes[:30]] == [Answer.SEEN] * 30
    assert [outcome.kept for outcome in first.outcomes] == [
        outcome.kept for outcome in again.outcomes
    ]
    assert market.stock(lot) == (0, 30, 0)


def test_a_limit_counts_what_is_live_and_not_what_has_expired(market: Market) -> None:
    lot = market.lot(30, buyer_limit=2)
    buyer = market.buyers[0]

    def ask(quantity: int) -> Answer:
        with _connect(market) as connection:
            taken = run(connection, take([Wish(buyer, uuid4(), lot, quantity)], now()))
        return taken.outcomes[0].answer

    assert ask(2) is Answer.HELD
    assert ask(1) is Answer.LIMIT_REACHED
    market.db.execute("update trade_order set state = 'cancelled' where lot_id = %s", [lot])
    assert ask(1) is Answer.HELD


async def test_the_driver_that_does_not_block_does_the_same(market: Market) -> None:
    lot = market.lot(5)
    async with await psycopg.AsyncConnection.connect(market.url, autocommit=True) as connection:
        taken = await run_async(connection, take(_wishes(market, lot, 8), now()))
    answers = [outcome.answer for outcome in taken.outcomes]
    assert answers == [Answer.HELD] * 5 + [Answer.SOLD_OUT] * 3
    market.assert_conserved(lot)


@pytest.mark.parametrize("last", [None, DEFAULT.place_orders])
async def test_a_haul_that_is_refused_leaves_nothing_behind_and_its_connection_is_good(
    market: Market, last: LiteralString | None
) -> None:
    lot = market.lot(5)
    gone = [*_wishes(market, lot, 2), Wish(2**40, UUID(int=1), lot, 1)]
    async with await psycopg.AsyncConnection.connect(market.url, autocommit=True) as connection:
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            await run_async(connection, take(gone, now()), last)
        assert connection.info.transaction_status is TransactionStatus.IDLE
        assert market.stock(lot) == (5, 0, 0)
        await run_async(connection, take(gone[:2], now()), last)
        assert connection.info.transaction_status is TransactionStatus.IDLE
        assert market.stock(lot) == (3, 2, 0)
        for broken in (Statements(place_orders="nonsense"), Statements(lock_lots="nonsense")):
            with pytest.raises(psycopg.errors.SyntaxError):
                await run_async(connection, take(_wishes(market, lot, 1), now(), broken), last)
        await run_async(connection, take(_wishes(market, lot, 1), now()), last)
    assert market.stock(lot) == (2, 3, 0)


def test_a_buyer_who_is_gone_keeps_nothing(market: Market) -> None:
    lot = market.lot(5)
    with _connect(market) as connection, pytest.raises(psycopg.errors.ForeignKeyViolation):
        run(connection, take([Wish(2**40, UUID(int=1), lot, 1)], now()))
    assert market.stock(lot) == (5, 0, 0)

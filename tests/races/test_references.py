"""An order's buyer and lot are there, without a foreign key: from both sides, at any moment."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import ForeignKeyViolation

from tests.races.market import Market, _committed, _people, now
from yutang.plumbing import rounds, statements
from yutang.plumbing.rounds import run
from yutang.trade.hauls.intake import take
from yutang.trade.rules import Wish

pytestmark = pytest.mark.django_db
DELETE: LiteralString = "delete from people_person where id = %s"
WAITS_S = 0.3


def _order(connection: psycopg.Connection[Any], buyer: int, lot: int) -> None:
    run(connection, take([Wish(buyer, uuid4(), lot, 1)], now()))


def _somebody() -> int:
    return _committed(lambda: _people(1))[0]


def _dangling(market: Market) -> int:
    check = statements.load("trade", "verify_order_references")
    return len(market.db.execute(check).fetchall())


def _connect(market: Market) -> psycopg.Connection[Any]:
    return psycopg.connect(market.url, options=rounds.CONNECTION_OPTIONS)


def _is_waiting(work: Future[Any]) -> bool:
    try:
        work.exception(timeout=WAITS_S)
    except TimeoutError:
        return True
    return False


@contextmanager
def _without_the_lock(market: Market) -> Iterator[None]:
    """Let whoever deletes somebody not wait for those who are inserting."""
    [(kept,)] = market.db.execute(
        "select pg_get_functiondef('trade_order_needs_buyer'::regproc)"
    ).fetchall()
    lock = "lock table trade_order in share row exclusive mode;"
    assert lock in kept
    market.db.execute(kept.replace(lock, ""))
    try:
        yield
    finally:
        market.db.execute(kept)
        market.db.execute(
            "delete from trade_order where buyer_id not in (select id from people_person)"
        )


def test_an_order_of_nobody_or_of_no_lot_is_refused_by_any_way_in(market: Market) -> None:
    lot = market.lot(5)
    insert = """insert into trade_order (id, buyer_id, key, lot_id, quantity, price_fen,
        amount_fen, state, placed_at, expires_at, region_code, tracking)
        values (gen_random_uuid(), %s, gen_random_uuid(), %s, 1, 5, 5, 'held', now(), now(), '', '')
    """
    for buyer, of in ((2**40, lot), (market.buyers[0], 2**40)):
        with pytest.raises(ForeignKeyViolation):
            market.db.execute(insert, [buyer, of])
    market.db.execute(insert, [market.buyers[0], lot])
    market.db.execute("update trade_lot set available = 4, held = 1 where id = %s", [lot])


def test_an_order_keeps_its_buyer_and_its_lot(market: Market) -> None:
    lot, other = market.lot(5), market.lot(5)
    with _connect(market) as connection:
        _order(connection, market.buyers[0], lot)
    with pytest.raises(ForeignKeyViolation):
        market.db.execute("update trade_order set lot_id = %s where lot_id = %s", [other, lot])
    with pytest.raises(ForeignKeyViolation):
        market.db.execute("update trade_order set buyer_id = 7 + buyer_id where lot_id = %s", [lot])


def test_who_has_orders_and_a_lot_with_orders_cannot_be_deleted(market: Market) -> None:
    lot, buyer = market.lot(5), _somebody()
    with _connect(market) as connection:
        _order(connection, buyer, lot)
    with pytest.raises(ForeignKeyViolation):
        market.db.execute(DELETE, [buyer])
    with pytest.raises(ForeignKeyViolation):
        market.db.execute("delete from trade_lot where id = %s", [lot])
    market.db.execute(DELETE, [_somebody()])


def test_a_buyer_deleted_while_an_order_is_under_way_stays(market: Market) -> None:
    lot, buyer = market.lot(5), _somebody()
    with _connect(market) as intaking, ThreadPoolExecutor(1) as pool:
        intaking.execute("select 1")  # begins the transaction that the order is then part of
        _order(intaking, buyer, lot)
        deletion = pool.submit(market.db.execute, DELETE, [buyer])
        assert _is_waiting(deletion), "whoever deletes waits for whoever inserts"
        intaking.commit()
        assert isinstance(deletion.exception(timeout=5), ForeignKeyViolation)
    assert _dangling(market) == 0


def test_an_order_under_way_while_its_buyer_is_deleted_is_refused(market: Market) -> None:
    lot, buyer = market.lot(5), _somebody()
    with _connect(market) as deleting, ThreadPoolExecutor(1) as pool:
        deleting.execute(DELETE, [buyer])
        with _connect(market) as intaking:
            order = pool.submit(_order, intaking, buyer, lot)
            assert _is_waiting(order)
            deleting.commit()
            assert isinstance(order.exception(timeout=5), ForeignKeyViolation)
    assert _dangling(market) == 0
    assert market.stock(lot) == (5, 0, 0)


def test_without_the_table_lock_an_order_of_nobody_is_left_and_verify_finds_it(
    market: Market,
) -> None:
    lot, buyer = market.lot(5), _somebody()
    with _without_the_lock(market):
        with _connect(market) as intaking:
            intaking.execute("select 1")
            _order(intaking, buyer, lot)
            market.db.execute(DELETE, [buyer])
        assert _dangling(market) == 1
    market.db.execute("update trade_lot set available = 5, held = 0 where id = %s", [lot])

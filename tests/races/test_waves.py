"""A wave comes on sale once, at its second, whoever comes to it first."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.races.market import Market, now
from tests.races.pairs import overlap, run, without
from yutang.plumbing import statements
from yutang.trade.hauls import waves
from yutang.trade.hauls.intake import DEFAULT, Statements, Taken, take
from yutang.trade.rules import Answer, Wish

pytestmark = pytest.mark.django_db
UNLOCKED = replace(DEFAULT, lock_lots=without(DEFAULT.lock_lots, "for update"))
FORGETFUL = replace(
    DEFAULT,
    release_waves=without(
        DEFAULT.release_waves,
        "w.released_at is null",
        "w.id in (select id from trade_wave where released_at is null)",
    ),
)
NEITHER = replace(UNLOCKED, release_waves=FORGETFUL.release_waves)


def _wave(market: Market, lot: int, units: int, at: datetime) -> None:
    market.db.execute(
        "insert into trade_wave (lot_id, after_s, at, units) values (%s, 0, %s, %s)",
        [lot, at, units],
    )


def _ask(market: Market, lot: int, buyer: int, at: datetime, sql: Statements = DEFAULT) -> Taken:
    return run(market, take([Wish(market.buyers[buyer], uuid4(), lot, 1)], at, sql))


def _stocked(market: Market, lot: int) -> int:
    return int(market.one("select stocked from trade_lot where id = %s", lot))


def _noted_right(market: Market) -> bool:
    return not market.db.execute(statements.load("trade", "verify_wave_once")).fetchall()


def test_a_wave_is_there_at_its_second_and_not_before(market: Market) -> None:
    lot, at = market.lot(0), now()
    _wave(market, lot, 5, at)
    early = _ask(market, lot, 0, at - timedelta(milliseconds=1))
    assert early.outcomes[0].answer is Answer.SOLD_OUT
    assert early.outcomes[0].at == at, "and says when more comes"
    in_time = _ask(market, lot, 0, at)
    assert in_time.outcomes[0].answer is Answer.HELD
    assert [(each.stocked, each.available) for each in in_time.lots] == [(5, 4)]
    assert market.stock(lot) == (4, 1, 0)
    assert _noted_right(market)


def test_a_haul_that_releases_and_holds_nothing_tells_the_room(market: Market) -> None:
    lot = market.lot(0)
    _wave(market, lot, 2, now())
    taken = run(market, take([Wish(market.buyers[0], uuid4(), lot, 5)], now()))
    assert taken.outcomes[0].left == 2
    assert [(each.id, each.available, each.orders) for each in taken.lots] == [(lot, 2, 0)]


@pytest.mark.parametrize(
    ("sql", "stocked"),
    [(DEFAULT, 7), (UNLOCKED, 7), (FORGETFUL, 7), (NEITHER, 14)],
    ids=["both guards", "without the lock", "without its own row", "without either"],
)
def test_two_gates_release_a_due_wave_once(market: Market, sql: Statements, stocked: int) -> None:
    lot, at = market.lot(0), now()
    _wave(market, lot, 7, at)

    one, other = (Wish(buyer, uuid4(), lot, 1) for buyer in market.buyers[:2])
    overlap(market, lambda: take([one], at, sql), lambda: take([other], at, sql))
    assert _stocked(market, lot) == stocked
    assert _noted_right(market) == (stocked == 7)
    market.db.execute("delete from trade_wave where lot_id = %s", [lot])
    market.assert_conserved(lot)


def test_gate_and_timer_release_a_due_wave_once(market: Market) -> None:
    lot, at = market.lot(0), now()
    _wave(market, lot, 7, at)
    wish = Wish(market.buyers[0], uuid4(), lot, 1)
    released, taken = overlap(market, lambda: waves.release(at), lambda: take([wish], at))
    assert released == [lot]
    assert taken.outcomes[0].answer is Answer.HELD
    assert _stocked(market, lot) == 7
    assert _noted_right(market)


def test_the_timer_releases_what_is_due_in_open_lots_only(market: Market) -> None:
    due, shut, later = market.lot(0), market.lot(0, state="closed"), market.lot(0)
    for lot in (due, shut):
        _wave(market, lot, 3, now())
    _wave(market, later, 3, now() + timedelta(minutes=1))
    assert run(market, waves.release(now())) == [due]
    assert run(market, waves.release(now())) == []
    assert [_stocked(market, lot) for lot in (due, shut, later)] == [3, 0, 0]

"""A cap over several lots is never exceeded, whichever gates take their orders."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.races.market import Market, _committed, now
from tests.races.pairs import overlap, run, without
from yutang.plumbing import statements
from yutang.plumbing.rounds import Round, Rows
from yutang.trade import actions
from yutang.trade.hauls.expiry import expire
from yutang.trade.hauls.intake import DEFAULT, Statements, Taken, take
from yutang.trade.rules import Answer, Wish
from yutang.trade.rules.facts import CapKind

pytestmark = pytest.mark.django_db
UNLOCKED = replace(DEFAULT, lock_caps=without(DEFAULT.lock_caps, "for update"))


def _cap(market: Market, kind: CapKind, most: int, *lots: int) -> int:
    cap = _committed(lambda: actions.set_cap(kind, most, lots, name=uuid4().hex))
    assert cap is not None
    return int(cap.pk)


def _taken(market: Market, cap: int) -> int:
    return int(
        market.one("select coalesce(sum(taken), 0) from trade_capcount where cap_id = %s", cap)
    )


def _sixty(market: Market, lot: int, sql: Statements) -> Generator[Round, Rows, Taken]:
    return take([Wish(buyer, uuid4(), lot, 1) for buyer in market.buyers[:60]], now(), sql)


def _held(*hauls: Taken) -> int:
    answers = [outcome.answer for taken in hauls for outcome in taken.outcomes]
    assert set(answers) <= {Answer.HELD, Answer.FULL}
    return answers.count(Answer.HELD)


@pytest.mark.parametrize(
    ("kind", "most", "sql", "held"),
    [
        ("orders", 100, DEFAULT, 100),
        ("fen", 329_050, DEFAULT, 100),
        ("parcels_day", 100, DEFAULT, 100),
        ("orders", 100, UNLOCKED, 120),
    ],
    ids=["orders", "fen", "parcels a day", "without the lock"],
)
def test_two_gates_take_exactly_what_the_cap_allows(
    market: Market, kind: CapKind, most: int, sql: Statements, held: int
) -> None:
    one, two = market.lot(500), market.lot(500)
    cap = _cap(market, kind, most, one, two)
    hauls = overlap(market, lambda: _sixty(market, one, sql), lambda: _sixty(market, two, sql))
    assert _held(*hauls) == held
    assert _taken(market, cap) == held * (3290 if kind == "fen" else 1)
    exceeded = market.db.execute(statements.load("trade", "verify_cap_kept")).fetchall()
    assert bool(exceeded) == (held > 100)
    assert not market.db.execute(statements.load("trade", "verify_cap_counts")).fetchall()
    market.db.execute("update trade_cap set most = 1000000 where id = %s", [cap])


def test_what_expires_or_is_cancelled_may_be_had_by_others(market: Market) -> None:
    lot = market.lot(500, hold_s=60)
    cap = _cap(market, "orders", 2, lot)
    long_ago = now() - timedelta(seconds=61)
    wishes = [Wish(buyer, uuid4(), lot, 1) for buyer in market.buyers[:3]]
    first = run(market, take(wishes, long_ago))
    assert [outcome.answer for outcome in first.outcomes] == [Answer.HELD, Answer.HELD, Answer.FULL]
    assert first.outcomes[2].why == "orders"
    run(market, expire(now()))
    assert _taken(market, cap) == 0
    again = run(market, take([wishes[2]], now()))
    assert again.outcomes[0].answer is Answer.HELD
    assert again.outcomes[0].kept is not None
    order = again.outcomes[0].kept.order
    _committed(lambda: actions.cancel(order))
    assert _taken(market, cap) == 0
    market.assert_conserved(lot)


def test_a_cap_that_is_set_while_orders_are_on_their_way_counts_them(market: Market) -> None:
    lot = market.lot(500)
    haul = _sixty(market, lot, DEFAULT)
    made: list[int] = []

    def setting() -> Generator[Round, Rows, None]:
        made.append(_cap(market, "orders", 100, lot))
        yield from ()

    taken, _ = overlap(market, lambda: haul, setting)
    assert _held(taken) == 60
    assert _taken(market, made[0]) == 60
    assert _held(run(market, _sixty(market, lot, DEFAULT))) == 40


def test_caps_of_lots_in_any_order_never_deadlock(market: Market) -> None:
    lots = [market.lot(500) for _ in range(4)]
    caps = [
        _cap(market, "orders", 10_000, *lots[:3]),
        _cap(market, "fen", 10**9, *lots[1:]),
        _cap(market, "parcels_day", 10_000, lots[3], lots[0]),
    ]

    def work(turn: int) -> None:
        mixed = lots if turn % 2 else lots[::-1]
        long_ago = now() - timedelta(hours=1 if turn % 3 == 0 else 0)
        wishes = [Wish(market.buyers[place], uuid4(), mixed[place % 4], 1) for place in range(20)]
        run(market, take(wishes, long_ago))
        run(market, expire(now()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(20)))
    assert not market.db.execute(statements.load("trade", "verify_cap_counts")).fetchall()
    assert _taken(market, caps[0]) > 0
    for lot in lots:
        market.assert_conserved(lot)

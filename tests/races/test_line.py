"""The line in a rush: whoever waits is served once and in turn, at any number of gates."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.races.market import Market, now
from tests.races.pairs import overlap, run, without
from yutang.plumbing import rounds, statements
from yutang.plumbing.rounds import Query
from yutang.trade.hauls import line
from yutang.trade.hauls.expiry import expire
from yutang.trade.hauls.intake import DEFAULT, Taken, take
from yutang.trade.hauls.line import Entry
from yutang.trade.rules import Answer, Wish

pytestmark = pytest.mark.django_db
LINE_IGNORED = replace(
    DEFAULT, what_waits=without(DEFAULT.what_waits, "where exists", "where false and exists")
)


def _enter(market: Market, lot: int, buyers: range, quantity: int = 1) -> None:
    entries = [Entry(market.buyers[place], uuid4(), lot, quantity) for place in buyers]
    assert {each.answer for each in run(market, line.enter(entries, now()))} == {"taken"}


def _hold(market: Market, lot: int, quantity: int, *, ago_s: float = 0) -> UUID:
    wish = Wish(market.buyers[2_000], uuid4(), lot, quantity)
    [outcome] = run(market, take([wish], now() - timedelta(seconds=ago_s))).outcomes
    assert outcome.kept is not None
    return outcome.kept.order


def _states(market: Market, lot: int) -> list[tuple[int, str]]:
    rows = market.db.execute(
        "select number, state from trade_ticket where lot_id = %s order by number", [lot]
    )
    return [(number, state) for number, state in rows.fetchall()]


def _assert_sound(market: Market) -> None:
    for name in ("ticket_order", "ticket_turn", "ticket_draw", "order_once"):
        broken = market.db.execute(statements.load("trade", f"verify_{name}")).fetchall()
        assert not broken, name


def test_two_workers_that_call_at_once_call_each_number_once(market: Market) -> None:
    lot = market.lot(30, by_ticket=True)
    _enter(market, lot, range(50))
    first, second = overlap(market, lambda: line.call(now()), lambda: line.call(now()))
    # The one who draws says fifty tickets moved, and then thirty; the other finds nothing to do.
    assert first == {None: 80}
    assert second == {}
    assert market.stock(lot) == (0, 30, 0)
    states = _states(market, lot)
    assert [state for _, state in states] == ["called"] * 30 + ["waiting"] * 20
    assert len(market.orders(lot)) == 30
    market.assert_conserved(lot)
    _assert_sound(market)


def test_without_the_lock_of_calling_the_keys_still_keep_it_once(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot = market.lot(30)
    _hold(market, lot, 30, ago_s=1_000)
    _enter(market, lot, range(50))
    run(market, expire(now()))
    asked = rounds.query

    def unlocked(room: str, name: str, **params: Any) -> Query:
        query = asked(room, name, **params)
        if name != "lock_lots_called":
            return query
        return Query(without(query.text, "for update"), query.params)

    monkeypatch.setattr("yutang.trade.hauls.line.query", unlocked)
    first, second = overlap(market, lambda: line.call(now()), lambda: line.call(now()))
    assert (first, second) == ({None: 30}, {})
    assert len(market.orders(lot)) == 31
    _assert_sound(market)


def test_one_person_at_two_gates_has_one_number(market: Market) -> None:
    lot, other = market.lot(0), market.lot(0)
    buyer, key = market.buyers[0], uuid4()
    tabs = [Entry(buyer, uuid4(), lot, 1), Entry(buyer, uuid4(), lot, 5)]
    ones, twos = overlap(
        market, lambda: line.enter(tabs[:1], now()), lambda: line.enter(tabs[1:], now())
    )
    (one,), (two,) = ones, twos
    assert (one.answer, two.answer) == ("taken", "had")
    assert one.ticket == two.ticket
    # The same key for two lots: the second gate is told of the ticket that the first one kept.
    ones, twos = overlap(
        market,
        lambda: line.enter([Entry(market.buyers[1], key, lot, 1)], now()),
        lambda: line.enter([Entry(market.buyers[1], key, other, 1)], now()),
    )
    (one,), (two,) = ones, twos
    assert one.answer == "taken"
    assert one.ticket is not None
    assert two.ticket is not None
    assert (two.ticket.lot, two.ticket.key) == (lot, key)
    assert market.one("select count(*) from trade_ticket where lot_id = %s", other) == 0


def test_two_gates_with_the_same_keys_the_other_way_round_wait_for_each_other_in_one_order(
    market: Market,
) -> None:
    keys = [uuid4() for _ in range(1_500)]
    lots = [market.lot(0), market.lot(0)]

    def gate(place: int) -> int:
        entries = [
            Entry(buyer, key, lots[place], 1)
            for buyer, key in zip(market.buyers, keys, strict=False)
        ]
        ordered = reversed(entries) if place else entries
        with psycopg.connect(
            market.url, autocommit=True, options=rounds.CONNECTION_OPTIONS
        ) as connection:
            told = rounds.run(connection, line.enter(list(ordered), now()))
        return sum(each.ticket is not None for each in told)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(gate, range(2))) == [len(keys), len(keys)]
    assert market.one("select count(*) from trade_ticket where lot_id = any(%s)", lots) == len(keys)
    _assert_sound(market)


@pytest.mark.parametrize(
    ("sql", "answer"),
    [(DEFAULT, Answer.SOLD_OUT), (LINE_IGNORED, Answer.HELD)],
    ids=["with the line", "without looking at it"],
)
def test_a_unit_that_returns_while_somebody_asks_is_for_who_waits(
    market: Market, sql: Any, answer: Answer
) -> None:
    lot = market.lot(1, hold_s=60)
    _hold(market, lot, 1, ago_s=61)
    _enter(market, lot, range(1))
    wish = Wish(market.buyers[9], uuid4(), lot, 1)
    ended, taken = overlap(market, lambda: expire(now()), lambda: take([wish], now(), sql))
    assert ended == {None: 1}
    assert isinstance(taken, Taken)
    assert taken.outcomes[0].answer is answer
    run(market, line.call(now()))
    called = [(1, "called")] if answer is Answer.SOLD_OUT else [(1, "waiting")]
    assert _states(market, lot) == called
    market.assert_conserved(lot)


def test_whoever_leaves_while_numbers_are_called_has_an_order_or_has_left(market: Market) -> None:
    lot = market.lot(1)
    order = _hold(market, lot, 1)
    _enter(market, lot, range(2))
    market.db.execute("update trade_order set state = 'cancelled' where id = %s", [order])
    market.db.execute("update trade_lot set held = 0, available = 1 where id = %s", [lot])
    pair = (lot, market.buyers[0])
    called, left = overlap(market, lambda: line.call(now()), lambda: line.leave([pair], now()))
    assert (called, left) == ({None: 1}, [False])
    assert _states(market, lot) == [(1, "called"), (2, "waiting")]
    _assert_sound(market)


def test_a_rush_into_the_line_at_four_gates_is_numbered_without_a_gap_and_served_in_turn(
    market: Market,
) -> None:
    lot = market.lot(100, by_ticket=True)

    def gate(first: int) -> None:
        for start in range(first, first + 100, 20):
            people = market.buyers[start : start + 20]
            entries = [Entry(person, uuid4(), lot, 1) for person in people]
            run(market, line.enter(entries, now()))
            run(market, line.enter(entries, now()))
            run(market, line.call(now(), most=15))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(gate, (0, 100, 200, 300)))
    while run(market, line.call(now())):
        pass
    states = _states(market, lot)
    assert [number for number, _ in states] == list(range(1, 401))
    assert [state for _, state in states] == ["called"] * 100 + ["waiting"] * 300
    assert market.stock(lot) == (0, 100, 0)
    market.assert_conserved(lot)
    _assert_sound(market)

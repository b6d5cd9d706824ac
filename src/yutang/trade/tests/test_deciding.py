"""Who gets units when many ask at once, against a model too simple to be wrong."""

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.trade import rules
from yutang.trade.errors import BadQuantity
from yutang.trade.rules import (
    Answer,
    CapFacts,
    CouponFacts,
    Decision,
    Facts,
    Kept,
    LotFacts,
    Wish,
)

NOW = datetime(2025, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
LOTS = [1, 2, 3]
CODES = ["AAAA", "BBBB"]


def _key(number: int) -> UUID:
    return UUID(int=number)


def _rarely(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.none() | st.none() | value


wishes = st.lists(
    st.builds(
        Wish,
        buyer=st.integers(1, 4),
        key=st.integers(1, 12).map(_key),
        lot=st.sampled_from([*LOTS, 9]),
        quantity=st.integers(1, rules.QUANTITY_MAX) | st.integers(1, 5),
        sale=st.just(7),
        may_buy=st.integers(0, 9).map(bool),
        group=st.none() | st.none() | st.integers(1, 2),
        coupon=st.none() | st.sampled_from([*CODES, "aa-aa", "CCCC"]),
        from_line=st.integers(0, 3).map(lambda number: number == 0),
    ),
    max_size=40,
)
lots = st.fixed_dictionaries(
    {
        lot: st.builds(
            LotFacts,
            id=st.just(lot),
            available=st.integers(0, 30),
            buyer_limit=st.none() | st.integers(1, 8),
            hold_s=st.just(900),
            is_open=st.integers(0, 5).map(bool),
            price_fen=st.integers(1, 50),
            opens_at=_rarely(st.sampled_from([NOW - timedelta(1), NOW, NOW + timedelta(1)])),
            closes_at=_rarely(st.sampled_from([NOW - timedelta(1), NOW, NOW + timedelta(1)])),
            by_coupon=st.integers(0, 3).map(lambda number: number == 0),
            by_ticket=st.integers(0, 5).map(lambda number: number == 0),
            line=st.integers(0, 3).map(lambda number: number == 0),
            more_at=_rarely(st.just(LATER)),
        )
        for lot in LOTS
    }
)
seen = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 12).map(_key)),
    st.builds(Kept, st.uuids(), st.sampled_from(["held", "paid", "expired"]), st.just(LATER)),
    max_size=4,
)
bought = st.dictionaries(
    st.tuples(st.integers(1, 4), st.sampled_from(LOTS)), st.integers(0, 9), max_size=6
)
caps = st.lists(
    st.builds(
        CapFacts,
        id=st.integers(1, 99),
        kind=st.sampled_from(["orders", "fen", "parcels_day"]),
        left=st.integers(-1, 4) | st.integers(0, 300),
        lots=st.frozensets(st.sampled_from(LOTS), max_size=3),
    ),
    max_size=3,
    unique_by=lambda cap: cap.id,
).map(tuple)
coupons = st.dictionaries(
    st.tuples(st.sampled_from(LOTS), st.sampled_from(CODES)), st.integers(0, 3), max_size=6
).map(
    lambda left: {
        (lot, code): CouponFacts(10 * lot + CODES.index(code), uses)
        for (lot, code), uses in left.items()
    }
)
facts = st.builds(Facts, lots=lots, seen=seen, bought=bought, caps=caps, coupons=coupons)


def _naive(wishes: list[Wish], facts: Facts) -> list[Answer]:
    """One after the other, all recounted from the answers so far; a group that is not whole is
    told so where it was held, or found what the group itself would have ordered.
    """
    answers: list[Answer] = []
    for group, run in groupby(wishes, key=lambda wish: wish.group):
        start = len(answers)
        for _ in run:
            answers.append(_next_answer(wishes, answers, facts))
        told = answers[start:]
        if group is not None and not set(told) <= {Answer.HELD, Answer.SEEN}:
            before = {wish[:2] for wish in wishes[:start]} | set(facts.seen)
            for index in range(start, len(answers)):
                has_none = wishes[index][:2] not in before
                if answers[index] in {Answer.HELD, Answer.SEEN} and has_none:
                    answers[index] = Answer.INCOMPLETE
    return answers


def _next_answer(wishes: list[Wish], answers: list[Answer], facts: Facts) -> Answer:
    wish = wishes[len(answers)]
    before = list(zip(wishes, answers, strict=False))
    same = [answer for other, answer in before if other[:2] == wish[:2]]
    if (wish.buyer, wish.key) in facts.seen or same[:1] == [Answer.HELD]:
        return Answer.SEEN
    if same:
        return same[0]
    lot = facts.lots.get(wish.lot)
    if lot is None:
        return Answer.UNKNOWN
    held = [other for other, answer in before if answer is Answer.HELD]
    reasons = {
        Answer.CLOSED: not (lot.is_open and wish.may_buy)
        or (lot.closes_at is not None and lot.closes_at <= NOW),
        Answer.NOT_YET: lot.opens_at is not None and lot.opens_at > NOW,
        Answer.BY_TICKET: lot.by_ticket and not wish.from_line,
        Answer.COUPON: lot.by_coupon and not _coupon_left(wish, held, facts),
        **_too_many(wish, lot, held, facts),
    }
    return next((answer for answer, holds in reasons.items() if holds), Answer.HELD)


def _code(wish: Wish) -> str:
    return (wish.coupon or "").upper().replace("-", "")


def _coupon_left(wish: Wish, held: list[Wish], facts: Facts) -> bool:
    used = [other for other in held if (other.lot, _code(other)) == (wish.lot, _code(wish))]
    coupon = facts.coupons.get((wish.lot, _code(wish)))
    return coupon is not None and len(used) < coupon.left


def _too_many(wish: Wish, lot: LotFacts, held: list[Wish], facts: Facts) -> dict[Answer, bool]:
    of_lot = [other for other in held if other.lot == wish.lot]
    left = lot.available - sum(other.quantity for other in of_lot)
    mine = facts.bought.get((wish.buyer, wish.lot), 0) + sum(
        other.quantity for other in of_lot if other.buyer == wish.buyer
    )
    nothing = left == 0 or (lot.line and not wish.from_line)
    over = lot.buyer_limit is not None and mine + wish.quantity > lot.buyer_limit
    return {
        Answer.SOLD_OUT: nothing or (wish.quantity > left and not over),
        Answer.LIMIT_REACHED: over,
        Answer.FULL: any(_over(cap, wish, held, facts) for cap in facts.caps),
    }


def _over(cap: CapFacts, wish: Wish, held: list[Wish], facts: Facts) -> bool:
    counted = [other for other in [*held, wish] if other.lot in cap.lots]
    if wish not in counted:
        return False
    if cap.kind == "fen":
        prices = {lot.id: lot.price_fen for lot in facts.lots.values()}
        return sum(other.quantity * prices[other.lot] for other in counted) > cap.left
    return len(counted) > cap.left


@given(wishes, facts)
def test_the_answers_are_those_of_one_after_the_other(wishes: list[Wish], facts: Facts) -> None:
    decisions = rules.decide(wishes, facts, NOW)
    assert [decision.answer for decision in decisions] == _naive(wishes, facts)


@given(wishes, facts)
def test_never_more_than_there_is_nor_than_limits_caps_and_coupons_allow(
    wishes: list[Wish], facts: Facts
) -> None:
    decisions = rules.decide(wishes, facts, NOW)
    told = list(zip(wishes, decisions, strict=True))
    held = [wish for wish, decision in told if decision.answer is Answer.HELD]
    for lot in facts.lots.values():
        mine = [wish for wish in held if wish.lot == lot.id]
        assert sum(wish.quantity for wish in mine) <= lot.available
        assert not (lot.line or lot.by_ticket) or all(wish.from_line for wish in mine)
        for buyer in {wish.buyer for wish in mine}:
            new = sum(wish.quantity for wish in mine if wish.buyer == buyer)
            if lot.buyer_limit is not None:
                assert facts.bought.get((buyer, lot.id), 0) + new <= lot.buyer_limit
    for cap in facts.caps:
        mine = [wish for wish in held if wish.lot in cap.lots]
        fen = sum(wish.quantity * facts.lots[wish.lot].price_fen for wish in mine)
        assert not mine or (fen if cap.kind == "fen" else len(mine)) <= cap.left
    for coupon in facts.coupons.values():
        uses = [decision for _, decision in told if decision.coupon == coupon.id]
        assert len(uses) <= coupon.left
    names = [(wish.buyer, wish.key) for wish in held]
    assert len(set(names)) == len(names), "one key, one order"
    assert not set(names) & set(facts.seen)


@given(wishes, facts, st.data())
def test_nobody_is_answered_by_who_comes_later(
    wishes: list[Wish], facts: Facts, data: st.DataObject
) -> None:
    apart = [
        index
        for index in range(1, len(wishes))
        if wishes[index].group is None or wishes[index].group != wishes[index - 1].group
    ]
    cut = data.draw(st.sampled_from([0, *apart, len(wishes)]))
    whole = rules.decide(wishes, facts, NOW)
    assert whole[:cut] == rules.decide(wishes[:cut], facts, NOW)


@given(wishes, facts)
def test_a_repeated_key_names_the_wish_whose_order_it_is(wishes: list[Wish], facts: Facts) -> None:
    decisions = rules.decide(wishes, facts._replace(seen={}), NOW)
    for wish, decision in zip(wishes, decisions, strict=True):
        if decision.answer is Answer.SEEN:
            assert decision.earlier is not None
            assert wishes[decision.earlier][:2] == wish[:2]


@given(wishes, facts)
def test_of_a_group_all_the_new_are_held_or_none(wishes: list[Wish], facts: Facts) -> None:
    decisions = rules.decide(wishes, facts, NOW)
    told = zip(wishes, decisions, strict=True)
    for group, run in groupby(told, key=lambda pair: pair[0].group):
        answers = {decision.answer for _, decision in run}
        if group is not None and Answer.HELD in answers:
            assert answers <= {Answer.HELD, Answer.SEEN}


def _one(wish: Wish, lot: LotFacts, **known: Any) -> Decision:
    [decision] = rules.decide([wish], Facts({lot.id: lot}, **known), NOW)
    return decision


LOT = LotFacts(1, 5, None, 900, is_open=True, price_fen=100)
WISH = Wish(1, _key(1), 1, 3)


def test_a_refusal_says_when_and_why() -> None:
    assert _one(WISH, LOT._replace(opens_at=LATER)) == Decision(Answer.NOT_YET, at=LATER)
    assert _one(WISH, LOT._replace(opens_at=NOW)).answer is Answer.HELD
    assert _one(WISH, LOT._replace(closes_at=NOW)) == Decision(Answer.CLOSED)
    gone = LOT._replace(available=0, more_at=LATER)
    assert _one(WISH, gone) == Decision(Answer.SOLD_OUT, at=LATER)
    cap = CapFacts(1, "fen", 250, frozenset({1}))
    assert _one(WISH, LOT, caps=(cap,)) == Decision(Answer.FULL, left=2, why="fen")
    full = CapFacts(1, "orders", 0, frozenset({1}))
    assert _one(WISH, LOT, caps=(full,)) == Decision(Answer.FULL, why="orders")


def test_units_that_came_back_are_for_who_waits() -> None:
    waited_for = LOT._replace(line=True)
    assert _one(WISH, waited_for) == Decision(Answer.SOLD_OUT)
    assert _one(WISH._replace(from_line=True), waited_for) == Decision(Answer.HELD)


def test_a_coupon_is_used_and_given_back_with_its_group() -> None:
    gated = LOT._replace(by_coupon=True)
    facts = Facts(
        {1: gated, 2: LOT._replace(id=2, available=0)}, coupons={(1, "AAAA"): CouponFacts(7, 1)}
    )
    basket = [
        Wish(1, _key(1), 1, 1, group=1, coupon="aaaa"),
        Wish(1, _key(2), 2, 1, group=1),
        Wish(2, _key(3), 1, 1, coupon=" AA-AA "),
        Wish(3, _key(4), 1, 1, coupon="AAAA"),
    ]
    assert rules.decide(basket, facts, NOW) == [
        Decision(Answer.INCOMPLETE),
        Decision(Answer.SOLD_OUT),
        Decision(Answer.HELD, coupon=7),
        Decision(Answer.COUPON),
    ]


def test_a_group_that_is_not_whole_leaves_its_units_to_the_next() -> None:
    lots = {
        1: LotFacts(1, 3, 3, 900, is_open=True),
        2: LotFacts(2, 0, None, 900, is_open=True),
    }
    wishes = [
        Wish(1, _key(1), 1, 3, group=5),
        Wish(1, _key(2), 2, 1, group=5),
        Wish(1, _key(3), 1, 3),
    ]
    assert [decision.answer for decision in rules.decide(wishes, Facts(lots), NOW)] == [
        Answer.INCOMPLETE,
        Answer.SOLD_OUT,
        Answer.HELD,
    ]


def test_whoever_asks_for_too_many_leaves_the_rest_to_the_next() -> None:
    lots = {1: LotFacts(1, 3, None, 900, is_open=True)}
    wishes = [Wish(1, _key(1), 1, 5), Wish(2, _key(2), 1, 3), Wish(3, _key(3), 1, 1)]
    assert rules.decide(wishes, Facts(lots), NOW) == [
        Decision(Answer.SOLD_OUT, left=3),
        Decision(Answer.HELD),
        Decision(Answer.SOLD_OUT, left=0),
    ]


def test_the_limit_counts_what_the_buyer_already_has() -> None:
    lots = {1: LotFacts(1, 100, 5, 900, is_open=True)}
    wishes = [Wish(1, _key(1), 1, 3), Wish(1, _key(2), 1, 2), Wish(2, _key(3), 1, 5)]
    assert rules.decide(wishes, Facts(lots, bought={(1, 1): 2}), NOW) == [
        Decision(Answer.HELD),
        Decision(Answer.LIMIT_REACHED, left=0),
        Decision(Answer.HELD),
    ]


@pytest.mark.parametrize("quantity", [-1, 0, 100, 2**70])
def test_a_quantity_is_from_one_to_ninety_nine(quantity: int) -> None:
    with pytest.raises(BadQuantity):
        rules.check_quantity(quantity)

"""Who gets units when many ask at once, against a model too simple to be wrong."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.trade import rules
from yutang.trade.errors import BadQuantity
from yutang.trade.rules import Answer, Decision, Facts, Kept, LotFacts, Wish

NOW = datetime(2025, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 1, tzinfo=UTC)
LOTS = [1, 2, 3]


def _key(number: int) -> UUID:
    return UUID(int=number)


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
        coupon=st.none(),
        from_line=st.just(False),
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
            price_fen=st.just(100),
            opens_at=st.none(),
            closes_at=st.none(),
            by_coupon=st.just(False),
            by_ticket=st.just(False),
            line=st.just(False),
            more_at=st.none(),
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


def _naive(
    wishes: list[Wish],
    lots: Mapping[int, LotFacts],
    seen: Mapping[tuple[int, UUID], Kept],
    bought: Mapping[tuple[int, int], int],
) -> list[Answer]:
    """One after the other, all recounted from the answers so far; a group that is not whole is
    told so where it was held, or found what the group itself would have ordered.
    """
    answers: list[Answer] = []
    for group, run in groupby(wishes, key=lambda wish: wish.group):
        start = len(answers)
        for _ in run:
            answers.append(_next_answer(wishes, answers, lots, seen, bought))
        told = answers[start:]
        if group is not None and not set(told) <= {Answer.HELD, Answer.SEEN}:
            before = {wish[:2] for wish in wishes[:start]} | set(seen)
            for index in range(start, len(answers)):
                has_none = wishes[index][:2] not in before
                if answers[index] in {Answer.HELD, Answer.SEEN} and has_none:
                    answers[index] = Answer.INCOMPLETE
    return answers


def _next_answer(
    wishes: list[Wish],
    answers: list[Answer],
    lots: Mapping[int, LotFacts],
    seen: Mapping[tuple[int, UUID], Kept],
    bought: Mapping[tuple[int, int], int],
) -> Answer:
    wish = wishes[len(answers)]
    before = list(zip(wishes, answers, strict=False))
    same = [answer for other, answer in before if other[:2] == wish[:2]]
    held = [other for other, answer in before if answer is Answer.HELD]
    lot = lots.get(wish.lot)
    if (wish.buyer, wish.key) in seen or same[:1] == [Answer.HELD]:
        return Answer.SEEN
    if same:
        return same[0]
    if lot is None or not (lot.is_open and wish.may_buy):
        return Answer.UNKNOWN if lot is None else Answer.CLOSED
    left = lot.available - sum(o.quantity for o in held if o.lot == wish.lot)
    mine = bought.get((wish.buyer, wish.lot), 0) + sum(
        o.quantity for o in held if o.lot == wish.lot and o.buyer == wish.buyer
    )
    if left == 0:
        return Answer.SOLD_OUT
    if lot.buyer_limit is not None and mine + wish.quantity > lot.buyer_limit:
        return Answer.LIMIT_REACHED
    return Answer.HELD if wish.quantity <= left else Answer.SOLD_OUT


@given(wishes, lots, seen, bought)
def test_the_answers_are_those_of_one_after_the_other(
    wishes: list[Wish],
    lots: dict[int, LotFacts],
    seen: dict[tuple[int, UUID], Kept],
    bought: dict[tuple[int, int], int],
) -> None:
    decisions = rules.decide(wishes, Facts(lots, seen, bought), NOW)
    assert [decision.answer for decision in decisions] == _naive(wishes, lots, seen, bought)


@given(wishes, lots, seen, bought)
def test_never_more_units_than_there_are_nor_than_a_buyer_may_have(
    wishes: list[Wish],
    lots: dict[int, LotFacts],
    seen: dict[tuple[int, UUID], Kept],
    bought: dict[tuple[int, int], int],
) -> None:
    decisions = rules.decide(wishes, Facts(lots, seen, bought), NOW)
    held = [
        wish
        for wish, decision in zip(wishes, decisions, strict=True)
        if decision.answer is Answer.HELD
    ]
    for lot in lots.values():
        mine = [wish for wish in held if wish.lot == lot.id]
        assert sum(wish.quantity for wish in mine) <= lot.available
        for buyer in {wish.buyer for wish in mine}:
            new = sum(wish.quantity for wish in mine if wish.buyer == buyer)
            if lot.buyer_limit is not None:
                assert bought.get((buyer, lot.id), 0) + new <= lot.buyer_limit
    names = [(wish.buyer, wish.key) for wish in held]
    assert len(set(names)) == len(names), "one key, one order"
    assert not set(names) & set(seen)


@given(wishes, lots, seen, bought, st.data())
def test_nobody_is_answered_by_who_comes_later(
    wishes: list[Wish],
    lots: dict[int, LotFacts],
    seen: dict[tuple[int, UUID], Kept],
    bought: dict[tuple[int, int], int],
    data: st.DataObject,
) -> None:
    apart = [
        index
        for index in range(1, len(wishes))
        if wishes[index].group is None or wishes[index].group != wishes[index - 1].group
    ]
    cut = data.draw(st.sampled_from([0, *apart, len(wishes)]))
    whole = rules.decide(wishes, Facts(lots, seen, bought), NOW)
    assert whole[:cut] == rules.decide(wishes[:cut], Facts(lots, seen, bought), NOW)


@given(wishes, lots)
def test_a_repeated_key_names_the_wish_whose_order_it_is(
    wishes: list[Wish], lots: dict[int, LotFacts]
) -> None:
    for wish, decision in zip(wishes, rules.decide(wishes, Facts(lots), NOW), strict=True):
        if decision.answer is Answer.SEEN:
            assert decision.earlier is not None
            assert wishes[decision.earlier][:2] == wish[:2]


@given(wishes, lots, seen, bought)
def test_of_a_group_all_the_new_are_held_or_none(
    wishes: list[Wish],
    lots: dict[int, LotFacts],
    seen: dict[tuple[int, UUID], Kept],
    bought: dict[tuple[int, int], int],
) -> None:
    decisions = rules.decide(wishes, Facts(lots, seen, bought), NOW)
    told = zip(wishes, decisions, strict=True)
    for group, run in groupby(told, key=lambda pair: pair[0].group):
        answers = {decision.answer for _, decision in run}
        if group is not None and Answer.HELD in answers:
            assert answers <= {Answer.HELD, Answer.SEEN}


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

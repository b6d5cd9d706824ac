"""Parts sum to the price for every split, quantity, refund and rounding."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.shares import rules
from yutang.shares.errors import BadPart, FarmerBelowZero, MoreThanShared, PartTwice
from yutang.shares.rules import Part, Version

# 29.90 yuan: packing 1.50 each, freight 5 yuan an order, host 7 %, service 1 % at most 0.20.
USUAL = (
    Part("packing", 2, fixed_fen=150, per="unit"),
    Part("freight", 3, fixed_fen=500),
    Part("host", 4, 700),
    Part("service", 5, 100, cap_fen=20),
)


@st.composite
def splits(draw: st.DrawFn) -> tuple[Part, ...]:
    kinds = draw(st.lists(st.sampled_from(rules.KINDS[1:]), unique=True, max_size=7))
    return tuple(
        Part(
            kind,
            number,
            draw(st.integers(0, 4_000)),
            draw(st.integers(0, 900)),
            draw(st.sampled_from(("unit", "order"))),
            draw(st.none() | st.integers(1, 2_000)),
        )
        for number, kind in enumerate(kinds, start=2)
    )


def test_the_example_of_the_page() -> None:
    rules.check(USUAL, 2990)
    assert rules.divide(USUAL, 2990, 1) == (2111, 150, 500, 209, 20)
    assert rules.divide(USUAL, 8970, 3) == (7373, 450, 500, 627, 20)
    assert rules.divide((), 2990, 1) == (2990,)
    assert rules.percent(2111, 2990) == 71
    assert rules.percent(0, 0) == 0


@given(splits(), st.integers(1, 20_000), st.integers(1, 60))
def test_parts_sum_to_the_amount_and_the_farmer_never_pays(
    parts: tuple[Part, ...], price_fen: int, quantity: int
) -> None:
    fen = rules.divide(parts, price_fen * quantity, quantity)
    assert sum(fen) == price_fen * quantity
    assert min(fen) >= 0
    try:
        rules.check(parts, price_fen)
    except FarmerBelowZero:
        return
    # What is accepted for one unit leaves everybody their part of any number of units.
    exact = tuple(int(part.exact(price_fen * quantity, quantity)) for part in parts)
    assert fen == (price_fen * quantity - sum(exact), *exact)


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=8), st.data())
def test_refunds_take_exactly_what_they_are_and_never_more_than_a_part_has(
    parts: list[int], data: st.DataObject
) -> None:
    left, total = list(parts), sum(parts)
    while total:
        refund = data.draw(st.integers(1, total))
        taken = rules.take_back(left, refund)
        assert sum(taken) == refund
        assert all(0 <= gone <= has for gone, has in zip(taken, left, strict=True))
        left = [has - gone for gone, has in zip(taken, left, strict=True)]
        total -= refund
    assert not any(left)
    with pytest.raises(MoreThanShared):
        rules.take_back(left, 1)


def test_a_refund_is_in_proportion_and_its_odd_fen_is_not_the_farmers() -> None:
    assert rules.take_back((2111, 150, 500, 209, 20), 2990) == (2111, 150, 500, 209, 20)
    assert rules.take_back((2111, 150, 500, 209, 20), 1495) == (1055, 75, 250, 105, 10)
    assert rules.take_back((1, 1, 1), 1) == (0, 0, 1)
    assert rules.take_back((0, 0), 0) == (0, 0)


def test_what_cannot_be_is_refused() -> None:
    for part in (
        Part("farmer", 2, 100),
        Part("host", 2, 10_001),
        Part("host", 2, fixed_fen=-1),
        Part("host", 2, 100, cap_fen=0),
    ):
        with pytest.raises(BadPart):
            rules.check((part,), 2990)
    with pytest.raises(PartTwice):
        rules.check((Part("host", 2, 100), Part("host", 3, 100)), 2990)
    with pytest.raises(FarmerBelowZero):
        rules.check((Part("freight", 2, fixed_fen=2991),), 2990)
    # Half a fen of the first unit is dropped, and asked for with the second.
    with pytest.raises(FarmerBelowZero):
        rules.check((Part("host", 2, 5_000), Part("packing", 3, fixed_fen=2, per="unit")), 3)
    with pytest.raises(BadPart):
        rules.kind_of("king")
    assert rules.kind_of("host") == "host"


def test_the_version_last_agreed_before_the_order_is_its_own() -> None:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    first, second = (Version(number, day + timedelta(hours=number), 1, ()) for number in (1, 2))
    assert rules.in_force([second, first], day) is None
    assert rules.in_force([second, first], day + timedelta(minutes=90)) is first
    assert rules.in_force([second, first], day + timedelta(hours=2)) is second


def test_freight_that_eats_the_price_is_seen() -> None:
    assert rules.freight_eats(8400, 10_000)
    assert not rules.freight_eats(500, 2990)

from datetime import UTC, datetime, timedelta

import pytest

from yutang.trade import errors
from yutang.trade.models import OrderState
from yutang.trade.rules import stock

STATES = [state.value for state in OrderState]


def test_units_lie_in_one_pool_in_every_state() -> None:
    assert {state: stock.lies_in(state) for state in STATES} == {
        "held": "held",
        "paid": "sold",
        "confirmed": "sold",
        "shipped": "sold",
        "received": "sold",
        "closed": "sold",
        "cancelled": "available",
        "expired": "available",
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", list(stock.ARROWS))
def test_every_step_from_every_state_is_made_done_or_refused(step: stock.Step, state: str) -> None:
    ways = [stock.may(step, state), stock.is_done(step, state)]
    assert sum(ways) <= 1
    if not any(ways):
        assert stock.refusal(step, state).status == 409


def test_a_refusal_says_why() -> None:
    assert isinstance(stock.refusal("pay", "expired"), errors.HoldOver)
    assert isinstance(stock.refusal("pay", "cancelled"), errors.OrderGone)
    assert isinstance(stock.refusal("cancel", "shipped"), errors.AlreadyShipped)
    assert isinstance(stock.refusal("receive", "paid"), errors.WrongStep)


@pytest.mark.parametrize(
    ("price", "units", "hold_s", "refusal"),
    [
        (0, 1, 900, errors.BadPrice),
        (stock.PRICE_FEN_MAX + 1, 1, 900, errors.BadPrice),
        (1, 0, 900, errors.BadUnits),
        (1, stock.UNITS_MAX + 1, 900, errors.BadUnits),
        (1, 1, 59, errors.BadHold),
        (1, 1, 86_401, errors.BadHold),
    ],
)
def test_impossible_offers_are_refused(
    price: int, units: int, hold_s: int, refusal: type[Exception]
) -> None:
    stock.check_offer(1, 1, 60)
    with pytest.raises(refusal):
        stock.check_offer(price, units, hold_s)


SOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = SOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "buyer_limit", "household_limit", "refusal"),
    [
        (LATER, SOON, None, None, errors.BadTimes),
        (SOON, SOON, None, None, errors.BadTimes),
        (None, None, 0, None, errors.BadLimit),
        (None, None, None, 0, errors.BadLimit),
    ],
)
def test_impossible_terms_are_refused(
    opens_at: datetime | None,
    closes_at: datetime | None,
    buyer_limit: int | None,
    household_limit: int | None,
    refusal: type[Exception],
) -> None:
    stock.check_terms(SOON, LATER, 1, 1)
    stock.check_terms(None, SOON, None, None)
    with pytest.raises(refusal):
        stock.check_terms(opens_at, closes_at, buyer_limit, household_limit)


@pytest.mark.parametrize(
    ("waves", "refusal"),
    [
        ([(-1, 5)], errors.BadWave),
        ([(60, 0)], errors.BadWave),
        ([(stock.WAVE_AFTER_S_MAX + 1, 5)], errors.BadWave),
        ([(60, 1)] * (stock.WAVES_MAX + 1), errors.BadWave),
        ([(60, stock.UNITS_MAX)], errors.BadUnits),
    ],
)
def test_impossible_waves_are_refused(
    waves: list[tuple[int, int]], refusal: type[Exception]
) -> None:
    stock.check_waves([(0, 1), (60, stock.UNITS_MAX - 11)], 10)
    with pytest.raises(refusal):
        stock.check_waves(waves, 10)


def test_sold_are_all_states_whose_units_lie_there() -> None:
    every = {state for _, state in stock.ARROWS.values()} | {"held", "expired"}
    assert {state for state in every if stock.lies_in(state) == "sold"} == stock.SOLD
    assert "paid" in stock.SOLD
    assert not stock.SOLD & {"held", "cancelled", "expired"}

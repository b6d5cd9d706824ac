import pytest

from yutang.trade import errors, stock
from yutang.trade.models import OrderState

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
    ("price", "units", "limit", "hold_s", "refusal"),
    [
        (0, 1, None, 900, errors.BadPrice),
        (stock.PRICE_FEN_MAX + 1, 1, None, 900, errors.BadPrice),
        (1, 0, None, 900, errors.BadUnits),
        (1, stock.UNITS_MAX + 1, None, 900, errors.BadUnits),
        (1, 1, 0, 900, errors.BadLimit),
        (1, 1, None, 59, errors.BadHold),
        (1, 1, None, 86_401, errors.BadHold),
    ],
)
def test_impossible_terms_are_refused(
    price: int, units: int, limit: int | None, hold_s: int, refusal: type[Exception]
) -> None:
    stock.check_terms(1, 1, None, 60)
    with pytest.raises(refusal):
        stock.check_terms(price, units, limit, hold_s)

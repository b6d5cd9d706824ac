"""Decisions about a lot's terms and how an order's steps move its units. Pure.

An order's units lie in one place of the lot: `held` while it waits for payment, `sold` once paid
or confirmed, back in `available` when it ends before the parcel went out.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from yutang.kernel.errors import Refusal
from yutang.trade.errors import (
    AlreadyShipped,
    BadHold,
    BadLimit,
    BadPrice,
    BadTimes,
    BadUnits,
    BadWave,
    ClosesInPast,
    HoldOver,
    OrderGone,
    WrongStep,
)

PRICE_FEN_MAX = 10_000_000
UNITS_MAX = 1_000_000
HOLD_S_MIN, HOLD_S_MAX = 60, 24 * 3600
WAVES_MAX = 50
WAVE_AFTER_S_MAX = 24 * 3600
CAP_MAX = 10**13
"""Of orders, fen or parcels. As fen it is a hundred thousand million yuan: beyond it somebody
slipped."""

Step = Literal["pay", "confirm", "cancel", "ship", "receive", "close"]
Pool = Literal["available", "held", "sold"]

ARROWS: dict[Step, tuple[frozenset[str], str]] = {
    "pay": (frozenset({"held"}), "paid"),
    "confirm": (frozenset({"held"}), "confirmed"),
    "cancel": (frozenset({"held", "paid", "confirmed"}), "cancelled"),
    "ship": (frozenset({"paid", "confirmed"}), "shipped"),
    "receive": (frozenset({"shipped"}), "received"),
    "close": (frozenset({"received"}), "closed"),
}
"""For each step the states it starts from and the one it leads to. The database's trigger keeps
the same arrows; `expired` is reached by time alone."""

_LIES_IN: dict[str, Pool] = {
    "held": "held",
    "paid": "sold",
    "confirmed": "sold",
    "shipped": "sold",
    "received": "sold",
    "closed": "sold",
    "cancelled": "available",
    "expired": "available",
}
SOLD = frozenset(state for state, pool in _LIES_IN.items() if pool == "sold")
"""The states of an order whose units count as sold."""
GONE = frozenset(state for state, pool in _LIES_IN.items() if pool == "available")
"""The states of an order whose units went back; limits, caps and coupons do not count it."""
_DONE: dict[Step, frozenset[str]] = {
    "pay": frozenset({"paid"}),
    "confirm": frozenset({"confirmed"}),
    "cancel": GONE,
    "ship": frozenset({"shipped"}),
    "receive": frozenset({"received", "closed"}),
    "close": frozenset({"closed"}),
}


def is_done(step: Step, state: str) -> bool:
    """Tell whether an order in this state has made the step already: then asking again is fine."""
    return state in _DONE[step]


def may(step: Step, state: str) -> bool:
    """Tell whether an order in this state can make the step."""
    return state in ARROWS[step][0]


def refusal(step: Step, state: str) -> Refusal:
    """Return why an order in this state cannot make the step."""
    if step in {"pay", "confirm"} and state == "expired":
        return HoldOver()
    if state == "cancelled":
        return OrderGone()
    if step == "cancel" and state in {"shipped", "received", "closed"}:
        return AlreadyShipped()
    return WrongStep()


def lies_in(state: str) -> Pool:
    """Return where the units of an order in this state are counted in its lot."""
    return _LIES_IN[state]


def check_offer(price_fen: int, units: int, hold_s: int) -> None:
    """Check what a lot is offered for.

    Raises:
        BadPrice, BadUnits, BadHold
    """
    if not 0 < price_fen <= PRICE_FEN_MAX:
        raise BadPrice
    check_units(units)
    if not HOLD_S_MIN <= hold_s <= HOLD_S_MAX:
        raise BadHold


def check_terms(
    opens_at: datetime | None,
    closes_at: datetime | None,
    buyer_limit: int | None,
    household_limit: int | None,
) -> None:
    """Check when a lot takes orders, and how many units go to one buyer or household.

    Raises:
        BadTimes, BadLimit
    """
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise BadTimes
    limits = (buyer_limit, household_limit)
    if any(limit is not None and not 1 <= limit <= UNITS_MAX for limit in limits):
        raise BadLimit


def check_closing(closes_at: datetime | None, now: datetime) -> None:
    """Check a closing that is set anew: it lies ahead. Raises `ClosesInPast`."""
    if closes_at is not None and closes_at <= now:
        raise ClosesInPast


def check_waves(waves: Sequence[tuple[int, int]], stocked: int) -> None:
    """Check waves, each (seconds after the sale went live, units), of a lot that has `stocked`.

    Raises:
        BadWave, BadUnits
    """
    if len(waves) > WAVES_MAX:
        raise BadWave(most=WAVES_MAX)
    for after_s, units in waves:
        if not 0 <= after_s <= WAVE_AFTER_S_MAX or units < 1:
            raise BadWave(most=WAVES_MAX)
    if stocked + sum(units for _, units in waves) > UNITS_MAX:
        raise BadUnits(most=UNITS_MAX)


def check_units(units: int) -> None:
    """Raises `BadUnits` when it is none, or more than a lot may have."""
    if not 0 < units <= UNITS_MAX:
        raise BadUnits(most=UNITS_MAX)

"""Decisions about payments: which ways are open to an order, and what comes back. Pure."""

from collections.abc import Collection
from typing import Final, Literal

Method = Literal["cod", "test", "alipay", "wechat", "bank"]

CASH_ON_DELIVERY: Final[Method] = "cod"
TEST_CASHIER: Final[Method] = "test"
ALIPAY: Final[Method] = "alipay"
WECHAT: Final[Method] = "wechat"
BANK: Final[Method] = "bank"

PROVIDERS: Final[frozenset[str]] = frozenset({ALIPAY, WECHAT})
"""Methods with somebody to ask: who shows a page, notifies, and sends money back."""
FROM_AFAR: Final[frozenset[str]] = PROVIDERS | {BANK}
"""Methods that begin with an attempt: the money comes later, or never."""
BY_HAND: Final[frozenset[str]] = frozenset({CASH_ON_DELIVERY, BANK})
"""Methods whose refunds somebody pays by hand, and says so."""

DUE, PAID, REFUNDED, VOID = "due", "paid", "refunded", "void"

ASK_AFTER_S = (4, 6, 10, 15, 30, 60, 120, 300, 600)
"""Pauses between questions about an open attempt, the last one again and again."""
TRY_AFTER_S = (5, 30, 120, 600, 1800, 3600, 10800)
"""Pauses between tries of a refund; after the last one somebody has to look."""


def methods(
    *, buyer_is_demo: bool, development: bool, configured: Collection[str] = ()
) -> tuple[Method, ...]:
    """Return the ways to pay that are offered, the first one first.

    Cash on delivery is always real. What else is real must be configured. The test cashier takes
    no money, so it is offered only to demo accounts and on installations still in development;
    and demo accounts, which buy nothing real, see no real cashier.
    """
    real: tuple[Method, ...] = (WECHAT, ALIPAY, CASH_ON_DELIVERY, BANK)
    open_to_all = tuple(
        way for way in real if way == CASH_ON_DELIVERY or (way in configured and not buyer_is_demo)
    )
    if buyer_is_demo or development:
        return (*open_to_all, TEST_CASHIER)
    return open_to_all


def to_pay(amount_fen: int, freight_fen: int) -> int:
    """Return what an order costs its buyer: the goods and their way."""
    return amount_fen + freight_fen


def first_state(method: Method) -> str:
    """Return what a payment is when it is made: cash is due, the cashier has been paid."""
    return DUE if method == CASH_ON_DELIVERY else PAID


def after_cancel(state: str, amount_fen: int) -> tuple[str, int]:
    """Return the payment's state and the fen that go back when its order is cancelled.

    What was paid goes back in full: an order can be cancelled only before the parcel went out.
    """
    if state == PAID:
        return REFUNDED, amount_fen
    if state == DUE:
        return VOID, 0
    return state, 0


def may_collect(method: str, state: str, order_state: str) -> bool:
    """Tell whether cash is to be taken at the door: due, and the parcel went out."""
    return method == CASH_ON_DELIVERY and state == DUE and order_state in {"shipped", "received"}


def pause_s(pauses: tuple[int, ...], times: int) -> int:
    """Return how long to wait after so many times."""
    return pauses[min(times, len(pauses) - 1)]


def gives_up(times: int) -> bool:
    """Tell whether a refund was tried often enough for somebody to look at it."""
    return times >= len(TRY_AFTER_S)

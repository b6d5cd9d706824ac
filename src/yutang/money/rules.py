"""Decisions about payments: which ways are open to an order, and what comes back. Pure."""

from typing import Final, Literal

Method = Literal["cod", "test"]

CASH_ON_DELIVERY: Final[Method] = "cod"
TEST_CASHIER: Final[Method] = "test"

DUE, PAID, REFUNDED, VOID = "due", "paid", "refunded", "void"


def methods(*, buyer_is_demo: bool, development: bool) -> tuple[Method, ...]:
    """Return the ways to pay that are offered, the first one first.

    Cash on delivery is always real. The test cashier takes no money, so it is offered only to
    demo accounts and on installations still in development.
    """
    if buyer_is_demo or development:
        return (CASH_ON_DELIVERY, TEST_CASHIER)
    return (CASH_ON_DELIVERY,)


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

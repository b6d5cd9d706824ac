"""Reads of the money room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yutang.money.models import Attempt, AttemptState, Payment, PaymentState


@dataclass(frozen=True)
class PaymentView:
    """What became of an order's money, in fen."""

    method: str
    method_name: str
    state: str
    state_name: str
    amount_fen: int
    refunded_fen: int
    made_at: datetime
    paid_at: datetime | None
    refunded_at: datetime | None


def payment_view(payment: Payment) -> PaymentView:
    """Return a payment as pages show it."""
    return PaymentView(
        method=payment.method,
        method_name=str(payment.get_method_display()),
        state=payment.state,
        state_name=str(payment.get_state_display()),
        amount_fen=payment.amount_fen,
        refunded_fen=payment.refunded_fen,
        made_at=payment.made_at,
        paid_at=payment.paid_at,
        refunded_at=payment.refunded_at,
    )


def left_fen(order_id: UUID) -> int:
    """Return what was paid for the order and is not to go back; nothing while cash is due."""
    payment = Payment.objects.filter(order_id=order_id, state=PaymentState.PAID).first()
    return payment.amount_fen - payment.refunded_fen if payment else 0


def payment_numbers(order_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the provider's number of each order's payment; none of what it does not know."""
    paid = Attempt.objects.filter(order__in=order_ids, state=AttemptState.PAID)
    return dict(paid.exclude(transaction_no="").values_list("order_id", "transaction_no"))

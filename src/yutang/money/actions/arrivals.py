"""Money that came: the one place where a provider's word, or a clerk's, becomes a payment.

Whoever tells of it (a notification, an answer to our question, a bill, a bank statement), and
however often, in whatever order: the attempt ends in one state. Lock order: lot and order (by the
trade room), then the attempt, then payment and ledger.
"""

from datetime import datetime

import structlog
from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.money import rules
from yutang.money.actions import books, mismatches, refunds
from yutang.money.models import Attempt, AttemptState, Mismatch, Notification, Payment
from yutang.money.providers import Told
from yutang.trade import actions as trade

Outcome = Notification.Outcome
_HAS_MONEY = (AttemptState.PAID, AttemptState.STRAY)

log = structlog.get_logger()


class _NotNeeded(Exception):  # noqa: N818 - the way out of a savepoint
    """The order does not need this money; `reason` is kept with the refund."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def take_in(provider: str, told: Told) -> Notification.Outcome:
    """Act on what is said about an attempt; said again, nothing more happens.

    The order's money makes its payment. Money that its order does not need (too late, paid by
    another, the amount changed since) goes back by itself. What does not agree is for a clerk.
    """
    if told.state != "paid":
        return Outcome.NOTHING
    found = Attempt.objects.filter(provider=provider, out_trade_no=told.out_trade_no).first()
    if found is None:
        mismatches.note(
            Mismatch.Kind.UNKNOWN, provider, told.out_trade_no, theirs_fen=told.amount_fen
        )
        return Outcome.DOUBTED
    if found.state in _HAS_MONEY:
        return Outcome.AGAIN
    if not told.is_ours or told.amount_fen != found.amount_fen:
        return _doubt(found, told)
    with transaction.atomic():
        try:
            with transaction.atomic():
                return _pay(found, told)
        except _NotNeeded as not_needed:
            return _stray(found, told, not_needed.reason)


def _pay(found: Attempt, told: Told) -> Notification.Outcome:
    """Raises `_NotNeeded` when the order has its money, or does not wait for any."""
    try:
        order = trade.mark_paid(found.order_id)  # holds lot and order from here on
    except Refusal as refusal:
        raise _NotNeeded("late") from refusal
    attempt = Attempt.objects.select_for_update().get(pk=found.pk)
    if attempt.state in _HAS_MONEY:
        return Outcome.AGAIN
    if Payment.objects.filter(order_id=order.pk).exists():
        raise _NotNeeded("twice")
    if rules.to_pay(order.amount_fen, order.freight_fen) != attempt.amount_fen:
        raise _NotNeeded("changed")
    at = _keep(attempt, told, AttemptState.PAID)
    payment = Payment.objects.create(
        order_id=order.pk,
        method=attempt.provider,
        state=rules.PAID,
        amount_fen=attempt.amount_fen,
        freight_fen=order.freight_fen,
        made_at=now(),
        paid_at=at,
    )
    books.paid(payment, rehearsed=order.lot.is_rehearsal)
    forget_others(attempt)
    log.info("money_came", provider=attempt.provider, number=attempt.out_trade_no)
    return Outcome.TAKEN


def _stray(found: Attempt, told: Told, reason: str) -> Notification.Outcome:
    attempt = Attempt.objects.select_for_update().get(pk=found.pk)
    if attempt.state in _HAS_MONEY:
        return Outcome.AGAIN
    _keep(attempt, told, AttemptState.STRAY)
    books.strayed(attempt)
    refunds.give_back(attempt, reason)
    log.warning("money_stray", number=attempt.out_trade_no, reason=reason)
    return Outcome.STRAY


def _doubt(found: Attempt, told: Told) -> Notification.Outcome:
    kind = Mismatch.Kind.AMOUNT if told.is_ours else Mismatch.Kind.MERCHANT
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=found.pk)
        if attempt.state not in _HAS_MONEY and told.is_ours:
            # The provider has money for it that we cannot place: nobody is to pay it again.
            attempt.state = AttemptState.DOUBTED
            attempt.save(update_fields=["state"])
        mismatches.note(
            kind,
            attempt.provider,
            attempt.out_trade_no,
            attempt=attempt,
            ours_fen=attempt.amount_fen,
            theirs_fen=told.amount_fen,
        )
    return Outcome.DOUBTED


def _keep(attempt: Attempt, told: Told, state: AttemptState) -> datetime:
    at = told.at or now()
    attempt.state, attempt.paid_at = state, at
    attempt.transaction_no = told.transaction_no[:64]
    attempt.save(update_fields=["state", "paid_at", "transaction_no"])
    return at


def forget_others(attempt: Attempt) -> None:
    """The order needs no other attempt any more: they are closed, at their providers by the job."""
    others = Attempt.objects.filter(order_id=attempt.order_id, state=AttemptState.OPEN)
    others.exclude(pk=attempt.pk).update(state=AttemptState.CLOSED, ask_at=now())

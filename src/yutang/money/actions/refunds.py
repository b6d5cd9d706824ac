"""Money that goes back: decided in one transaction, sent by a job, noted when it has arrived.

A refund is asked for once a key. What can be done at once (the test cashier) is done at once; a
provider is asked by `send_refunds`, again and again under the same number, until its word is
certain; cash and transfers are paid back by hand, and a clerk says so.
"""

import secrets
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.money import providers, rules
from yutang.money.actions import books
from yutang.money.errors import NotByHand, NoteNeeded, NothingPaid, RefundReused, TooMuchBack
from yutang.money.models import Attempt, Method, Payment, Refund, RefundState
from yutang.people.access import Person

SENT_MOST = 50
NOTE_MAX = 200

log = structlog.get_logger()


def refund(order_id: UUID, amount_fen: int, reason: str, by: Person | None, key: str) -> Refund:
    """Decide that so much of an order's payment goes back; the same key again is the same refund.

    `reason` is shown to the buyer. The ledger is told when the money has arrived; until then it is
    in `Payment.refunded_fen` already, so whoever splits an order's money counts it as gone.

    Raises:
        NothingPaid: the order has no money to give back.
        TooMuchBack: more than what was paid and not refunded yet, or nothing.
        RefundReused: the key stands for another refund.
    """
    with transaction.atomic():
        payment = Payment.objects.select_for_update().filter(order_id=order_id).first()
        made = Refund.objects.filter(key=key).first()
        if made is not None:
            if (made.order_id, made.amount_fen) != (order_id, amount_fen):
                raise RefundReused
            return made
        if payment is None or payment.state in {rules.DUE, rules.VOID}:
            raise NothingPaid
        left = payment.amount_fen - payment.refunded_fen
        if not 0 < amount_fen <= left:
            raise TooMuchBack(left=yuan(left))
        return begin(payment, amount_fen, reason, by, key)


def begin(payment: Payment, amount_fen: int, reason: str, by: Person | None, key: str) -> Refund:
    """Write a refund of a payment that is locked and has so much."""
    attempt = Attempt.objects.filter(order_id=payment.order_id, state="paid").first()
    made = _new(amount_fen, reason, key)
    made.payment, made.attempt, made.by = payment, attempt, by
    made.order_id, made.method = payment.order_id, payment.method
    if payment.method == rules.TEST_CASHIER:
        made.state, made.done_at = RefundState.DONE, made.asked_at
    made.save(force_insert=True)
    if made.state == RefundState.DONE:
        books.returned(made, rehearsed=payment.order.lot.is_rehearsal)
    return made


def give_back(attempt: Attempt, reason: str) -> Refund:
    """Write the refund of a stray attempt, whole."""
    key = f"stray:{attempt.out_trade_no}"
    made = _new(attempt.amount_fen, reason, key)
    made.attempt, made.order_id, made.method = attempt, attempt.order_id, attempt.provider
    made.save(force_insert=True)
    return made


def send_refunds(most: int = SENT_MOST) -> int:
    """Ask the providers for the refunds that are due; return how many were looked after."""
    due = Refund.objects.filter(
        state=RefundState.ASKED, method__in=rules.PROVIDERS, try_at__lte=now()
    )
    sent = list(due.order_by("try_at").values_list("pk", flat=True)[:most])
    for refund_id in sent:
        send(refund_id)
    return len(sent)


def send(refund_id: int) -> None:
    """Ask the provider for one refund, and note what it says. Asked twice it is one refund."""
    asked = _claimed(refund_id)
    if asked is None or asked.attempt is None:
        return
    number, total_fen = asked.attempt.out_trade_no, asked.attempt.amount_fen
    try:
        told = providers.provider(asked.method).refund(
            number, asked.number, asked.amount_fen, total_fen, asked.reason
        )
    except providers.Refused as refused:
        said = f"{refused.code} {refused.said}".strip()
        told = providers.RefundTold("failed", said)
    except providers.ProviderError as error:
        log.warning("refund_not_heard", refund=asked.number, error=str(error))
        told = providers.RefundTold("unknown")
    _note(refund_id, told)


def retry(refund_id: int) -> None:
    """Ask again for a refund that failed; whoever calls has asked who may."""
    with transaction.atomic():
        found = _locked(refund_id)
        if found.state == RefundState.FAILED:
            found.state, found.tries, found.try_at = RefundState.ASKED, 0, now()
            found.save(update_fields=["state", "tries", "try_at"])


def paid_back(refund_id: int, by: Person, note: str) -> None:
    """Somebody paid this refund by hand; whoever calls has asked who may.

    Raises:
        NotByHand: a provider is about to do it.
        NoteNeeded: not said how.
    """
    with transaction.atomic():
        found = _locked(refund_id)
        if found.state == RefundState.DONE and found.done_by_id is not None:
            return
        by_hand = found.state == RefundState.ASKED and found.method in rules.BY_HAND
        if not by_hand and found.state != RefundState.FAILED:
            raise NotByHand
        if not note.strip():
            raise NoteNeeded
        if found.method in rules.PROVIDERS:
            found.method = Method.BANK  # another cashier gave it
        found.said, found.done_by = note.strip()[:NOTE_MAX], by
        _arrive(found)


def _new(amount_fen: int, reason: str, key: str) -> Refund:
    at = now()
    return Refund(
        amount_fen=amount_fen,
        reason=reason[:NOTE_MAX],
        key=key,
        number=f"R{secrets.token_hex(15).upper()}",
        state=RefundState.ASKED,
        asked_at=at,
        try_at=at,
    )


def _locked(refund_id: int) -> Refund:
    found = Refund.objects.select_for_update().filter(pk=refund_id).first()
    if found is None:
        raise NotFound
    return found


def _claimed(refund_id: int) -> Refund | None:
    """Take this try for ourselves: who comes at the same moment finds nothing due."""
    with transaction.atomic():
        found = _locked(refund_id)
        at = now()
        if found.state != RefundState.ASKED or found.try_at > at:
            return None
        found.try_at = at + timedelta(seconds=rules.pause_s(rules.TRY_AFTER_S, found.tries))
        found.tries += 1
        found.save(update_fields=["try_at", "tries"])
    return Refund.objects.select_related("attempt").get(pk=refund_id)


def _note(refund_id: int, told: providers.RefundTold) -> None:
    with transaction.atomic():
        found = _locked(refund_id)
        if found.state == RefundState.DONE:
            return
        found.said = told.said[:NOTE_MAX]
        if told.state == "done":
            _arrive(found)
            return
        # Accepted and under way is asked again without end; silence is not.
        silent = told.state == "unknown" and rules.gives_up(found.tries)
        if told.state == "failed" or silent:
            found.state = RefundState.FAILED
            log.error("refund_failed", refund=found.number, said=found.said)
        found.save(update_fields=["state", "said"])


def _arrive(found: Refund) -> None:
    found.state, found.done_at = RefundState.DONE, now()
    found.save(update_fields=["state", "done_at", "said", "method", "done_by"])
    books.returned(found, rehearsed=found.order.lot.is_rehearsal)

"""Reads of the money room."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yutang.money import access
from yutang.money.models import (
    Attempt,
    AttemptState,
    Bill,
    Mismatch,
    Payment,
    PaymentState,
    Refund,
    RefundState,
)
from yutang.money.rules import BY_HAND

SHOWN_MOST = 50
_BILLS_SHOWN = 14


@dataclass(frozen=True)
class PaymentView:
    """What became of an order's money, in fen."""

    method: str
    method_name: str
    state: str
    state_name: str
    amount_fen: int
    freight_fen: int
    refunded_fen: int
    returned_fen: int
    made_at: datetime
    paid_at: datetime | None
    refunded_at: datetime | None


@dataclass(frozen=True)
class RefundView:
    """Money that goes back, as buyer and clerk see it."""

    id: int
    order_id: UUID
    order_number: str
    method: str
    method_name: str
    amount_fen: int
    reason: str
    state: str
    state_name: str
    asked_at: datetime
    done_at: datetime | None
    said: str
    is_by_hand: bool
    """A clerk pays it, and says so."""


@dataclass(frozen=True)
class AttemptView:
    """An attempt that waits for money, or a stray one with its refund."""

    id: int
    order_id: UUID
    order_number: str
    method: str
    method_name: str
    kind: str
    number: str
    amount_fen: int
    opened_at: datetime
    until: datetime
    link: str
    paid_at: datetime | None
    refund: RefundView | None = None


@dataclass(frozen=True)
class MismatchView:
    """What does not agree."""

    id: int
    kind_name: str
    method_name: str
    number: str
    order_id: UUID | None
    ours_fen: int | None
    theirs_fen: int | None
    found_at: datetime


@dataclass(frozen=True)
class BillView:
    """A provider's bill of a day."""

    method_name: str
    day: date
    lines: int
    paid_fen: int
    refunded_fen: int
    mismatches: int


@dataclass(frozen=True)
class Worklist:
    """What waits for a clerk, the oldest first; at most `SHOWN_MOST` of each kind."""

    transfers: tuple[AttemptView, ...]
    refunds: tuple[RefundView, ...]
    mismatches: tuple[MismatchView, ...]
    bills: tuple[BillView, ...]
    """The latest bills, for whoever looks after the whole country."""
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        return not (self.transfers or self.refunds or self.mismatches)


def payment_view(payment: Payment) -> PaymentView:
    """Return a payment as pages show it."""
    return PaymentView(
        method=payment.method,
        method_name=str(payment.get_method_display()),
        state=payment.state,
        state_name=str(payment.get_state_display()),
        amount_fen=payment.amount_fen,
        freight_fen=payment.freight_fen,
        refunded_fen=payment.refunded_fen,
        returned_fen=payment.returned_fen,
        made_at=payment.made_at,
        paid_at=payment.paid_at,
        refunded_at=payment.refunded_at,
    )


def attempt_view(attempt: Attempt) -> AttemptView:
    """Return an attempt as pages show it."""
    return AttemptView(
        id=attempt.pk,
        order_id=attempt.order_id,
        order_number=_number(attempt.order_id),
        method=attempt.provider,
        method_name=str(attempt.get_provider_display()),
        kind=attempt.kind,
        number=attempt.out_trade_no,
        amount_fen=attempt.amount_fen,
        opened_at=attempt.opened_at,
        until=attempt.until,
        link=attempt.link,
        paid_at=attempt.paid_at,
        refund=None,
    )


def refunds_of(order_id: UUID) -> list[RefundView]:
    """Return the refunds of an order's payment, the first one first; stray money is apart."""
    found = Refund.objects.filter(order_id=order_id, payment__isnull=False)
    return [_refund_view(each) for each in found.order_by("asked_at", "id")]


def strays_of(order_id: UUID) -> list[AttemptView]:
    """Return the money that came for an order which did not need it, each with its refund."""
    found = Attempt.objects.filter(order_id=order_id, state=AttemptState.STRAY)
    strays = list(found.order_by("paid_at").prefetch_related("refunds"))
    return [_with_refund(each) for each in strays]


def left_fen(order_id: UUID) -> int:
    """Return what was paid for the order and is not to go back; nothing while cash is due."""
    payment = Payment.objects.filter(order_id=order_id, state=PaymentState.PAID).first()
    return payment.amount_fen - payment.refunded_fen if payment else 0


def given_back() -> dict[UUID, int]:
    """Return the fen that went or go back of each order, for whoever counts sales."""
    paid = Payment.objects.filter(state=PaymentState.PAID, refunded_fen__gt=0)
    return dict(paid.values_list("order_id", "refunded_fen"))


def payment_numbers(order_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the provider's number of each order's payment; none of what it does not know."""
    paid = Attempt.objects.filter(order__in=order_ids, state=AttemptState.PAID)
    return dict(paid.exclude(transaction_no="").values_list("order_id", "transaction_no"))


def worklist(places: Sequence[str]) -> Worklist:
    """Return what waits for the clerk of these places: four queries."""
    transfers = _transfers().filter(access.within(places)).order_by("opened_at")
    refunds = _standing().filter(access.within(places)).order_by("asked_at")
    mismatches = Mismatch.objects.filter(access.mismatches_within(places), settled_at=None)
    mismatches = mismatches.select_related("attempt").order_by("found_at")
    most = SHOWN_MOST + 1
    waiting, standing, doubts = (
        list(transfers[:most]),
        list(refunds[:most]),
        list(mismatches[:most]),
    )
    bills = Bill.objects.order_by("-day", "provider")[:_BILLS_SHOWN] if "" in places else []
    return Worklist(
        transfers=tuple(attempt_view(each) for each in waiting[:SHOWN_MOST]),
        refunds=tuple(_refund_view(each) for each in standing[:SHOWN_MOST]),
        mismatches=tuple(_mismatch_view(each) for each in doubts[:SHOWN_MOST]),
        bills=tuple(_bill_view(each) for each in bills),
        is_cut=max(len(waiting), len(standing), len(doubts)) > SHOWN_MOST,
    )


def _transfers() -> QuerySet[Attempt]:
    return Attempt.objects.filter(provider="bank", state=AttemptState.OPEN)


def _standing() -> QuerySet[Refund]:
    """Return the refunds that nobody but a clerk brings further."""
    by_hand = Q(state=RefundState.ASKED, method__in=BY_HAND)
    return Refund.objects.filter(by_hand | Q(state=RefundState.FAILED))


def _with_refund(attempt: Attempt) -> AttemptView:
    view = attempt_view(attempt)
    refund = next(iter(attempt.refunds.all()), None)
    fields = {name: getattr(view, name) for name in AttemptView.__dataclass_fields__}
    return AttemptView(**fields | {"refund": _refund_view(refund) if refund else None})


def _refund_view(refund: Refund) -> RefundView:
    return RefundView(
        id=refund.pk,
        order_id=refund.order_id,
        order_number=_number(refund.order_id),
        method=refund.method,
        method_name=str(refund.get_method_display()),
        amount_fen=refund.amount_fen,
        reason=_said(refund.reason),
        state=refund.state,
        state_name=str(refund.get_state_display()),
        asked_at=refund.asked_at,
        done_at=refund.done_at,
        said=refund.said,
        is_by_hand=refund.method in BY_HAND,
    )


def _said(reason: str) -> str:
    """Return why money goes back, in words; what a person wrote stays as it is."""
    words = {
        "cancelled": _("The order was cancelled"),
        "late": _("It came after the time to pay was over"),
        "twice": _("The order was paid already"),
        "changed": _("The order's amount had changed"),
    }
    return words.get(reason, reason)


def _mismatch_view(mismatch: Mismatch) -> MismatchView:
    return MismatchView(
        id=mismatch.pk,
        kind_name=str(mismatch.get_kind_display()),
        method_name=str(mismatch.get_provider_display()),
        number=mismatch.number,
        order_id=mismatch.attempt.order_id if mismatch.attempt else None,
        ours_fen=mismatch.ours_fen,
        theirs_fen=mismatch.theirs_fen,
        found_at=mismatch.found_at,
    )


def _bill_view(bill: Bill) -> BillView:
    return BillView(
        method_name=str(bill.get_provider_display()),
        day=bill.day,
        lines=bill.lines,
        paid_fen=bill.paid_fen,
        refunded_fen=bill.refunded_fen,
        mismatches=bill.mismatches,
    )


def _number(order_id: UUID) -> str:
    """Return the short number that people tell each other, as the trade room's orders have it."""
    return order_id.hex[-8:].upper()

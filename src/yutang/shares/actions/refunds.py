"""Refunds after dispatch: from escrow before the order is settled, from every part after it."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum

from yutang.kernel.clock import now
from yutang.ledger import actions as ledger
from yutang.ledger.rules import ESCROW, PAYABLE, Line, owner_of
from yutang.money import actions as money
from yutang.people.access import Person
from yutang.shares import rules
from yutang.shares.actions.disputes import locked
from yutang.shares.errors import RefundKeyReused
from yutang.shares.models import LotShare, Reversal, Share


def refund(order_id: UUID, amount_fen: int, by: Person | None, reason: str, key: str) -> Reversal:
    """Give so much of an order's money back to its buyer; the same key again changes nothing.

    The one door for refunds of what was sent. The caller has asked whether `by` may; `reason` is
    shown to the buyer. What is not settled yet is shared without it; of what is, each part gives
    back in proportion, and a payee who was paid out already owes it.

    Raises:
        RefundKeyReused: the key stands for another refund.
        NothingPaid, TooMuchBack, RefundReused: as the money room says.
    """
    with transaction.atomic():
        settlement = locked(order_id)  # refunds and the settler of this order queue up here
        made = Reversal.objects.filter(key=key).first()
        if made is not None:
            if (made.order_id, made.amount_fen) != (order_id, amount_fen):
                raise RefundKeyReused
            return made
        money.refund(order_id, amount_fen, reason, by, key)
        is_settled = settlement.settled_at is not None
        if is_settled:
            _take_back(order_id, amount_fen, key)
        return Reversal.objects.create(
            key=key,
            order_id=order_id,
            amount_fen=amount_fen,
            from_shares_fen=amount_fen if is_settled else 0,
            at=now(),
            by=by,
            reason=reason[:200],
        )


def _take_back(order_id: UUID, amount_fen: int, key: str) -> None:
    moment = now()
    rows = Share.objects.filter(order_id=order_id).values_list("kind", "payee_id")
    left = sorted(rows.annotate(fen=Sum("amount_fen")), key=lambda row: rules.KINDS.index(row[0]))
    taken = rules.take_back([fen for _kind, _payee, fen in left], amount_fen)
    owed: dict[int, int] = {}
    shares = []
    for (kind, payee, _fen), gone in zip(left, taken, strict=True):
        if gone:
            owed[payee] = owed.get(payee, 0) + gone
            share = Share(order_id=order_id, kind=kind, payee_id=payee, amount_fen=-gone)
            share.at, share.refund_key = moment, key
            shares.append(share)
    Share.objects.bulk_create(shares)
    for share in sorted(shares, key=lambda share: share.kind):  # as the settler locks them
        so_far = LotShare.objects.filter(lot__orders=order_id, kind=share.kind)
        so_far.update(settled_fen=F("settled_fen") + share.amount_fen)
    lines = [Line(PAYABLE, owner_of(payee), fen) for payee, fen in owed.items()]
    back = Line(ESCROW, "", -amount_fen)
    ledger.post("reversal", key, (*lines, back), at=moment, order=order_id)

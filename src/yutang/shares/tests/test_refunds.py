"""Refunds before and after the settlement: each part gives back, to the fen and never twice."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db.models import Sum

from yutang.kernel.errors import Refusal
from yutang.ledger import queries as ledger
from yutang.ledger.rules import ESCROW, PAYABLE
from yutang.money.models import Payment
from yutang.people.access import Person
from yutang.shares import actions
from yutang.shares.errors import RefundKeyReused
from yutang.shares.models import Reversal, Split
from yutang.shares.models import Share as Shares
from yutang.trade.models import Order

Received = Callable[..., Order]
Settle = Callable[..., int]
WHY = "两个坏果"


def left(order: UUID) -> dict[str, int]:
    found = Shares.objects.filter(order_id=order).values_list("kind")
    return {kind: fen for kind, fen in found.annotate(fen=Sum("amount_fen")) if fen}


def test_what_went_back_before_is_not_shared(
    received: Received, split: Split, settle: Settle, clerk: Person
) -> None:
    order = received(1)
    made = actions.refund(order.pk, 1000, clerk, WHY, "claim:1")
    assert made.from_shares_fen == 0
    settle()
    assert left(order.pk) == {"farmer": 1419, "packing": 100, "freight": 332, "host": 139}
    # Asked again after the settlement, the same refund takes nothing from anybody.
    assert actions.refund(order.pk, 1000, clerk, WHY, "claim:1") == made
    assert sum(left(order.pk).values()) == 1990


def test_all_of_it_back_before_leaves_nothing_to_share(
    received: Received, settle: Settle, clerk: Person
) -> None:
    order = received(1)
    actions.refund(order.pk, 2990, clerk, WHY, "claim:1")
    assert settle() == 1
    assert settle() == 0
    assert left(order.pk) == {}
    assert not [each for each in ledger.transactions_of(order.pk) if each.cause == "settlement"]


def test_partial_refunds_after_the_settlement_take_from_each_part_until_all_is_back(
    received: Received, split: Split, settle: Settle, clerk: Person
) -> None:
    order = received(1)
    settle()
    kept = ledger.balance(ESCROW)
    for number, fen in enumerate((1, 999, 990)):
        before = left(order.pk)
        made = actions.refund(order.pk, fen, clerk, WHY, f"claim:{number}")
        assert made.from_shares_fen == fen
        after = left(order.pk)
        assert sum(before.values()) - sum(after.values()) == fen
        assert all(after.get(kind, 0) <= had for kind, had in before.items())
    with pytest.raises(Refusal):
        actions.refund(order.pk, 1001, clerk, WHY, "claim:too-much")
    actions.refund(order.pk, 1000, clerk, WHY, "claim:rest")
    assert left(order.pk) == {}
    assert not any(ledger.balances(PAYABLE).values())
    assert ledger.balance(ESCROW) - kept in {0, -2990}  # back in escrow, or at the buyer already
    assert Payment.objects.get(order=order).refunded_fen == 2990


def test_a_refund_asked_for_twice_is_one(received: Received, settle: Settle, clerk: Person) -> None:
    order = received(1)
    settle()
    for _ in range(2):
        actions.refund(order.pk, 300, clerk, WHY, "claim:1")
    assert Reversal.objects.count() == 1
    assert left(order.pk) == {"farmer": 2690}
    with pytest.raises(RefundKeyReused):
        actions.refund(order.pk, 301, clerk, WHY, "claim:1")


def test_who_was_paid_out_already_owes_it(
    received: Received, settle: Settle, clerk: Person
) -> None:
    order = received(1)
    settle()
    from yutang.ledger import actions as writes
    from yutang.ledger.rules import TRANSIT, Line

    ((owner, fen),) = ledger.balances(PAYABLE).items()
    writes.post("payout", "run:1", (Line(PAYABLE, owner, -fen), Line(TRANSIT, "", fen)))
    actions.refund(order.pk, 300, clerk, WHY, "claim:1")
    assert ledger.balance(PAYABLE, owner) == 300  # a debit: the payee owes us

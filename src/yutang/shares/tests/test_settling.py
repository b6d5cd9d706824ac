"""Orders that arrived are settled to the fen, once, however the settler ends."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from yutang.kernel.clock import now
from yutang.ledger import queries as ledger
from yutang.ledger.rules import PAYABLE
from yutang.money import actions as money
from yutang.money import rules as ways
from yutang.people.access import Person
from yutang.shares import actions
from yutang.shares.models import Settlement, Share, Split
from yutang.shares.rules import Part
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order

Received = Callable[..., Order]
Settle = Callable[..., int]


def owed() -> dict[str, int]:
    return {owner: -fen for owner, fen in ledger.balances(PAYABLE).items()}


def of_order(order: UUID) -> dict[str, int]:
    return {share.kind: share.amount_fen for share in Share.objects.filter(order_id=order)}


def test_without_a_split_all_is_the_farmers(received: Received, settle: Settle) -> None:
    order = received(2)
    assert settle() == 1
    assert of_order(order.pk) == {"farmer": 5980}
    assert list(owed().values()) == [5980]
    assert settle() == 0


def test_an_agreed_split_is_shared_to_the_fen(
    received: Received, split: Split, settle: Settle
) -> None:
    one, three = received(1), received(3)
    assert settle() == 2
    assert of_order(one.pk) == {"farmer": 2131, "packing": 150, "freight": 500, "host": 209}
    assert of_order(three.pk) == {"farmer": 7393, "packing": 450, "freight": 500, "host": 627}
    assert sum(owed().values()) == 4 * 2990
    assert set(Settlement.objects.values_list("split_id", flat=True)) == {split.pk}
    views = ledger.transactions_of(one.pk)
    (view,) = [each for each in views if each.cause == "settlement"]
    assert sum(line.amount_fen for line in view.lines) == 0
    assert len(view.lines) == 4  # escrow; packing and freight are one payee's


def test_what_is_only_proposed_takes_nothing(
    received: Received, split: Split, farmer: Person, clerk: Person, settle: Settle
) -> None:
    (host_part,) = [part for part in split.parts.all() if part.kind == "host"]
    assert host_part.payee_id is not None
    actions.propose(split.lot_id or 0, (Part("host", host_part.payee_id, 5_000),), clerk)
    order = received(1)
    settle()
    assert of_order(order.pk)["host"] == 209


def test_an_order_keeps_the_version_of_the_moment_it_was_placed(
    received: Received, lot: Lot, farmer: Person, clerk: Person, settle: Settle
) -> None:
    before = received(1)
    fund = actions.payee_of_organisation("宽城公益金", "130827")
    made = actions.propose(lot.pk, (Part("fund", fund.pk, 1_000),), clerk)
    assert made.agreed_at is None
    assert actions.agree(made.pk, farmer).agreed_at is not None  # no host gets a part
    after = received(1)
    settle()
    assert of_order(before.pk) == {"farmer": 2990}
    assert of_order(after.pk) == {"farmer": 2691, "fund": 299}


def test_cash_that_is_not_collected_is_asked_for_again(
    received: Received, farmer: Person, settle: Settle
) -> None:
    order = received(1, ways.CASH_ON_DELIVERY)
    assert settle() == 1
    assert settle() == 0
    assert not Share.objects.exists()
    money.collect(order.pk, farmer)
    assert settle(now() + timedelta(minutes=11)) == 1
    assert of_order(order.pk) == {"farmer": 2990}


def test_a_disputed_order_waits_until_it_is_released(received: Received, settle: Settle) -> None:
    order = received(1)
    assert actions.hold(order.pk, "两个坏果")
    assert settle() == 0
    actions.release(order.pk)
    actions.release(order.pk)
    assert settle() == 1
    assert not actions.hold(order.pk, "too late")


def test_an_order_may_be_held_before_it_arrives(
    received: Received, buyer: Person, ready_order: Order, farmer: Person, settle: Settle
) -> None:
    money.pay(ready_order.pk, buyer, ways.TEST_CASHIER)
    actions.hold(ready_order.pk, "破损")
    trade.ship(ready_order.pk, "SF2", farmer)
    trade.receive(ready_order.pk, buyer)
    assert settle() == 0
    actions.release(ready_order.pk)
    assert settle() == 1


def test_a_haul_takes_so_many_and_leaves_the_rest(received: Received, settle: Settle) -> None:
    for _ in range(3):
        received(1)
    assert [settle(most=2), settle(most=2), settle(most=2)] == [2, 1, 0]
    assert Settlement.objects.filter(settled_at=None).count() == 0

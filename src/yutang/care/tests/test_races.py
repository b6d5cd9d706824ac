"""Whatever is tapped at the same moment: one claim, one word of the county, one refund."""

import threading
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from tests.at_once import WAIT_S, at_once

from yutang.care import actions
from yutang.care.actions import moving
from yutang.care.errors import ClaimOpen, WrongMoment
from yutang.care.models import Claim, Remark
from yutang.care.rules.asking import Damage
from yutang.care.tests.conftest import ClaimOf
from yutang.kernel.clock import now
from yutang.money.models import Payment, Refund
from yutang.people.access import Person
from yutang.trade.models import Order

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_taps_are_one_claim_and_another_tab_hears_of_it(
    fresh_order: Order, buyer: Person, photo: bytes
) -> None:
    said, key = Damage(kind="spoiled", bad=1, of=2, photos=1), uuid4()

    def tap(key: object = key) -> object:
        return actions.claim_damage(fresh_order.pk, buyer, said, [photo], key)  # type: ignore[arg-type]

    given = at_once(*[tap] * 5, *[lambda: tap(uuid4())] * 2)
    assert Claim.objects.filter(order=fresh_order).count() == 1
    assert Claim.objects.get().photos.count() == 1
    assert all(isinstance(each, Claim | ClaimOpen) for each in given)


def late_claim(claim_of: ClaimOf, order: Order) -> Claim:
    claim = claim_of(order)
    Claim.objects.filter(pk=claim.pk).update(due_at=now() - timedelta(minutes=1))
    return claim


def test_an_answer_and_two_clerks_at_once_are_one_refund(
    fresh_order: Order, claim_of: ClaimOf, farmer: Person, clerk: Person, operator: Person
) -> None:
    claim = late_claim(claim_of, fresh_order)
    given = at_once(
        lambda: actions.accept(claim.pk, farmer),
        lambda: actions.decide(claim.pk, clerk, 1000, "支持一部分"),
        lambda: actions.decide(claim.pk, operator, 2000, "支持大部分"),
    )
    assert sum(isinstance(each, WrongMoment) for each in given) == 2
    claim.refresh_from_db()
    refund = Refund.objects.get()
    assert refund.amount_fen == claim.refund_fen == Payment.objects.get().refunded_fen
    assert Remark.objects.filter(claim=claim).exclude(step="ask").count() == 1


def test_without_the_claims_lock_both_words_stand(
    fresh_order: Order,
    claim_of: ClaimOf,
    farmer: Person,
    clerk: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shows what the lock is for: both read the open claim before either has settled it."""
    claim, both_have_read = late_claim(claim_of, fresh_order), Barrier(2)

    def unlocked(claim_id: int) -> Claim:
        found = Claim.objects.select_related("producer", "policy", "order").get(pk=claim_id)
        if threading.current_thread() is not threading.main_thread():
            both_have_read.wait(WAIT_S)
        return found

    monkeypatch.setattr(moving, "locked", unlocked)
    at_once(
        lambda: actions.accept(claim.pk, farmer),
        lambda: actions.decide(claim.pk, clerk, 598, "支持"),
    )
    assert Remark.objects.filter(claim=claim).exclude(step="ask").count() == 2

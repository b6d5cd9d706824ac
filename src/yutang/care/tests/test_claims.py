from datetime import timedelta
from uuid import uuid4

import pytest
from tests.cast import ClientOf

from yutang.care import actions
from yutang.care.errors import (
    BadAmount,
    ClaimOpen,
    FreshNoReturn,
    NothingLeft,
    OwnCase,
    WrongMoment,
)
from yutang.care.models import Claim, Remark
from yutang.care.queries import claims
from yutang.care.rules.asking import Damage
from yutang.care.tests.conftest import ClaimOf, PaidOf
from yutang.goods.models import Producer
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.money.models import Payment
from yutang.people.access import Person
from yutang.shares.models import Reversal, Settlement
from yutang.trade.models import Lot, Order


def refunded(order: Order) -> int:
    return Payment.objects.get(order=order).refunded_fen


def is_held(order: Order) -> bool:
    return Settlement.objects.filter(order=order, held_at__isnull=False).exists()


def make_late(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(due_at=now() - timedelta(minutes=1))


def test_two_bad_of_ten_bring_a_fifth_of_the_price(
    fresh_order: Order, claim_of: ClaimOf, farmer: Person, buyer: Person
) -> None:
    claim = claim_of(fresh_order)
    assert (claim.rule_fen, claim.batch_id) == (598, fresh_order.lot.batch_id)
    assert claim.promised_at - claim.opened_at == timedelta(hours=48)
    assert is_held(fresh_order)
    settled = actions.accept(claim.pk, farmer)
    assert (settled.state, settled.outcome, settled.refund_fen) == ("closed", "refunded", 598)
    assert settled.answered_at == settled.refunded_at == settled.closed_at
    assert refunded(fresh_order) == 598
    assert not is_held(fresh_order)
    assert Reversal.objects.get(key=f"claim:{claim.pk}").amount_fen == 598


def test_asked_or_answered_twice_is_once(
    fresh_order: Order, buyer: Person, farmer: Person, photo: bytes
) -> None:
    said, key = Damage(kind="broken", bad=1, of=4, photos=1), uuid4()
    first = actions.claim_damage(fresh_order.pk, buyer, said, [photo], key)
    assert actions.claim_damage(fresh_order.pk, buyer, said, [photo], key) == first
    assert first.photos.count() == 1
    with pytest.raises(ClaimOpen):
        actions.claim_damage(fresh_order.pk, buyer, said, [photo], uuid4())
    actions.accept(first.pk, farmer)
    actions.accept(first.pk, farmer)
    assert refunded(fresh_order) == first.rule_fen
    assert actions.claim_damage(fresh_order.pk, buyer, said, [photo], key) == first


def test_an_offer_is_taken(
    fresh_order: Order, claim_of: ClaimOf, farmer: Person, buyer: Person
) -> None:
    claim = claim_of(fresh_order)
    with pytest.raises(BadAmount):
        actions.offer(claim.pk, farmer, 2991, "全退还多一分")
    actions.offer(claim.pk, farmer, 300, "只坏了一个")
    with pytest.raises(WrongMoment):
        actions.refuse(claim.pk, farmer, "其实没坏")
    assert actions.take(claim.pk, buyer).refund_fen == refunded(fresh_order) == 300


def test_a_refusal_goes_to_the_county_or_is_let_stand(
    *,
    received_of: PaidOf,
    lot: Lot,
    claim_of: ClaimOf,
    farmer: Person,
    buyer: Person,
    clerk: Person,
) -> None:
    taken_further, let_stand = (claim_of(received_of(lot)) for _ in range(2))
    for claim in (taken_further, let_stand):
        actions.refuse(claim.pk, farmer, "照片不是我家的板栗")
    actions.appeal(taken_further.pk, buyer, "包裹上有您的单号")
    assert actions.decide(taken_further.pk, clerk, 598, "照片与批次相符").refund_fen == 598
    make_late(let_stand)
    with pytest.raises(WrongMoment):
        actions.appeal(let_stand.pk, buyer, "我现在才看到")
    assert is_held(let_stand.order)
    assert actions.tidy_up(now()) == 1
    assert actions.tidy_up(now()) == 0
    let_stand.refresh_from_db()
    assert (let_stand.state, let_stand.outcome, let_stand.refund_fen) == ("closed", "refused", 0)
    assert not is_held(let_stand.order)


def test_without_an_answer_the_county_decides_and_nothing_had_to_run(
    fresh_order: Order, claim_of: ClaimOf, farmer: Person, clerk: Person
) -> None:
    claim = claim_of(fresh_order)
    county = claims.waiting_for(Claim.objects.all(), {"county"}, now())
    assert not county.exists()
    with pytest.raises(WrongMoment):
        actions.decide(claim.pk, clerk, 0, "还没有到时间")
    make_late(claim)
    assert claims.waiting_for(Claim.objects.all(), {"county"}, now()).get() == claim
    assert not claims.waiting_for(Claim.objects.all(), {"seller"}, now()).exists()
    with pytest.raises(WrongMoment):
        actions.refuse(claim.pk, farmer, "过了时间才拒绝")
    assert actions.decide(claim.pk, clerk, 0, "照片看不出问题").outcome == "refused"
    assert not is_held(fresh_order)


def test_the_county_says_one_word_only(
    fresh_order: Order, claim_of: ClaimOf, clerk: Person, operator: Person
) -> None:
    claim = claim_of(fresh_order)
    make_late(claim)
    actions.decide(claim.pk, clerk, 500, "部分支持")
    assert actions.decide(claim.pk, clerk, 500, "部分支持").refund_fen == 500
    with pytest.raises(WrongMoment):
        actions.decide(claim.pk, operator, 2990, "全部支持")
    assert refunded(fresh_order) == 500


def test_nobody_decides_their_own_case(
    fresh_order: Order, claim_of: ClaimOf, buyer: Person, farmer: Person, stranger: Person
) -> None:
    from yutang.people import actions as people

    claim = claim_of(fresh_order)
    make_late(claim)
    for person in (buyer, farmer):
        people.give_grant(person, "clerk", "130827", by=None)
        with pytest.raises(OwnCase):
            actions.decide(claim.pk, person, 2990, "我自己来定")
    for attempt in (
        lambda: actions.decide(claim.pk, stranger, 1, "路人来定"),
        lambda: actions.accept(claim.pk, buyer),
        lambda: actions.withdraw(claim.pk, farmer),
        lambda: actions.say(claim.pk, stranger, "我也说一句"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_second_claim_gets_what_is_left(
    fresh_order: Order, claim_of: ClaimOf, farmer: Person
) -> None:
    actions.accept(claim_of(fresh_order, 9, 10).pk, farmer)
    assert refunded(fresh_order) == 2691
    assert actions.accept(claim_of(fresh_order, 10, 10).pk, farmer).refund_fen == 299
    with pytest.raises(NothingLeft):
        claim_of(fresh_order)


def test_withdrawn_is_over_and_another_may_follow(
    fresh_order: Order, claim_of: ClaimOf, buyer: Person
) -> None:
    claim = claim_of(fresh_order)
    actions.withdraw(claim.pk, buyer)
    assert not is_held(fresh_order)
    assert claim_of(fresh_order).pk != claim.pk


def test_fresh_goods_come_back_unless_the_exemption_was_confirmed(
    fresh_order: Order, buyer: Person
) -> None:
    with pytest.raises(FreshNoReturn):
        actions.ask_return(fresh_order.pk, buyer, uuid4())
    Order.objects.filter(pk=fresh_order.pk).update(perishable_confirmed_at=None)
    assert actions.ask_return(fresh_order.pk, buyer, uuid4()).rule_fen == 2990


def test_goods_go_back_and_the_price_comes_back(
    oil_order: Order, buyer: Person, farmer: Person
) -> None:
    claim = actions.ask_return(oil_order.pk, buyer, uuid4())
    actions.give_address(claim.pk, farmer, "王大娘", "13800000001", "宽城镇北街1号")
    sealed = Claim.objects.get(pk=claim.pk).back_to_sealed
    assert sealed is not None
    assert "北街".encode() not in bytes(sealed)
    actions.send_back(claim.pk, buyer, "YT123456")
    actions.note_arrival(claim.pk, farmer)
    assert is_held(oil_order)
    assert actions.give_back(claim.pk, farmer).refund_fen == refunded(oil_order) == 5500
    assert list(claim.remarks.order_by("id").values_list("step", flat=True)) == [
        *("ask", "give_address", "send_back", "arrive", "give_back"),
    ]


def test_each_clock_of_a_return_leads_on(
    received_of: PaidOf, oil_lot: Lot, buyer: Person, farmer: Person, clerk: Person
) -> None:
    silent, unsent, disputed = (
        actions.ask_return(received_of(oil_lot).pk, buyer, uuid4()) for _ in range(3)
    )
    make_late(silent)
    assert actions.decide(silent.pk, clerk, 5500, "卖家一直没有给地址").refund_fen == 5500
    for claim in (unsent, disputed):
        actions.give_address(claim.pk, farmer, "王大娘", "13800000001", "宽城镇北街1号")
    make_late(unsent)
    with pytest.raises(WrongMoment):
        actions.send_back(unsent.pk, buyer, "YT1")
    assert actions.tidy_up(now()) == 1
    assert Claim.objects.get(pk=unsent.pk).outcome == "lapsed"
    actions.send_back(disputed.pk, buyer, "YT2")
    actions.dispute_return(disputed.pk, farmer, "瓶子已经开封")
    with pytest.raises(WrongMoment):
        actions.note_arrival(disputed.pk, farmer)
    assert actions.decide(disputed.pk, clerk, 3000, "已开封，退一部分").refund_fen == 3000


def test_what_is_said_twice_at_once_is_one_line(
    fresh_order: Order, claim_of: ClaimOf, buyer: Person, clerk: Person
) -> None:
    claim = claim_of(fresh_order)
    for _tap in range(2):
        actions.say(claim.pk, buyer, "什么时候能处理？")
    actions.say(claim.pk, clerk, "请卖家今天回复")
    said = Remark.objects.filter(claim=claim, step="say").order_by("id")
    assert list(said.values_list("side", flat=True)) == ["buyer", "county"]


def test_the_worklist_says_what_is_due_first(
    *,
    client_of: ClientOf,
    received_of: PaidOf,
    lot: Lot,
    claim_of: ClaimOf,
    clerk: Person,
    farmer: Person,
    other_clerk: Person,
    producer: Producer,
) -> None:
    first, second, third = (claim_of(received_of(lot)) for _ in range(3))
    Claim.objects.filter(pk=first.pk).update(due_at=now() + timedelta(hours=3, minutes=30))
    late = now() - timedelta(hours=120)
    Claim.objects.filter(pk=second.pk).update(
        due_at=late, county_due_at=now() - timedelta(days=2, hours=2)
    )
    mine = client_of(farmer).get("/care/").content.decode()
    assert mine.index(f"/claims/{first.pk}/") < mine.index(f"/claims/{third.pk}/")
    assert f"/claims/{second.pk}/" not in mine
    assert "还剩 3 小时" in mine
    county = client_of(clerk).get("/care/").content.decode()
    assert f"/claims/{second.pk}/" in county
    assert "已超时 2 天" in county
    assert f"/claims/{first.pk}/" not in county
    assert f"/claims/{second.pk}/" not in client_of(other_clerk).get("/care/").content.decode()


def test_photos_are_seen_by_the_sides_only(
    *,
    client_of: ClientOf,
    fresh_order: Order,
    claim_of: ClaimOf,
    buyer: Person,
    farmer: Person,
    clerk: Person,
    other_clerk: Person,
    stranger: Person,
) -> None:
    photo = claim_of(fresh_order).photos.get()
    address = f"/care/photos/{photo.pk}/"
    seen = {
        person.name: client_of(person).get(address).status_code
        for person in (buyer, farmer, clerk, other_clerk, stranger)
    }
    assert list(seen.values()) == [200, 200, 200, 404, 404]
    from django.conf import settings

    assert not str(photo.file.path).startswith(str(settings.MEDIA_ROOT))

"""Terms of a lot: times, limits, waves, coupons and caps, as the county sets them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.stall import PRICE_FEN, OrderOf

from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.trade import actions, errors, queries
from yutang.trade.models import Cap, CapCount, Coupon, Lot, LotChange, Order, Wave
from yutang.trade.queries import CapKind
from yutang.trade.rules.contact import Contact

IN_TOTAL = date(1970, 1, 1)


def _change(
    lot_id: int,
    by: Person,
    opens_at: datetime | None = None,
    household_limit: int | None = None,
    *,
    by_ticket: bool = False,
) -> Lot:
    return actions.change_terms(
        lot_id,
        opens_at=opens_at,
        closes_at=None,
        buyer_limit=None,
        household_limit=household_limit,
        by_ticket=by_ticket,
        by=by,
    )


def _terms_noted(lot: Lot) -> int:
    return LotChange.objects.filter(lot=lot, kind="terms").count()


def _taken(cap: Cap | None, day: date = IN_TOTAL) -> int:
    count = CapCount.objects.filter(cap=cap, day=day).first()
    return count.taken if count else 0


def test_terms_are_changed_and_noted_once(lot: Lot, clerk: Person) -> None:
    opens_at = now() + timedelta(hours=1)
    for _again in range(2):
        _change(lot.pk, clerk, opens_at, household_limit=2, by_ticket=True)
    lot.refresh_from_db()
    assert (lot.opens_at, lot.household_limit, lot.by_ticket) == (opens_at, 2, True)
    assert _terms_noted(lot) == 1
    [view] = queries.lot_views([lot.pk])
    assert (view.opens_at, view.household_limit, view.by_ticket) == (opens_at, 2, True)


def test_terms_of_no_lot_are_not_found(db: None, clerk: Person) -> None:
    with pytest.raises(NotFound):
        _change(999_999, clerk)
    with pytest.raises(NotFound):
        actions.set_cap("orders", 5, [999_999])


def test_waves_are_planned_started_and_planned_anew(lot: Lot, clerk: Person) -> None:
    live_at = now()
    actions.plan_waves(lot.pk, [(120, 5), (60, 3)], clerk)
    assert [wave.at for wave in lot.waves.all()] == [None, None]
    actions.start_waves([lot.pk], live_at)
    actions.start_waves([lot.pk], live_at + timedelta(hours=1))
    [view] = queries.lot_views([lot.pk])
    assert [(wave.after_s, wave.units) for wave in view.waves] == [(60, 3), (120, 5)]
    assert view.next_wave_at == live_at + timedelta(seconds=60)
    Wave.objects.filter(after_s=60).update(released_at=live_at)
    actions.plan_waves(lot.pk, [(180, 9)], clerk)
    assert list(lot.waves.order_by("after_s").values_list("after_s", flat=True)) == [60, 180]
    [view] = queries.lot_views([lot.pk])
    assert view.next_wave is not None
    assert (view.next_wave.after_s, view.next_wave_at) == (180, None)


def test_coupons_are_for_their_lot_and_end_together(lot: Lot, clerk: Person) -> None:
    codes = actions.add_coupons(lot.pk, 5, 2, clerk)
    lot.refresh_from_db()
    assert lot.by_coupon
    assert [(view.code, view.uses_most, view.used) for view in queries.coupons_of(lot.pk)] == [
        (code, 2, 0) for code in codes
    ]
    actions.end_coupons(lot.pk, clerk)
    lot.refresh_from_db()
    assert not lot.by_coupon
    assert all(view.ended_at for view in queries.coupons_of(lot.pk))
    with pytest.raises(errors.BadCoupons):
        actions.add_coupons(lot.pk, 0, 1, clerk)


def test_an_order_uses_a_coupon_of_its_own_lot_only(
    lot: Lot, oil_lot: Lot, held_order: Order
) -> None:
    [code] = actions.add_coupons(oil_lot.pk, 1)
    coupon = Coupon.objects.get(code=code)
    held_order.pk, held_order.key, held_order.coupon_id = uuid4(), uuid4(), coupon.pk
    with pytest.raises(IntegrityError, match="not all there"), transaction.atomic():
        held_order.save(force_insert=True)
    held_order.lot = oil_lot
    held_order.save(force_insert=True)
    with pytest.raises(IntegrityError, match="keeps its"), transaction.atomic():
        Order.objects.filter(pk=held_order.pk).update(coupon_id=None)
    with pytest.raises(IntegrityError, match="coupon deleted has orders"), transaction.atomic():
        coupon.delete()


@pytest.mark.parametrize("kind", ["orders", "fen", "parcels_day"])
def test_what_a_cap_counts_follows_the_orders(
    kind: CapKind, lot: Lot, oil_lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    before = order_of(buyer, lot, 2)
    cap = actions.set_cap(kind, 100_000, [lot.pk], sale_id=7)
    day = wall(now()).date() if kind == "parcels_day" else IN_TOTAL

    def share(*orders: int) -> int:
        return sum(orders) * PRICE_FEN if kind == "fen" else len(orders)

    assert _taken(cap, day) == share(2)
    after, paid = order_of(buyer, lot, 1), order_of(buyer, lot, 3)
    order_of(buyer, oil_lot, 1)
    actions.mark_paid(paid.pk)
    assert _taken(cap, day) == share(2, 1, 3)
    actions.cancel(before.pk)
    actions.cancel(paid.pk)
    assert _taken(cap, day) == share(1)
    Order.objects.filter(pk=after.pk).update(state="expired")
    assert _taken(cap, day) == 0
    [view] = queries.caps_of_sale(7)
    assert (view.kind, view.taken, view.lots) == (kind, 0, (lot.pk,))


def test_an_order_gives_back_to_the_day_on_which_it_was_placed(
    lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    cap = actions.set_cap("parcels_day", 10, [lot.pk])
    midnight = wall(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    late = order_of(buyer, lot, 1, at=midnight - timedelta(seconds=1))
    order_of(buyer, lot, 1, at=midnight)
    yesterday, today = (midnight - timedelta(days=1)).date(), midnight.date()
    assert (_taken(cap, yesterday), _taken(cap, today)) == (1, 1)
    actions.cancel(late.pk)
    assert (_taken(cap, yesterday), _taken(cap, today)) == (0, 1)


def test_deleted_orders_give_back_what_they_took(held_order: Order, lot: Lot) -> None:
    cap = actions.set_cap("orders", 10, [lot.pk])
    assert _taken(cap) == 1
    with connection.cursor() as cursor:
        cursor.execute("delete from trade_order where id = %s", [held_order.pk])
    assert _taken(cap) == 0


def test_a_cap_set_again_has_its_new_lots_and_is_counted_anew(
    lot: Lot, oil_lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    order_of(buyer, lot, 1)
    order_of(buyer, oil_lot, 1)
    cap = actions.set_cap("orders", 10, [lot.pk], sale_id=7)
    again = actions.set_cap("orders", 1, [lot.pk, oil_lot.pk], sale_id=7)
    assert cap == again
    assert _taken(cap) == 2
    assert Cap.objects.get().had == 2, "set below what is taken already"
    assert queries.caps_of_sale(7)[0].taken >= queries.caps_of_sale(7)[0].most
    noted = [_terms_noted(lot), _terms_noted(oil_lot)]
    actions.set_cap("orders", 1, [lot.pk, oil_lot.pk], sale_id=7)
    assert [_terms_noted(lot), _terms_noted(oil_lot)] == noted, "nothing changed"
    actions.set_cap("orders", 1, [oil_lot.pk], sale_id=7)
    assert _taken(cap) == 1
    assert actions.set_cap("orders", None, [], sale_id=7) is None
    assert not queries.caps_of_sale(7)
    assert not CapCount.objects.exists()


def test_a_cap_has_a_number_and_a_lot(lot: Lot) -> None:
    for most, lots in ((0, [lot.pk]), (5, list[int]())):
        with pytest.raises(errors.BadCap):
            actions.set_cap("orders", most, lots)


# Households


def test_a_household_has_what_the_lot_allows_it_whoever_orders(
    lot: Lot, buyer: Person, stranger: Person, contact: Contact, order_of: OrderOf
) -> None:
    Lot.objects.filter(pk=lot.pk).update(household_limit=3)
    first, second = order_of(buyer, lot, 2), order_of(stranger, lot, 2)
    elsewhere = replace(contact, detail="宽城镇北街2号")
    actions.give_contact(first.pk, contact, buyer)
    same_home = replace(contact, name="王大娘", detail="宽城镇 北街 一号")
    with pytest.raises(errors.HouseholdLimit) as refused:
        actions.give_contact(second.pk, same_home, stranger)
    assert refused.value.fields == {"left": 1}
    assert Order.objects.get(pk=second.pk).contact_sealed is None
    actions.give_contact(second.pk, elsewhere, stranger)
    actions.give_contact(first.pk, contact, buyer)  # its own units do not count against it
    actions.cancel(first.pk)
    actions.give_contact(second.pk, same_home, stranger)


def test_without_a_limit_a_household_orders_what_it_likes(
    lot: Lot, buyer: Person, contact: Contact, order_of: OrderOf
) -> None:
    for _ in range(3):
        order = actions.give_contact(order_of(buyer, lot, 2).pk, contact, buyer)
        assert len(bytes(order.household or b"")) == 16

"""Months on this platform are what its orders paid, less what went back; and the yearly limit."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import VILLAGE
from tests.stall import OrderOf

from yutang.goods.models import Producer
from yutang.kernel.clock import now, today
from yutang.people.models import Opening, Person
from yutang.shops import access, actions, queries
from yutang.shops.actions.own import month_of
from yutang.shops.errors import BadMonth, TypedHere
from yutang.shops.models import Listing, Shop, ShopMonth, SyncPoint
from yutang.shops.queries.limits import keeper_years
from yutang.shops.rules.counting import Period
from yutang.shops.rules.limits import LIMITS, limit_of, standing
from yutang.shops.rules.merging import Figures
from yutang.trade.models import Lot

ShopOf = Callable[..., Shop]
ListingOf = Callable[..., Listing]
Merged = Callable[..., dict[str, int]]
FIELDS = ("orders", "units", "sales_fen", "refunds_fen")


@pytest.fixture
def paid_of(oil_lot: Lot, buyer: Person, order_of: OrderOf, contact: Any) -> Callable[[int], Any]:
    """Return a function that buys and pays so many bottles of oil."""
    from yutang.money import actions as money
    from yutang.trade import actions as trade

    def paid(units: int) -> Any:
        order = order_of(buyer, oil_lot, units)
        trade.give_contact(order.pk, contact, buyer)
        money.pay(order.pk, buyer, "test")
        return order

    return paid


@pytest.fixture
def unpaid(oil_lot: Lot, buyer: Person, order_of: OrderOf) -> Any:
    """An order that nobody has paid yet."""
    return order_of(buyer, oil_lot, 1)


def test_own_months_are_counted_from_orders_and_again_when_refunds_come(
    shop_of: ShopOf,
    producer: Producer,
    paid_of: Callable[[int], Any],
    unpaid: object,
) -> None:
    from yutang.money import actions as money

    first, _second = paid_of(2), paid_of(1)
    shop = shop_of("王家油坊", producer_id=producer.pk)
    month = ShopMonth.objects.get(listing__shop=shop)
    assert month.month == month_of(now())
    assert [getattr(month, each) for each in FIELDS] == [2, 3, 16_500, 0]
    assert (month.source, actions.count_new()) == ("own", 0)
    money.refund(first.pk, 1_000, "dented", None, "a")
    assert actions.count_new() == 1
    month = ShopMonth.objects.get(listing__shop=shop)
    assert [getattr(month, each) for each in FIELDS] == [2, 3, 16_500, 1_000]
    assert list(month.listing.earlier.values_list(*FIELDS)) == [(2, 3, 16_500, 0)]
    assert SyncPoint.objects.get().ledger_id is None, "the latest are read again"
    (total,) = queries.village_totals(Period(month.month, month.month))
    assert total.sales_fen == 15_500


def test_own_months_are_never_typed(shop_of: ShopOf, producer: Producer, farmer: Person) -> None:
    shop = shop_of("王家油坊", producer_id=producer.pk)
    listing = shop.listings.get()
    with pytest.raises(TypedHere):
        actions.enter_month(listing.pk, today(), Figures(1, 1, 1, 0), farmer)


def test_a_keeper_enters_months_of_their_own_shop(
    listing_of: ListingOf, farmer: Person, stranger: Person
) -> None:
    from yutang.kernel.errors import NotFound

    listing = listing_of("a", mobile="13800000001")
    actions.enter_month(listing.pk, date(2018, 3, 1), Figures(2, 3, 400, 0), farmer)
    month = ShopMonth.objects.get()
    assert (month.source, month.by_id, month.sales_fen) == ("hand", farmer.pk, 400)
    assert access.keeps(farmer, listing.shop_id)
    with pytest.raises(NotFound):
        actions.enter_month(listing.pk, date(2018, 3, 1), Figures(2, 3, 400, 0), stranger)
    for wrong in (date(2017, 12, 1), today() + timedelta(days=40)):
        with pytest.raises(BadMonth):
            actions.enter_month(listing.pk, wrong, Figures(2, 3, 400, 0), farmer)


def test_opening_a_keepers_name_is_kept(shop_of: ShopOf, clerk: Person) -> None:
    shop = shop_of("a", mobile="13800000091")
    keeper = actions.open_keeper(shop.pk, clerk, "核对月销售")
    assert (keeper.name, keeper.mobile) == ("王大娘", "13800000091")
    assert (shop.keeper_masked, shop.phone_tail) == ("王**", "0091")
    opening = Opening.objects.get()
    assert (opening.by_id, opening.subject) == (clerk.pk, f"shops:{shop.pk}")


def test_a_persons_limit_is_over_all_their_shops_and_platforms(
    listing_of: ListingOf, merged: Merged
) -> None:
    one = listing_of("a", mobile="13800000091")
    two = listing_of("b", "jd", mobile="13800000091")
    firm = listing_of("c", keeper_kind="firm", keeper="某公司", is_demo=True)
    grower = listing_of("d", mobile="13800000092", own_grown=True)
    at = datetime(2022, 1, 2, tzinfo=UTC)
    for listing in (one, two, firm, grower):
        merged([(listing.pk, date(2021, 6, 1), 9, 4_500_000)], at)
    (near,) = keeper_years(2021, [VILLAGE[:6]])
    assert (near.sales_fen, near.percent, near.standing) == (9_000_000, 90, "near")
    assert [name for _number, name in near.shops] == ["店a", "店b"]
    merged([(two.pk, date(2021, 7, 1), 9, 1_000_001)], at)
    (over,) = keeper_years(2021, [VILLAGE[:6]])
    assert over.standing == "over"
    assert keeper_years(2019, [VILLAGE[:6]]) == []


def test_at_the_limit_one_need_not_register() -> None:
    limit = LIMITS[0]
    assert limit_of(2019) is None
    sums = (limit.fen * 8 // 10 - 1, limit.fen * 8 // 10, limit.fen, limit.fen + 1)
    assert [standing(fen, limit, own_grown=False) for fen in sums] == [
        *("below", "near", "near", "over")
    ]
    assert standing(10 * limit.fen, limit, own_grown=True) == "own_grown"

"""What a buyer pays for the way is no sale: figures are the goods' money."""

import pytest
from tests.stall import PRICE_FEN, OrderOf

from yutang.insight import measures, queries
from yutang.insight.rows import Slice
from yutang.live.models import Sale
from yutang.money import actions as money
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade.models import Lot
from yutang.trade.rules.contact import Contact


@pytest.mark.parametrize("cancelled", [False, True])
def test_freight_is_in_no_figure(  # noqa: PLR0917 - fixtures
    live_sale: Sale,
    buyer: Person,
    lot: Lot,
    order_of: OrderOf,
    contact: Contact,
    cancelled: bool,  # noqa: FBT001 - a case
) -> None:
    order = order_of(buyer, lot, 2, live_sale.pk)
    trade.give_contact(order.pk, contact, buyer, knows_fresh=True, freight_fen=800)
    money.pay(order.pk, buyer, "cod" if not cancelled else "test")
    if cancelled:
        money.cancel(order.pk, buyer)
    whole = Slice(live_sale.pk)
    goods_fen = 2 * PRICE_FEN
    net = queries.value(whole, measures.NET_SALES).number
    refunds = queries.value(whole, measures.REFUNDS).number
    assert (net, refunds) == ((0, goods_fen) if cancelled else (goods_fen, 0))

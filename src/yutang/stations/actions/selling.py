"""A shop's shelf: units moved there, sold over the counter, taken back.

The units of a shelf are a lot of their own (see `models`), so every move is one of the trade
room's verbs on two lots, and a sale is an ordinary order: taken by intake, paid in cash, sent and
received at once. Lots are locked in the order of their ids.
"""

from uuid import UUID

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.money import actions as money
from yutang.money.actions.paying import take_cash
from yutang.people import actions as accounts
from yutang.people import queries as everybody
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.plumbing import rounds
from yutang.plumbing.seal import unseal
from yutang.shares.actions.shelves import carry_over
from yutang.stations import access, rules
from yutang.stations.errors import BadSale, NoShop, NotSoldNow, ShelfEmpty, StationClosed
from yutang.stations.models import CounterSale, Shelf, Station, StationKind, Transfer
from yutang.trade import access as trade_access
from yutang.trade import actions as trade
from yutang.trade import queries as lots
from yutang.trade.hauls import intake
from yutang.trade.hauls.intake import Outcome
from yutang.trade.rules import Answer, Wish
from yutang.trade.rules.contact import Contact

COUNTER = "柜台交货"
"""What stands in place of a parcel number: handed over at the counter."""


def put_on_shelf(station_id: int, lot_id: int, units: int, by: Person) -> Shelf:
    """Move units of a lot to a shop's shelf, at the lot's price and with its agreed split.

    From then on they can be bought over this counter only.

    Raises:
        NotFound: no such station, or the lot is not the person's to sell.
        NoShop, StationClosed: where it is to go.
        BadUnits, TooFewToWithdraw: how much; buyers were faster.
        Whatever `trade.open_lot` refuses.
    """
    station = Station.objects.filter(pk=station_id).first()
    source = trade_access.lots_to_sell(by).filter(pk=lot_id).first()
    if station is None or source is None:
        raise NotFound
    if station.kind != StationKind.SHOP:
        raise NoShop
    if station.closed_at is not None:
        raise StationClosed
    with transaction.atomic():
        # One after the other: two transfers to a new shelf make one shelf.
        Station.objects.select_for_update().get(pk=station_id)
        trade.withdraw_units(lot_id, units, by)
        shelf = Shelf.objects.filter(station=station, source=lot_id).first()
        if shelf is None:
            shelf = _new_shelf(station, source, units, by)
        else:
            trade.add_units(shelf.lot_id, units, by)
        Transfer.objects.create(shelf=shelf, kind=Transfer.Kind.PUT, units=units, at=now(), by=by)
    return shelf


def take_back(shelf_id: int, units: int, by: Person) -> Shelf:
    """Take unsold units from a shelf back to the lot they came from.

    Raises:
        NotFound: the shelf is not at a station of the person's.
        BadUnits, TooFewToWithdraw: how much; so many do not lie there.
    """
    shelf = access.shelf_for(by, shelf_id)
    with transaction.atomic():
        Station.objects.select_for_update().get(pk=shelf.station_id)
        trade.withdraw_units(shelf.lot_id, units, by)
        trade.add_units(shelf.source_id, units, by)
        Transfer.objects.create(shelf=shelf, kind=Transfer.Kind.BACK, units=units, at=now(), by=by)
    return shelf


def sell(shelf_id: int, units: int, key: UUID, by: Person, *, mobile: str = "") -> CounterSale:
    """Sell over the counter for cash. The same key again is the same sale.

    `mobile`: the customer's own number, if they want the order in their account; else it is kept
    under the keeper's. The customer sees the goods and takes them along, so fresh food is known.

    Raises:
        NotFound: the shelf is not at a station of the person's.
        BadSale, BadMobile: what was typed.
        ShelfEmpty: so many do not lie there. NotSoldNow: the lot is closed.
    """
    shelf = access.shelf_for(by, shelf_id)
    if not 1 <= units <= rules.UNITS_A_SALE_MOST:
        raise BadSale(most=rules.UNITS_A_SALE_MOST)
    buyer = _customer(mobile) or by
    with transaction.atomic():
        Station.objects.select_for_update().get(pk=shelf.station_id)
        known = CounterSale.objects.filter(key=key).first()
        if known is not None:
            return known
        order_id = _ordered(shelf, units, key, buyer)
        trade.give_contact(order_id, _here(shelf.station, buyer), buyer, knows_fresh=True)
        money.pay(order_id, buyer, "cod")
        trade.ship(order_id, COUNTER, by)
        take_cash(order_id, by)
        return CounterSale.objects.create(shelf=shelf, order_id=order_id, key=key, at=now(), by=by)


def _new_shelf(station: Station, source: trade_access.Lot, units: int, by: Person) -> Shelf:
    lot = trade.make_lot(
        source.product_id,
        price_fen=source.price_fen,
        units=units,
        batch_id=source.batch_id,
        by=by,
    )
    carry_over(source.pk, lot.pk)
    trade.open_lot(lot.pk, by)
    return Shelf.objects.create(station=station, source=source, lot=lot)


def _ordered(shelf: Shelf, units: int, key: UUID, buyer: Person) -> UUID:
    """Return the order that intake made of it.

    Raises:
        ShelfEmpty, NotSoldNow
    """
    connection.ensure_connection()
    wish = Wish(buyer.pk, key, shelf.lot_id, units)
    taken = rounds.run(connection.connection, intake.take([wish], now()))
    outcome: Outcome = taken.outcomes[0]
    if outcome.answer is Answer.SOLD_OUT:
        raise ShelfEmpty(left=lots.lot_views([shelf.lot_id])[0].available)
    if outcome.answer is not Answer.HELD or outcome.kept is None:
        raise NotSoldNow
    return UUID(str(outcome.kept.order))


def _customer(mobile: str) -> Person | None:
    if not mobile.strip():
        return None
    return everybody.by_mobile(mobile) or accounts.enrol(mobile, f"顾客{mobile.strip()[-4:]}")


def _here(station: Station, buyer: Person) -> Contact:
    """Return the counter as the place of delivery."""
    return Contact(
        name=buyer.name[:30],
        mobile=unseal(buyer.mobile_sealed),
        region=places.full_name(station.place_code[:6])[:60],
        region_code=station.place_code[:6],
        detail=f"{station.name} {station.address}"[:120],
    )

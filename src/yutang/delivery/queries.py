"""Reads of the delivery room: freight, when a parcel leaves, a buyer's own addresses."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yutang.delivery.gazetteer import national
from yutang.delivery.models import LotTerms, ProductTerms, SavedAddress, Tariff
from yutang.delivery.rules import freight as rates
from yutang.delivery.rules import ship_by as leaving
from yutang.delivery.rules.freight import ASSUMED, Charge, Freight, TariffFacts, Terms, ZoneFacts
from yutang.goods.queries import ProductView
from yutang.goods.queries import product_views as goods_views
from yutang.people.access import Person
from yutang.plumbing.seal import unseal
from yutang.trade import queries as trade
from yutang.trade.queries import LotView, OrderView
from yutang.trade.rules import contact as contacts
from yutang.trade.rules.contact import Contact


@dataclass(frozen=True)
class Cost:
    """What the carrier takes for one unit, and what of it the buyer pays; in fen."""

    fen: int
    buyer_fen: int
    is_delivered: bool
    is_assumed: bool
    """Nobody wrote a tariff down: a rough guess."""
    tariff_name: str


@dataclass(frozen=True)
class Sending:
    """How a product or lot is sent: its tariff, its weight packed, how soon it leaves."""

    tariff: TariffFacts
    tariff_id: int | None
    """None: nobody wrote one down."""
    is_chosen: bool
    """The product or the lot names the tariff itself."""
    unit_g: int | None
    within_h: int

    @property
    def not_there(self) -> str:
        """Where the carrier does not go, in words; empty for a tariff that nobody wrote down."""
        zones = self.tariff.zones if self.tariff_id is not None else ()
        areas = [area for zone in zones if not zone.is_delivered for area in zone.areas]
        return "、".join(national().full_name(area) or area for area in areas)

    def freight(self, units: int, goods_fen: int, region_code: str) -> Freight:
        """Return what so many units in one parcel to this county cost."""
        weight_g = rates.weight_of(units, self.unit_g, self.tariff.pack_g)
        return rates.freight(self.tariff, region_code, weight_g, goods_fen)


@dataclass(frozen=True)
class SavedView:
    """An address of the reader's own book."""

    id: int
    label: str
    contact: Contact
    is_default: bool
    used_at: datetime


def cost_of(lot_id: int, region_code: str = "") -> Cost:
    """Return what sending one unit of the lot costs the sender.

    Without region it is the typical one: everywhere that the tariff does not name. A lot that is
    not there costs nothing. Six queries.
    """
    lots = trade.lot_views([lot_id])
    if not lots:
        return Cost(0, 0, is_delivered=False, is_assumed=True, tariff_name="")
    sending = sending_of_lot(lots[0])
    each = sending.freight(1, lots[0].price_fen, region_code)
    return Cost(
        each.carrier_fen,
        each.buyer_fen,
        is_delivered=each.is_delivered,
        is_assumed=sending.tariff_id is None,
        tariff_name=sending.tariff.name,
    )


def freight_of(order: OrderView, region_code: str) -> Freight:
    """Return what the order's parcel costs when it goes to this county."""
    sending = sendings({order.lot_id: order.product})[order.lot_id]
    return sending.freight(order.quantity, order.amount_fen, region_code)


def freight_shown(order: OrderView, region_code: str | None) -> Freight | None:
    """Return the freight to show before anything is sent; None while it depends on where.

    No county yet: a sender who pays for the way says so at once.
    """
    sending = sendings({order.lot_id: order.product})[order.lot_id]
    if region_code is None:
        return Freight(0, 0) if sending.tariff.charge == "free" else None
    return sending.freight(order.quantity, order.amount_fen, region_code)


def ship_by(order: OrderView) -> datetime | None:
    """Return when the order's parcel must have left; None while it is not bought."""
    return ships_by([order]).get(order.id)


def ships_by(orders: Iterable[OrderView]) -> dict[UUID, datetime]:
    """Return by when each parcel must have left, by order; four queries for all of them.

    Orders that are not bought (held, expired) are left out.
    """
    listed = list(orders)
    bought = trade.bought_at([order.id for order in listed])
    sent = sendings({order.lot_id: order.product for order in listed})
    return {
        order.id: leaving.ship_by(bought[order.id], sent[order.lot_id].within_h)
        for order in listed
        if order.id in bought
    }


def sending_of_lot(lot: LotView) -> Sending:
    """Return how the lot is sent."""
    return sendings({lot.id: lot.product})[lot.id]


def sendings(lots: Mapping[int, ProductView]) -> dict[int, Sending]:
    """Return how lots are sent, by lot, each given with its product; four queries."""
    of_lots = {terms.lot_id: _terms(terms) for terms in LotTerms.objects.filter(lot__in=lots)}
    products = {product.id: product for product in lots.values()}
    of_products = _product_terms(products)
    counts = {
        lot: rates.merged([of_lots.get(lot, Terms()), of_products.get(product.id, Terms())])
        for lot, product in lots.items()
    }
    tariffs = _Tariffs(products.values(), counts.values())
    return {lot: tariffs.sending(product, counts[lot]) for lot, product in lots.items()}


def sending_of_product(product_id: int) -> Sending | None:
    """Return how a product is sent unless its lot says otherwise; None when there is none."""
    product = goods_views([product_id]).get(product_id)
    if product is None:
        return None
    said = _product_terms([product_id]).get(product_id, Terms())
    return _Tariffs([product], [said]).sending(product, said)


def terms_of_product(product_id: int) -> Terms:
    """Return what is written down for the product itself."""
    return _product_terms([product_id]).get(product_id, Terms())


def terms_of_lot(lot_id: int) -> Terms:
    """Return what is written down for the lot itself."""
    found = LotTerms.objects.filter(lot=lot_id).first()
    return _terms(found) if found else Terms()


def tariff_facts(tariff: Tariff) -> TariffFacts:
    """Return a tariff as the rules take it."""
    charges: dict[str, Charge] = {"free": "free", "surcharge": "surcharge", "full": "full"}
    return TariffFacts(
        name=tariff.name,
        zones=tuple(
            ZoneFacts(
                areas=tuple(zone.areas),
                is_delivered=zone.is_delivered,
                first_fen=zone.first_fen,
                step_fen=zone.step_fen,
                surcharge_fen=zone.surcharge_fen,
            )
            for zone in tariff.zones.all()
        ),
        first_g=tariff.first_g,
        step_g=tariff.step_g,
        pack_g=tariff.pack_g,
        charge=charges[tariff.charge],
        free_from_fen=tariff.free_from_fen,
        is_default=tariff.is_default,
    )


def tariffs_for(producer_id: int, county_code: str) -> list[Tariff]:
    """Return the tariffs that goods of a producer may use: its own, then its county's."""
    mine = Q(producer=producer_id) | Q(producer=None, county_code=county_code)
    return list(Tariff.objects.filter(mine).order_by("-producer", "-is_default", "name"))


def addresses_of(person: Person) -> list[SavedView]:
    """Return the person's own addresses, opened for them: the default, then the last used."""
    kept = SavedAddress.objects.filter(person=person).order_by("-is_default", "-used_at", "-id")
    return [saved_view(saved) for saved in kept]


def saved_view(saved: SavedAddress) -> SavedView:
    """Open one address, for its owner."""
    contact = contacts.from_json(unseal(saved.contact_sealed))
    return SavedView(saved.pk, saved.label, contact, saved.is_default, saved.used_at)


def _product_terms(product_ids: Collection[int]) -> dict[int, Terms]:
    found = ProductTerms.objects.filter(product__in=product_ids)
    return {terms.product_id: _terms(terms) for terms in found}


def _terms(said: LotTerms | ProductTerms) -> Terms:
    return Terms(said.tariff_id, said.ship_within_h, said.packed_g)


class _Tariffs:
    """The tariffs that some products may need, read at once."""

    def __init__(self, products: Iterable[ProductView], terms: Iterable[Terms]) -> None:
        listed = list(products)
        named = Q(pk__in={said.tariff_id for said in terms if said.tariff_id})
        own = Q(producer__in={product.producer_id for product in listed}, is_default=True)
        counties = {_county(product) for product in listed}
        default = Q(producer=None, county_code__in=counties, is_default=True)
        found = Tariff.objects.filter(named | own | default).prefetch_related("zones")
        self._by_id = {tariff.pk: tariff for tariff in found}

    def sending(self, product: ProductView, said: Terms) -> Sending:
        tariff = self._of(product, said)
        return Sending(
            tariff=tariff_facts(tariff) if tariff else ASSUMED,
            tariff_id=tariff.pk if tariff else None,
            is_chosen=said.tariff_id in self._by_id,
            unit_g=said.packed_g or product.net_weight_g,
            within_h=leaving.within_h(said.ship_within_h, perishable=product.perishable),
        )

    def _of(self, product: ProductView, said: Terms) -> Tariff | None:
        if said.tariff_id in self._by_id:
            return self._by_id[said.tariff_id]
        defaults = [tariff for tariff in self._by_id.values() if tariff.is_default]
        own = [tariff for tariff in defaults if tariff.producer_id == product.producer_id]
        county = [
            tariff
            for tariff in defaults
            if tariff.producer_id is None and tariff.county_code == _county(product)
        ]
        return next(iter([*own, *county]), None)


def _county(product: ProductView) -> str:
    return product.village_code[:6]

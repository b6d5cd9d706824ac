"""What our own goods cost a kilogram: asked for now, and got over some days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from yutang.goods import queries as goods
from yutang.kernel.clock import today
from yutang.kernel.money import price_per_kg_fen
from yutang.prices.models import QuotedGood
from yutang.prices.queries.goods import goods_for_products, products_of
from yutang.prices.rules.drawing import Point
from yutang.trade.queries.asking import asked
from yutang.trade.queries.sold import sold_by_day

SOLD_DAYS = 30


@dataclass(frozen=True)
class OwnPrice:
    """A product of ours beside the market; fen a kilogram, None where it is not known."""

    product_id: int
    title: str
    county_code: str
    county_name: str
    unit_name: str
    net_weight_g: int | None
    asked_fen: int | None
    """The lowest of its open lots."""
    sold_fen: int | None
    """What was paid on average over the last days."""
    is_demo: bool

    @property
    def fen(self) -> int | None:
        """What it costs: what is asked now, else what was paid lately."""
        return self.asked_fen if self.asked_fen is not None else self.sold_fen

    @property
    def has_no_weight(self) -> bool:
        """Without a net weight there is no price of a kilogram."""
        return not self.net_weight_g


def products_beside(good: QuotedGood) -> list[int]:
    """Return our products that are compared with a good: those a clerk named, those of its class.

    By the class only products on offer now, and only where no other good has that class.
    """
    named = products_of(good.pk)
    offered = [pk for pk in asked() if pk not in set(named)]
    views = goods.product_views(offered) if offered and good.class_code else {}
    classes = {pk: view.class_code for pk, view in views.items()}
    by_class = [pk for pk, each in goods_for_products(classes).items() if each.good.pk == good.pk]
    return [*named, *sorted(by_class)]


def own_prices(product_ids: Collection[int]) -> list[OwnPrice]:
    """Return what these products cost a kilogram, the cheapest first, unknown ones last."""
    views = goods.product_views(product_ids)
    offers = asked(product_ids)
    sold = _sold(product_ids, today() - timedelta(days=SOLD_DAYS - 1), today())
    found = []
    for pk, view in views.items():
        grams = view.net_weight_g
        offer = offers.get(pk)
        units, fen = sold.get(pk, (0, 0))
        found.append(
            OwnPrice(
                pk, view.title, view.county_code, view.county_name, view.unit_name, grams,
                price_per_kg_fen(offer.price_fen, grams) if offer and grams else None,
                price_per_kg_fen(fen, units * grams) if units and grams else None,
                view.is_demo,
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (each.fen is None, each.fen or 0, each.product_id))


def own_series(product_ids: Collection[int], first: date, last: date) -> list[Point]:
    """Return what buyers paid for a kilogram of these products together, by the day of ordering."""
    weights = {pk: view.net_weight_g for pk, view in goods.product_views(product_ids).items()}
    days: dict[date, list[int]] = {}
    for each in sold_by_day({}, list(weights)) if weights else ():
        grams = weights.get(each.product_id)
        if grams and each.units and first <= each.day <= last:
            day = days.setdefault(each.day, [0, 0])
            day[0] += each.net_fen
            day[1] += each.units * grams
    return [Point(day, price_per_kg_fen(fen, grams)) for day, (fen, grams) in sorted(days.items())]


def _sold(product_ids: Collection[int], first: date, last: date) -> dict[int, tuple[int, int]]:
    """Return units and fen that were sold of each product between two days."""
    found: dict[int, tuple[int, int]] = {}
    for each in sold_by_day({}, list(product_ids)) if product_ids else ():
        if first <= each.day <= last:
            units, fen = found.get(each.product_id, (0, 0))
            found[each.product_id] = (units + each.units, fen + each.net_fen)
    return found

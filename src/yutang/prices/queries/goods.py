"""Prices of goods: the latest, day by day, by market; in fen a kilogram."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from yutang.plumbing import statements
from yutang.prices.models import COUNTING, GoodName, GoodOfProduct, Quote, QuotedGood


class Latest(NamedTuple):
    """A good on the last day it was quoted, and a week or two before."""

    good: QuotedGood
    day: date
    low_fen: int
    mean_fen: int
    high_fen: int
    markets: int
    was_on: date | None
    was_fen: int | None

    @property
    def change(self) -> float | None:
        """In percent of a week or two before; None where nothing is known of then."""
        if not self.was_fen:
            return None
        return round((self.mean_fen - self.was_fen) * 100 / self.was_fen, 1)


class DayPrice(NamedTuple):
    """A good on a day, over all its names and markets: lowest, mean of means, highest."""

    day: date
    low_fen: int
    mean_fen: int
    high_fen: int
    quotes: int
    markets: int


class MarketBeside(NamedTuple):
    """A market between two days: mean of its means, and the last of them."""

    market_id: int
    name: str
    place_code: str
    quotes: int
    mean_fen: int
    last_fen: int
    last_day: date
    is_demo: bool


class MarketPrice(NamedTuple):
    """What markets asked for a good between two days, and what that rests on."""

    mean_fen: int
    quotes: int
    markets: int
    first_day: date
    last_day: date


class QuotedFor(NamedTuple):
    """Which quoted good a product is compared with, and why."""

    good: QuotedGood
    how: str
    """``said`` by a clerk, or by the ``class`` where it has one good only."""


def quoted_goods(text: str = "") -> QuerySet[QuotedGood]:
    """Return the goods that are quoted at all and whose name holds the text, by class and name."""
    quotes = Quote.objects.filter(name=OuterRef("pk"), state__in=COUNTING)
    names = GoodName.objects.filter(Exists(quotes), good=OuterRef("pk"))
    found = QuotedGood.objects.filter(Exists(names))
    if text:
        alias = GoodName.objects.filter(good=OuterRef("pk"), name__icontains=text)
        found = found.filter(Q(name__icontains=text) | Q(name_en__icontains=text) | Exists(alias))
    return found.order_by("class_code", "name")


def latest(goods: Collection[QuotedGood]) -> list[Latest]:
    """Return the latest prices of these goods, in their order; goods without any are left out."""
    by_id = {good.pk: good for good in goods}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "goods_latest"), {"goods": list(by_id)})
        return [Latest(by_id[row[0]], *row[1:]) for row in cursor]


def series(good_id: int, first: date, last: date, market_id: int | None = None) -> list[DayPrice]:
    """Return the good's prices day by day, days without quotes left out."""
    asked: dict[str, Any] = {"good": good_id, "first": first, "last": last, "market": market_id}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "series"), asked)
        return [DayPrice(*row) for row in cursor]


def markets_beside(good_id: int, first: date, last: date) -> list[MarketBeside]:
    """Return the markets that quoted the good, the cheapest first."""
    asked: dict[str, Any] = {"good": good_id, "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "markets_beside"), asked)
        return [MarketBeside(*row) for row in cursor]


def market_prices(good_ids: Collection[int], first: date, last: date) -> dict[int, MarketPrice]:
    """Return what markets asked for these goods between two days; goods without quotes left out."""
    asked: dict[str, Any] = {"goods": list(good_ids), "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "market_means"), asked)
        return {row[0]: MarketPrice(*row[1:]) for row in cursor}


def market_price(good_id: int, first: date, last: date) -> MarketPrice | None:
    """Return what markets asked for a good between two days; None: nobody quoted it."""
    return market_prices([good_id], first, last).get(good_id)


def days_of(good_id: int) -> tuple[date, date] | None:
    """Return the first and the last day the good was quoted; None: never."""
    days = Quote.objects.filter(name__good=good_id, state__in=COUNTING).order_by("day")
    first = days.values_list("day", flat=True).first()
    last = days.values_list("day", flat=True).last()
    return (first, last) if first is not None and last is not None else None


def quotes_of(good_id: int, first: date, last: date) -> QuerySet[Quote]:
    """Return the quotes that count, the latest first: the rows behind a price."""
    return (
        Quote.objects.filter(name__good=good_id, state__in=COUNTING, day__gte=first, day__lte=last)
        .select_related("market", "name")
        .order_by("-day", "market__name", "pk")
    )


def good_for_product(product_id: int, class_code: str = "") -> QuotedFor | None:
    """Return the quoted good a product is compared with.

    What a clerk said comes first; else the good of the product's own class (6 digits), when there
    is one such good only. None: nobody knows.
    """
    said = GoodOfProduct.objects.select_related("good").filter(product=product_id).first()
    if said is not None:
        return QuotedFor(said.good, "said")
    return goods_for_products({product_id: class_code}).get(product_id)


def goods_for_products(products: dict[int, str]) -> dict[int, QuotedFor]:
    """Return the quoted goods of these products, given with their classes; two queries."""
    said = GoodOfProduct.objects.select_related("good").filter(product__in=products)
    found = {each.product_id: QuotedFor(each.good, "said") for each in said}
    open_ones = {pk: code for pk, code in products.items() if pk not in found and len(code) == 6}  # noqa: PLR2004 - a crop's own class
    goods = QuotedGood.objects.filter(class_code__in=set(open_ones.values()))
    by_class: dict[str, list[QuotedGood]] = {}
    for good in goods:
        by_class.setdefault(good.class_code, []).append(good)
    for pk, code in open_ones.items():
        if len(by_class.get(code, ())) == 1:
            found[pk] = QuotedFor(by_class[code][0], "class")
    return found


def products_of(good_id: int) -> list[int]:
    """Return the ids of the products that a clerk said are compared with this good."""
    return list(GoodOfProduct.objects.filter(good=good_id).values_list("product_id", flat=True))


def names_of(good_id: int) -> QuerySet[GoodName]:
    """Return how lists call this good."""
    return GoodName.objects.filter(good=good_id).select_related("decided_by").order_by("name")

"""Goods of the demo's counties that are not in its sale: producers, products, pictures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yutang.cli.demo import samples
from yutang.cli.demo.villages.sample import County, Good

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Write down the products that are missing, with their producers; each may be offered."""
    goods = [good for county in counties for good in county.goods]
    return sum(_write(good, clerks) for good in goods)


def product_of(good: Good) -> int | None:
    """Return the id of a good's product, None before it is painted."""
    from yutang.goods import queries

    producer = queries.producer_named(good.village, good.producer)
    return None if producer is None else queries.product_named(producer, good.name)


def _write(good: Good, clerks: "Clerks") -> int:
    from yutang.goods import queries
    from yutang.kernel.clock import today

    if product_of(good) is not None:
        return 0
    product = samples.bring_product(good.says, good.picture)
    if queries.batch_numbered(product, f"{good.key.upper()}-01") is None:
        samples.stock(product, f"{good.key.upper()}-01", 2_000_000, today(), clerks.first)
    return 1

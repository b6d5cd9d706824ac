"""What is asked for products on offer now: for who compares prices."""

from collections.abc import Collection
from typing import NamedTuple

from yutang.trade.models import Lot, LotState


class Asked(NamedTuple):
    """The lowest price of a product's open lots, in fen a unit, and how many lots are open."""

    price_fen: int
    lots: int


def asked(product_ids: Collection[int] | None = None) -> dict[int, Asked]:
    """Return what is asked for these products (all by default), in lots that are open."""
    lots = Lot.objects.filter(state=LotState.OPEN, is_rehearsal=False)
    if product_ids is not None:
        lots = lots.filter(product__in=product_ids)
    found: dict[int, list[int]] = {}
    for product, price in lots.values_list("product", "price_fen"):
        found.setdefault(product, []).append(price)
    return {product: Asked(min(prices), len(prices)) for product, prices in found.items()}

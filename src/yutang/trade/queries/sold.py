"""What was sold of products, day by day, and which places share buyers: for who counts sales."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from yutang.plumbing import statements


class SoldDay(NamedTuple):
    """Orders of a product that stand, placed on a Shanghai day; fen less what went back."""

    product_id: int
    day: date
    orders: int
    units: int
    net_fen: int


def sold_by_day(
    given_back: Mapping[UUID, int], product_ids: Collection[int] | None = None
) -> Iterator[SoldDay]:
    """Yield what was sold of each product (of all by default) on each day, by product and day.

    Counted are orders that are paid, or to be paid on delivery, and what came of them; no
    rehearsals. The amount is the goods', without freight. `given_back`: fen that went back to the
    buyers of these orders, as the money room knows; no order counts less than nothing.
    """
    asked = {
        "products": None if product_ids is None else list(product_ids),
        "orders": list(given_back),
        "fen": list(given_back.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.load("trade", "sold_by_day"), asked)
        for row in cursor:
            yield SoldDay(*row)


def shared_buyers(
    products: Mapping[int, str], pairs: Collection[tuple[str, str]], first: date, last: date
) -> dict[tuple[str, str], int]:
    """Return how many people bought in both of two groups, between two Shanghai days inclusive.

    `products`: product to the name of its group. Counts only, no persons; a caller that shows
    them tells none below ten.
    """
    import numpy as np  # noqa: PLC0415 - takes long, and only a count needs it

    asked: dict[str, Any] = {
        "products": list(products),
        "groups": list(products.values()),
        "first": first,
        "last": last,
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.load("trade", "buyers_of_groups"), asked)
        bought = {group: np.array(buyers, np.int64) for group, buyers in cursor}
    # Pairs are many and sets small: eight bytes a buyer are held, not a row.
    return {
        (one, other): len(np.intersect1d(bought[one], bought[other], assume_unique=True))
        for one, other in pairs
        if one in bought and other in bought
    }

"""The graph of batches: what went into one, what was made of it, what is left of it."""

from typing import Literal, NamedTuple

from django.db import connection
from django.db.models import Sum

from yutang.goods import claims
from yutang.goods.models import Batch, BatchFlow
from yutang.plumbing import statements

Way = Literal["up", "down"]
_STATEMENTS = {"up": "batch_ancestors", "down": "batch_descendants"}


class Stock(NamedTuple):
    """What became of a batch's grams. `offered_g`: sold or on offer, where units have a weight."""

    quantity_g: int
    passed_g: int
    offered_g: int

    @property
    def left_g(self) -> int:
        return self.quantity_g - self.passed_g - self.offered_g


def batch_family(batch_id: int, way: Way) -> tuple[int, ...]:
    """Return the batch and all that went into it (`up`) or was made of it (`down`), nearest first.

    A flow goes from an earlier batch to a later one, so the order of ids is the order of making.
    """
    with connection.cursor() as cursor:
        cursor.execute(statements.load("goods", _STATEMENTS[way]), {"batch": batch_id})
        return tuple(row[0] for row in cursor.fetchall())


def stock_of(batch_id: int) -> Stock:
    """Return what became of the batch; under its lock (`actions.lock_batch`) nothing moves."""
    batch = Batch.objects.select_related("product").get(pk=batch_id)
    passed = BatchFlow.objects.filter(source=batch_id).aggregate(grams=Sum("grams"))["grams"] or 0
    weight_g = batch.product.net_weight_g or 0
    return Stock(batch.quantity_g, passed, claims.units_of(batch_id) * weight_g)

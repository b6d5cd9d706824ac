"""Doors of the parcels room. Who may send an order is the trade room's to say; a batch is called
back by whoever runs its producer's register.
"""

from dataclasses import dataclass

from yutang.goods import access as goods
from yutang.goods import queries
from yutang.goods.queries import ProductView
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.trade.queries import OrderView


@dataclass(frozen=True)
class BatchToRecall:
    """A batch that the person may call back."""

    id: int
    number: str
    product: ProductView


def batch_to_recall(person: Person, batch_id: int) -> BatchToRecall:
    """Return the batch.

    Raises:
        NotFound: there is none, or its register is not the person's to run.
    """
    told = queries.trace_of(batch_id)
    if told is None:
        raise NotFound
    product = goods.product_for(person, told.batch.product_id)
    return BatchToRecall(
        batch_id, told.batch.number, queries.product_views([product.pk])[product.pk]
    )


def sends(person: Person, order: OrderView) -> bool:
    """Tell whether the order is the person's to send: the producer's, or the clerk's."""
    if order.product.producer_person_id == person.pk:
        return True
    return people.may(person, "clerk", order.product.origin_code)

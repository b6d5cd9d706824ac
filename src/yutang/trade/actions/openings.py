"""That somebody opened the receivers of orders is kept, order by order."""

from collections.abc import Iterable

from django.db import transaction

from yutang.people import actions as people
from yutang.people.access import Person
from yutang.trade.models import Order


@transaction.atomic
def note_openings(orders: Iterable[Order], by: Person, reason: str) -> None:
    """Keep that `by` opened who receives these orders, and why; orders without receiver are not."""
    for order in orders:
        if order.contact_sealed is not None:
            people.record_opening(by, order.buyer, "contact", f"trade:{order.pk}", reason)

"""Orders in a line each, for those who list thousands: what was bought, for how much."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from yutang.plumbing.reader import reads_english
from yutang.trade.models import Order


@dataclass(frozen=True)
class OrderBrief:
    """What one order was for. Amount in fen."""

    id: UUID
    product_name: str
    quantity: int
    amount_fen: int

    @property
    def number(self) -> str:
        """The short number people tell each other, as an `OrderView` has it."""
        return self.id.hex[-8:].upper()


def order_briefs(ids: Collection[UUID]) -> dict[UUID, OrderBrief]:
    """Return these orders in brief by their ids, goods by the name the reader reads: one query."""
    in_english = reads_english()
    rows = Order.objects.filter(pk__in=ids).values_list(
        "pk", "lot__product__name", "lot__product__name_en", "quantity", "amount_fen"
    )
    return {
        pk: OrderBrief(pk, (in_english and name_en) or name, quantity, fen)
        for pk, name, name_en, quantity, fen in rows
    }

"""A sale's row, locked: whatever changes a sale queues here."""

from yutang.kernel.errors import NotFound
from yutang.live.models import Sale


def locked(sale_id: int) -> Sale:
    """Return the sale with its row locked until the transaction ends.

    Not its key: chat and viewings, which only point at the sale, need not wait.

    Raises:
        NotFound: there is none.
    """
    sale = Sale.objects.select_for_update(no_key=True).filter(pk=sale_id).first()
    if sale is None:
        raise NotFound
    return sale

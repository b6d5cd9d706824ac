"""What a lot takes of its batch: never more than is left of it, and nothing that may not be sold.

The batch's row is locked behind the lot's, so two lots that take from one batch queue up.
"""

from django.db.models import Sum

from yutang.goods import actions as goods
from yutang.goods import queries
from yutang.trade.models import Lot, LotState, Wave


def check_units(lot: Lot, more: int) -> None:
    """Let the lot have so many units more, counted as though it were open already.

    A closed lot takes nothing of its batch but what its buyers have; that it is planned within
    what is left shows early what opening it would refuse. Rehearsed lots take nothing.

    Raises:
        BatchShort: less is left of the batch.
    """
    if lot.batch_id is None or lot.is_rehearsal:
        return
    uncounted = 0 if lot.state == LotState.OPEN else lot.available + _coming(lot)
    goods.take_units(lot.batch_id, more + uncounted)


def check_opening(lot: Lot) -> None:
    """Let the lot be opened.

    Raises:
        BatchNeeded, CertificateNeeded, BatchRecalled, TestFailed: see `goods.rules.certificates`.
        BatchShort: other lots have taken what was left of the batch.
    """
    check_units(lot, 0)
    # Asked behind the lock: a recall that was quicker is seen.
    queries.check_offer(lot.product_id, lot.batch_id)


def _coming(lot: Lot) -> int:
    """Return the units of waves that are still to come."""
    coming = Wave.objects.filter(lot=lot, released_at=None).aggregate(units=Sum("units"))
    return coming["units"] or 0

"""Months on this platform: counted from its orders, in the ledger's fen, and never typed.

An order counts in the month in which it was placed (China's calendar), once it was paid: what was
paid for it, freight with it, less what went back, whenever that was. So a refund that comes later
changes the month of its order, and the earlier value stays readable.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction

from yutang.kernel.clock import CHINA, now, wall
from yutang.ledger import queries as ledger
from yutang.shops.actions import tallying
from yutang.shops.actions.merging import Whence, merge
from yutang.shops.models import Listing, Origin, ShopMonth, SyncPoint
from yutang.shops.rules.counting import back
from yutang.shops.rules.merging import Figures, Said
from yutang.shops.rules.platforms import OWN
from yutang.trade import queries as trade
from yutang.trade.queries import Placed

PAGE: Final = 2_000
_OVERLAP: Final = timedelta(minutes=10)
"""Transactions of the ledger are committed out of the order of their ids; the latest are read
again."""


def count_new() -> int:
    """Count again the months of orders that were paid or refunded since the last time.

    Page by page; the sync point moves in the transaction of the page's months, so a crash repeats
    one page at most. Returns how many months were written.
    """
    written, last = 0, 0
    while True:
        page, reached = _count_page(last)
        written += page
        if reached in {last, 0}:
            return written
        last = reached


def count_producer(listing: Listing) -> None:
    """Count all months of a listing here: when a shop gets its producer."""
    first = trade.orders_since(int(listing.number))
    if first is None:
        return
    months, month = set(), month_of(first)
    while month <= month_of(now()):
        months.add(month)
        month = back(month, -1)
    with transaction.atomic():
        _count([(listing, month) for month in sorted(months)])


def month_of(moment: datetime) -> date:
    """Return the first day of the month that a clock in China shows."""
    return wall(moment).date().replace(day=1)


def _count_page(after: int) -> tuple[int, int]:
    """Return how many months a page wrote, and the transaction that it ends with (0: none)."""
    with transaction.atomic():
        tallying.alone()
        point, _made = SyncPoint.objects.get_or_create(source=OWN)
        moved = ledger.moved_orders(max(after, point.ledger_id or 0), PAGE)
        if not moved:
            return 0, 0
        number = _count_orders({each.order_id for each in moved})
        settled = [each.transaction_id for each in moved if each.at < now() - _OVERLAP]
        if settled:
            point.ledger_id, point.moved_at = settled[-1], now()
            point.save(update_fields=["ledger_id", "moved_at"])
    return number, moved[-1].transaction_id


def _count_orders(order_ids: Collection[object]) -> int:
    placed = trade.placed_orders(list(order_ids))  # type: ignore[arg-type]
    touched = {(each.producer_id, month_of(each.placed_at)) for each in placed}
    listings = Listing.objects.filter(
        platform=OWN, number__in={str(producer) for producer, _month in touched}
    )
    by_producer = {int(each.number): each for each in listings}
    return _count(
        [
            (by_producer[producer], month)
            for producer, month in sorted(touched)
            if producer in by_producer
        ]
    )


def _count(asked: Sequence[tuple[Listing, date]]) -> int:
    """Count these months of these listings here. Part of the caller's transaction."""
    tallying.alone()
    at, up_to = now(), ledger.last_transaction()
    there = set(
        ShopMonth.objects.filter(listing__in={each.pk for each, _month in asked}).values_list(
            "listing_id", "month"
        )
    )
    said = []
    for listing, month in asked:
        figures = figures_of(int(listing.number), month, up_to)
        if figures.orders or (listing.pk, month) in there:
            said.append(Said(listing.pk, month, figures, at))
    done = merge(said, Whence(Origin.OWN, at, ledger_id=up_to))
    return done["added"] + done["changed"]


def figures_of(producer_id: int, month: date, up_to: int) -> Figures:
    """Return a producer's month as the orders and the ledger have it."""
    orders = orders_of(producer_id, month)
    paid = ledger.paid_and_refunded([each.id for each in orders], up_to)
    counted = [each for each in orders if paid.get(each.id, (0, 0))[0]]
    sums: dict[str, int] = defaultdict(int)
    for each in counted:
        came, went = paid[each.id]
        sums["came"] += came
        sums["went"] += went
    units = sum(each.quantity for each in counted)
    return Figures(len(counted), units, sums["came"], sums["went"])


def orders_of(producer_id: int, month: date) -> list[Placed]:
    """Return the orders of a producer that were placed in the month."""
    since = datetime.combine(month, time(), CHINA)
    until = datetime.combine(back(month, -1), time(), CHINA)
    return trade.orders_of_producer(producer_id, since, until)

"""Orders of other platforms, as a table of orders or their lines say them; months follow.

An order stands once, however it came: as a row of a table of orders, or added up from its lines.
Of the two the later modification counts, of the same moment the order's own row, which has the
freight in it. So a month, which is the sum of its orders, counts nothing twice; one whose orders
all come from lines is marked so.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Final

from django.db.models import Count, Max, Min, Q, Sum

from yutang.kernel.clock import wall
from yutang.people.access import Person
from yutang.shops.actions.merging import Whence, merge
from yutang.shops.models import (
    Listing,
    Origin,
    PlatformOrder,
    ShopImport,
    ShopMonth,
    SoldLine,
)
from yutang.shops.queries.deciding import OrderSaid
from yutang.shops.queries.deciding_lines import LineSaid
from yutang.shops.rules.merging import Figures, Said

_AT_ONCE: Final = 2_000
_PAID: Final = Q(paid_fen__gt=0)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_OF_ORDER: Final = ["month", "units", "paid_fen", "refunded_fen", "modified_at", "from_lines"]
_OF_LINE: Final = [
    "number_digest", "product_id", "good", "origin_code", "sold_at", "modified_at", "units",
    "grams", "amount_fen", "refunded_fen", "to_province", "buyer", "brought_by_id", "written_at",
]  # fmt: skip


def write_orders(listing: Listing, said: Sequence[OrderSaid]) -> set[date]:
    """Write orders and return the months that are touched. Part of the caller's transaction."""
    rows = [
        PlatformOrder(
            listing=listing,
            number_digest=each.mark,
            month=each.month,
            units=each.units,
            paid_fen=each.paid_fen,
            refunded_fen=each.refunded_fen,
            modified_at=each.modified_at,
        )
        for each in said
    ]
    return _write(listing, rows)


def write_lines(listing: Listing, said: Sequence[LineSaid], brought: ShopImport) -> set[date]:
    """Write lines and the orders that they add up to; return the months that are touched."""
    rows = [
        SoldLine(listing=listing, brought_by=brought, written_at=brought.at, **vars(each))
        for each in said
    ]
    SoldLine.objects.bulk_create(
        rows,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["listing", "line_digest"],
        update_fields=_OF_LINE,
    )
    touched: set[date] = set()
    marks = sorted({each.number_digest for each in said})
    for first in range(0, len(marks), _AT_ONCE):
        touched |= _write(listing, _added_up(listing, marks[first : first + _AT_ONCE]))
    return touched


def count_months(
    listing: Listing, months: Collection[date], brought: ShopImport, by: Person
) -> None:
    """Bring months into agreement with the orders that are kept; unpaid ones do not count."""
    orders = PlatformOrder.objects.filter(listing=listing, month__in=months)
    sums = orders.values("month").annotate(
        number=Count("id", filter=_PAID),
        listed=Count("id", filter=_PAID & Q(from_lines=True)),
        sold=Sum("units", filter=_PAID, default=0),
        paid=Sum("paid_fen"),
        back=Sum("refunded_fen", filter=_PAID, default=0),
        latest=Max("modified_at"),
    )
    known = set(
        ShopMonth.objects.filter(listing=listing, month__in=months).values_list("month", flat=True)
    )
    said: dict[Origin, list[Said]] = {Origin.FILE: [], Origin.LINES: []}
    for each in sums.order_by("month"):
        if each["number"] or each["month"] in known:
            figures = Figures(each["number"], each["sold"], each["paid"], each["back"])
            origin = Origin.LINES if each["listed"] == each["number"] else Origin.FILE
            said[origin].append(Said(listing.pk, each["month"], figures, each["latest"]))
    for origin, of_origin in said.items():
        if of_origin:
            merge(of_origin, Whence(origin, brought.at, brought, by))


def _write(listing: Listing, rows: Sequence[PlatformOrder]) -> set[date]:
    marks = [each.number_digest for each in rows]
    had = PlatformOrder.objects.filter(listing=listing, number_digest__in=marks)
    touched = {*had.values_list("month", flat=True), *(each.month for each in rows)}
    PlatformOrder.objects.bulk_create(
        rows,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["listing", "number_digest"],
        update_fields=_OF_ORDER,
    )
    return touched


def _added_up(listing: Listing, marks: Collection[bytes]) -> list[PlatformOrder]:
    """Return the orders of these digests as their lines add up, but for those that stand."""
    stands = {
        bytes(digest): modified_at
        for digest, modified_at in PlatformOrder.objects.filter(
            listing=listing, number_digest__in=marks, from_lines=False
        ).values_list("number_digest", "modified_at")
    }
    sums = SoldLine.objects.filter(listing=listing, number_digest__in=marks).values("number_digest")
    return [
        _order(listing, **each)
        for each in sums.annotate(
            placed=Min("sold_at"),
            sold=Sum("units"),
            paid=Sum("amount_fen"),
            back=Sum("refunded_fen"),
            latest=Max("modified_at"),
        )
        if each["latest"] > stands.get(bytes(each["number_digest"]), _NEVER)
    ]


def _order(
    listing: Listing,
    *,
    number_digest: bytes | memoryview,
    placed: datetime,
    sold: int,
    paid: int,
    back: int,
    latest: datetime,
) -> PlatformOrder:
    return PlatformOrder(
        listing=listing,
        number_digest=bytes(number_digest),
        month=wall(placed).date().replace(day=1),
        units=sold,
        paid_fen=paid,
        refunded_fen=back,
        modified_at=latest,
        from_lines=True,
    )

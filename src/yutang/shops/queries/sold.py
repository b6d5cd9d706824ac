"""What lines of another platform say of a month: which goods, to how many provinces."""

from datetime import date, datetime, time
from typing import Final, NamedTuple

from django.db.models import Count, Q, Sum

from yutang.kernel.clock import CHINA
from yutang.shops.models import SoldLine
from yutang.shops.rules.counting import back

_SHOWN: Final = 50


class SoldGood(NamedTuple):
    """A good in a month, over the lines that were paid. Money in fen."""

    good: str
    product_id: int | None
    units: int
    sales_fen: int
    refunds_fen: int
    provinces: int


def goods_of(listing_id: int, month: date) -> list[SoldGood]:
    """Return what a listing sold in a month, the largest sales first; one query."""
    since = datetime.combine(month, time(), CHINA)
    until = datetime.combine(back(month, -1), time(), CHINA)
    found = SoldLine.objects.filter(
        listing=listing_id, sold_at__gte=since, sold_at__lt=until, amount_fen__gt=0
    )
    sums = found.values_list("good", "product_id").annotate(
        sold=Sum("units"),
        paid=Sum("amount_fen"),
        back=Sum("refunded_fen"),
        provinces=Count("to_province", filter=~Q(to_province=""), distinct=True),
    )
    return [SoldGood(*row) for row in sums.order_by("-paid", "good")[:_SHOWN]]

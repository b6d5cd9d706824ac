"""Products and what was sold of them: rows for whoever works at a place."""

from dataclasses import dataclass

from django.db.models import Max, Sum

from yutang.goods.queries import product_views
from yutang.specialities.models import DaySales


@dataclass(frozen=True)
class ProductRow:
    """What was sold of one product in a year, and on which days at the latest."""

    product_id: int
    title: str
    producer: str
    orders: int
    units: int
    net_fen: int


def products_sold(code: str, class_code: str, year: int, most: int) -> list[ProductRow]:
    """Return the products of a class from a place that sold most in a year."""
    sold = DaySales.objects.filter(
        origin_code__startswith=code, class_code=class_code, day__year=year
    )
    rows = list(
        sold.values("product")
        .annotate(orders=Sum("orders"), units=Sum("units"), net=Sum("net_fen"), last=Max("day"))
        .order_by("-net", "product")[:most]
    )
    views = product_views([row["product"] for row in rows])
    return [
        ProductRow(
            row["product"],
            views[row["product"]].title,
            views[row["product"]].producer_name,
            row["orders"],
            row["units"],
            row["net"],
        )
        for row in rows
    ]

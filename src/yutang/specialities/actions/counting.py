"""Counting: orders into sales of days, these and the yearbook's output into standings, clusters.

Everything is counted anew and only what differs is written, in one transaction: whoever reads
sees one count, whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from yutang.goods.queries.classes import classed
from yutang.kernel.clock import now
from yutang.money.queries import given_back
from yutang.places import queries as places
from yutang.plumbing import statements
from yutang.specialities.actions.clustering import count_clusters
from yutang.specialities.models import ClassYear, Counting, DaySales
from yutang.specialities.queries.outputs import output_facts
from yutang.specialities.rules import adding
from yutang.specialities.rules.adding import Key, SoldLine, Sum
from yutang.trade.queries.sold import sold_by_day

_PRODUCTS_AT_ONCE = 2_000


def count() -> Counting:
    """Count all; one count at a time."""
    began = now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("lock table specialities_counting in share row exclusive mode")
        _count_days()
        _count_standings()
        count_clusters(began)
        return Counting.objects.create(
            began_at=began,
            ended_at=now(),
            product_days=DaySales.objects.count(),
            standings=ClassYear.objects.count(),
        )


def _count_days() -> None:
    back, goods = given_back(), classed()
    ids = sorted(goods)
    for start in range(0, len(ids), _PRODUCTS_AT_ONCE):
        chunk = ids[start : start + _PRODUCTS_AT_ONCE]
        sold = list(sold_by_day(back, chunk))
        _run(
            "keep_day_sales",
            {
                "products": chunk,
                "product": [each.product_id for each in sold],
                "day": [each.day for each in sold],
                "class_code": [goods[each.product_id].class_code for each in sold],
                "origin_code": [goods[each.product_id].origin_code for each in sold],
                "orders": [each.orders for each in sold],
                "units": [each.units for each in sold],
                "net_fen": [each.net_fen for each in sold],
            },
        )


def _count_standings() -> None:
    provinces = [place.code for place in places.provinces()]
    tops: list[dict[Key, Sum]] = []
    for province in provinces:
        found = adding.standings(_lines(province), output_facts(province))
        tops.append({key: each for key, each in found.items() if key.place_code == province})
        _keep(province, found)
    _keep("", adding.whole(tops))


def _lines(province: str) -> Iterable[SoldLine]:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("specialities", "sales_by_day"), {"under": f"{province}%"})
        for row in cursor:
            yield SoldLine(*row)


def _keep(province: str, found: Mapping[Key, Sum]) -> None:
    rows = sorted(found.items())
    keys, sums = [key for key, _ in rows], [each for _, each in rows]
    _run(
        "keep_standings",
        {
            "province": province,
            "place_code": [key.place_code for key in keys],
            "class_code": [key.class_code for key in keys],
            "year": [key.year for key in keys],
            "sales_fen": [each.sales_fen for each in sums],
            "orders": [each.orders for each in sums],
            "by_month": [_array(each.by_month) for each in sums],
            "by_term": [_array(each.by_term) for each in sums],
            "output_yuan": [each.output_yuan for each in sums],
            "output_parts": [each.output_parts for each in sums],
            "is_own_fact": [each.is_own_fact for each in sums],
        },
    )


def _array(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _run(name: str, values: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("specialities", name), values)

"""Goods by their class and place: who is engaged, which marks are held, who supplies whom."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from yutang.goods import classes
from yutang.goods.models import MarkUse, ProducerKind, Product
from yutang.plumbing import statements


class Classed(NamedTuple):
    """A product's class and where it comes from."""

    product_id: int
    class_code: str
    origin_code: str


class Engaged(NamedTuple):
    """Producers with a product of a class, and how many of them are households."""

    producers: int
    households: int


class HeldMark(NamedTuple):
    """A mark that a product may show on a day. `authority`: of a geographical indication."""

    class_code: str
    product_id: int
    product: str
    kind: str
    label: str
    number: str
    name: str
    authority: str
    valid_until: date


class Supply(NamedTuple):
    """A producer's batches went into another's product."""

    producer_id: int
    village_code: str
    origin_code: str
    class_code: str


def class_name(code: str, *, english: bool) -> str:
    """Return the name of a class, or of the nearest one above it, with its number if need be."""
    known = classes.name_of(code, english=english)
    return known if code in classes.NAMES else f"{known} {code}".strip()


def class_names(*, english: bool) -> list[tuple[str, str]]:
    """Return the classes that have names, with them, in the order of the codes."""
    return [(code, names[1 if english else 0]) for code, names in classes.NAMES.items()]


def classed(product_ids: Collection[int] | None = None) -> dict[int, Classed]:
    """Return class and origin of products, by default of all."""
    found = Product.objects.all()
    if product_ids is not None:
        found = found.filter(pk__in=product_ids)
    rows = found.values_list("pk", "class_code", "origin_code").iterator(chunk_size=10_000)
    return {row[0]: Classed(*row) for row in rows}


def engaged(code: str) -> dict[str, Engaged]:
    """Return class → producers of a place and of all under it."""
    rows = (
        Product.objects.filter(producer__village_code__startswith=code)
        .values_list("class_code")
        .annotate(
            producers=Count("producer", distinct=True),
            households=Count(
                "producer", distinct=True, filter=Q(producer__kind=ProducerKind.HOUSEHOLD)
            ),
        )
        .order_by("class_code")
    )
    return {class_code: Engaged(*counts) for class_code, *counts in rows}


def marks_under(code: str, day: date, most: int = 200) -> list[HeldMark]:
    """Return marks that goods from a place and from all under it may show on a day."""
    held = _held(day).filter(product__origin_code__startswith=code)
    uses = held.select_related("mark", "product").order_by("product__class_code", "id")[:most]
    return [
        HeldMark(
            use.product.class_code,
            use.product_id,
            use.product.name,
            use.mark.kind,
            str(use.mark.get_kind_display()),
            use.mark.number,
            use.mark.name,
            use.authority,
            use.valid_until,
        )
        for use in uses
    ]


def marks_count(code: str, day: date) -> dict[str, int]:
    """Return class → how many marks goods from a place and from under it may show on a day.

    A mark that several products of a class show counts once.
    """
    held = _held(day).filter(product__origin_code__startswith=code)
    rows = held.values_list("product__class_code").annotate(held=Count("mark", distinct=True))
    return dict(rows.order_by("product__class_code"))


def supplies() -> list[Supply]:
    """Return who supplies whom, by batches that went into a product of another producer."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("goods", "supplies"))
        return [Supply(*row) for row in cursor.fetchall()]


def _held(day: date) -> "QuerySet[MarkUse]":
    return MarkUse.objects.filter(ended_at=None, valid_from__lte=day, valid_until__gte=day)


def producers_count(codes: Collection[str], day: date) -> dict[str, int]:
    """Return place → producers with a product, of the place and all under it, by a day's end."""
    return _counted("producers_under", codes, day)


def marks_held(codes: Collection[str], day: date) -> dict[str, int]:
    """Return place → marks that goods from it and from all under it may show on a day."""
    return _counted("marks_under", codes, day)


def _counted(name: str, codes: Collection[str], day: date) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("goods", name), {"codes": list(codes), "day": day})
        return dict(cursor.fetchall())

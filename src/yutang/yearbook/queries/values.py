"""Values of places, as rooms above ask for them: what stands, or what the places in it come to."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection

from yutang.plumbing import statements
from yutang.yearbook.models import Standing
from yutang.yearbook.rules import Below, comes_to

_CHUNK: Final = 5_000


class Each(NamedTuple):
    """The newest value of a place, and of which year it is."""

    code: str
    value: Decimal
    year: int


class Every(NamedTuple):
    """A value of a place, product class (or empty) and year; its own, or of the places in it."""

    code: str
    about: str
    year: int
    value: Decimal
    is_own: bool


def value(code: str, kind: str, year: int, about: str = "") -> Decimal | None:
    """Return what is known of a place for a year; None where nothing is."""
    return values(kind, [code], year, about).get(code)


def values(kind: str, codes: Collection[str], year: int, about: str = "") -> dict[str, Decimal]:
    """Return what is known of places for a year, with one query; the others are left out.

    A place's own value counts; where it has none, what the places in it come to.
    """
    rows = Standing.objects.filter(
        kind__name=kind, place_code__in=list(codes), year=year, about=about
    )
    found = {}
    for code, own, total, weight in rows.values_list("place_code", "value", "total", "weight"):
        known = stands_at(own, total, weight)
        if known is not None:
            found[code] = known
    return found


def series(code: str, kind: str, about: str = "") -> list[tuple[int, Decimal]]:
    """Return the years and values known of a place, oldest first; one query."""
    rows = Standing.objects.filter(kind__name=kind, place_code=code, about=about).order_by("year")
    told = rows.values_list("year", "value", "total", "weight")
    known = ((year, stands_at(own, total, weight)) for year, own, total, weight in told)
    return [(year, value) for year, value in known if value is not None]


def each(kind: str, year: int, under: str = "") -> Iterator[Each]:
    """Yield the newest value up to `year` of each town and village in a place, in code order.

    Read through a server-side cursor: of the nation no more is held than a chunk of rows.
    """
    asked: dict[str, Any] = {"kind": kind, "year": year, "under": under}
    return (Each(*row) for row in _streamed("each", asked))


def every(kind: str, under: str = "") -> Iterator[Every]:
    """Yield all that stands of one kind in a place, by code, product class and year, as `each`."""
    return (Every(*row) for row in _streamed("every", {"kind": kind, "under": under}))


def stands_at(own: Decimal | None, total: Decimal | None, weight: Decimal | None) -> Decimal | None:
    """Return a place's own value, else what the places in it come to."""
    if own is not None:
        return own
    return comes_to(None if total is None else Below(total, weight))


def _streamed(statement: str, asked: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statements.load("yearbook", statement), asked)
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows

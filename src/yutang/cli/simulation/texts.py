"""What the statements' models share: arrays as they are sent, columns as they are listed, and the
order in which a text says that rows are locked.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yutang.cli.simulation.rows import Lot
from yutang.cli.simulation.tables import Steps, Transaction

Row = tuple[Any, ...]
Params = Mapping[str, Any]
GONE = frozenset({"cancelled", "expired"})
"""As the statements' texts have it; not taken from the rules, which are judged by them."""
Answer = Callable[[Transaction, str, Params], Steps[list[Row]]]

_OUTSIDE_BRACKETS = re.compile(r",(?![^()]*\))")


def numbers(array: Any) -> list[int]:
    return [value for value in values(array, int) if value is not None]


def ids(array: Any) -> list[UUID]:
    return [value for value in values(array, UUID) if value is not None]


def values(array: Any, kind: Callable[[Any], Any]) -> list[Any]:
    """Return the values of an array, given as a list or as PostgreSQL's own text."""
    if isinstance(array, str):
        listed = array.strip("{}").split(",")
        return [None if value.lower() == "null" else kind(value) for value in listed]
    return list(array)


def lock_lots_in_order(
    transaction: Transaction, text: str, lots: Iterable[int]
) -> Steps[list[int]]:
    """Lock the lots as the statement says, in its order; without one, in any."""
    locked = yield from lock_in_order(transaction, text, "lot", lots)
    return locked


def lock_in_order(
    transaction: Transaction, text: str, kind: str, rows: Iterable[Any]
) -> Steps[list[Any]]:
    """Lock rows of a kind by their ids, when the text says so and in the order it says."""
    ordered = sorted(rows)
    if not re.search(r"order by (\w\.)?id\b", text):
        transaction.tables.shuffle(ordered)
    for row in ordered:
        if "for update" in text:
            yield from transaction.lock(kind, row)
    return ordered


def columns_of(text: str, lot: Lot, now: datetime | None = None) -> Row:
    """Return what the statement selects of the lot."""
    return tuple(_column(lot, column, now) for column in _selected(text))


@functools.cache
def _selected(text: str) -> tuple[str, ...]:
    listed = re.search(r"^select (.*?)\s+from trade_lot", text, re.DOTALL | re.MULTILINE)
    assert listed is not None, "the statement selects columns of trade_lot"
    return tuple(column.strip() for column in _OUTSIDE_BRACKETS.split(listed[1]))


def _column(lot: Lot, column: str, now: datetime | None) -> Any:
    if " and " in column:
        return all(_column(lot, each, now) for each in column.split(" and "))
    if column == "state = 'open'":
        return lot.state == "open"
    if column == "coalesce(closes_at > %(now)s, true)":
        return lot.closes_at is None or now is None or lot.closes_at > now
    return getattr(lot, column)

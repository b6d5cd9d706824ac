"""One account read month by month: sums that a statement begins with, and a page of its lines."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString, NamedTuple

from django.db import connection

from yutang.ledger.models import Cause
from yutang.ledger.queries import EntryView
from yutang.ledger.rules import Kind
from yutang.plumbing import statements


class Moved(NamedTuple):
    """What one cause moved on an account in a month of China's calendar; debits are positive."""

    year: int
    month: int
    cause: str
    amount_fen: int
    lines: int
    first: int
    last: int
    """The first and the last transaction."""


class Stretch(NamedTuple):
    """Lines of an account from `start` up to before `end`, between two of its transactions."""

    kind: Kind
    owner: str
    start: datetime
    end: datetime
    first: int
    last: int


def months(kind: Kind, owner: str) -> list[Moved]:
    """Return what moved on an account by month and cause, the earliest month first."""
    rows = _rows("months_of_account", {"kind": kind, "owner": owner})
    return [Moved(*row) for row in rows]


def lines(stretch: Stretch, most: int, passed: int = 0) -> list[EntryView]:
    """Return so many lines of a stretch, the earliest first, after those passed over."""
    asked = {**stretch._asdict(), "most": most, "passed": passed}
    return [_view(row) for row in _rows("lines_of_account", asked)]


def sum_before(stretch: Stretch, line: EntryView) -> int:
    """Return what the lines of a stretch before this one sum to, in fen."""
    asked = {**stretch._asdict(), "until": line.transaction_id, "line": line.line}
    return int(_rows("sum_before_line", asked)[0][0])


def _rows(name: LiteralString, asked: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("ledger", name), asked)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _view(row: tuple[Any, ...]) -> EntryView:
    transaction_id, line, at, cause, key, order_id, note, fen = row
    return EntryView(
        transaction_id, line, at, cause, str(Cause(cause).label), key, order_id, note, fen
    )

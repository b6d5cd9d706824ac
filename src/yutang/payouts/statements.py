"""A payee's statement: what came, what went, month by month and line by line; it adds up."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from yutang.ledger import months as books
from yutang.ledger.queries import EntryView
from yutang.ledger.rules import PAYABLE, owner_of
from yutang.payouts import queries
from yutang.payouts.rules import months as rules
from yutang.payouts.rules.months import Month, MonthSums
from yutang.trade.queries.briefs import OrderBrief, order_briefs

LINES_A_PAGE = 100
LINES_PRINTED_MAX = 3_000
_CHUNK = 1_000
_COMES = frozenset({"share_fen", "given_fen"})
"""What a payout pays."""


@dataclass(frozen=True)
class StatementLine:
    """One line as the payee reads it: what adds to the balance is positive, in fen.

    `column`: the word of `Sums` it counts in. `is_going`: a payout with it is under way.
    """

    at: datetime
    cause: str
    column: str
    order: OrderBrief | None
    note: str
    reference: str
    amount_fen: int
    paid_at: datetime | None
    is_going: bool


@dataclass(frozen=True)
class Statement:
    """All months of a payee, one of them with a page of its lines between two balances."""

    months: tuple[MonthSums, ...]
    shown: MonthSums | None
    page: Page[int] | None
    lines: tuple[StatementLine, ...]
    before_fen: int
    """The balance before the first line of the page."""
    after_fen: int
    """The balance after its last line."""
    lines_count: int

    @property
    def latest_first(self) -> tuple[MonthSums, ...]:
        return self.months[::-1]

    @property
    def balance_fen(self) -> int:
        """What is owed now."""
        return self.months[-1].closing_fen if self.months else 0


def statement(
    payee_id: int, month: Month | None, page: str | None, *, whole: bool = False
) -> Statement:
    """Return a payee's statement with one month shown: the one asked for, else the latest.

    `whole`: all its lines on one page, when they are not too many to print.
    """
    owner = owner_of(payee_id)
    moved = books.months(PAYABLE, owner)
    listed = rules.by_month(
        (Month(each.year, each.month), each.cause, -each.amount_fen) for each in moved
    )
    shown = next((each for each in listed if each.month == month), None)
    if shown is None and listed and month is None:
        shown = listed[-1]
    if shown is None:
        return Statement(tuple(listed), None, None, (), 0, 0, 0)
    stretch = _stretch(owner, shown.month, moved)
    count = sum(each.lines for each in moved if (each.year, each.month) == shown.month)
    whole = whole and count <= LINES_PRINTED_MAX
    paged = Paginator(range(count), max(count, 1) if whole else LINES_A_PAGE).get_page(page)
    entries = books.lines(stretch, paged.paginator.per_page, max(paged.start_index() - 1, 0))
    before = shown.opening_fen
    if entries and paged.number > 1:
        before -= books.sum_before(stretch, entries[0])
    return Statement(
        months=tuple(listed),
        shown=shown,
        page=paged,
        lines=tuple(_lines(payee_id, entries)),
        before_fen=before,
        after_fen=before - sum(entry.amount_fen for entry in entries),
        lines_count=count,
    )


def every_line(payee_id: int, month: Month) -> Iterator[StatementLine]:
    """Yield all lines of a month, read in chunks."""
    owner = owner_of(payee_id)
    moved = books.months(PAYABLE, owner)
    if not any((each.year, each.month) == month for each in moved):
        return
    stretch, passed = _stretch(owner, month, moved), 0
    while entries := books.lines(stretch, _CHUNK, passed):
        yield from _lines(payee_id, entries)
        passed += len(entries)


def _stretch(owner: str, month: Month, moved: Sequence[books.Moved]) -> books.Stretch:
    here = [each for each in moved if (each.year, each.month) == month]
    return books.Stretch(
        PAYABLE,
        owner,
        month.start,
        month.plus(1).start,
        min(each.first for each in here),
        max(each.last for each in here),
    )


def _lines(payee_id: int, entries: Sequence[EntryView]) -> Iterator[StatementLine]:
    """Yield entries in the payee's words: the orders' goods, and when each was paid out."""
    orders = order_briefs({entry.order_id for entry in entries if entry.order_id})
    marks = queries.paid_marks(payee_id)
    counted = [mark[0] for mark in marks]
    for entry in entries:
        column = rules.column_of(entry.cause)
        place = bisect_left(counted, entry.at)
        mark = marks[place] if column in _COMES and place < len(marks) else None
        yield StatementLine(
            at=entry.at,
            cause=entry.cause,
            column=column,
            order=orders.get(entry.order_id) if entry.order_id else None,
            note=entry.note,
            reference="" if entry.order_id else entry.cause_key.partition(":")[0],
            amount_fen=-entry.amount_fen,
            paid_at=mark[1] if mark else None,
            is_going=mark is not None and mark[1] is None,
        )

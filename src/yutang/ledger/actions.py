"""Writes of the ledger: post a transaction, close the books up to a month. Nothing is changed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.ledger import hauls, queries, rules
from yutang.ledger.errors import KeyReused, PeriodClosed, PeriodNotOver
from yutang.ledger.models import Period
from yutang.ledger.rules import Cause, Line, Posting
from yutang.people.access import Person
from yutang.plumbing import rounds, statements


def post(
    cause: Cause,
    key: str,
    lines: Sequence[Line],
    *,
    at: datetime | None = None,
    order: UUID | None = None,
    by: Person | None = None,
    note: str = "",
) -> int:
    """Write one transaction and return its id; asked again with the same (cause, key), that one's.

    It is part of the caller's transaction. `at`: when its cause happened, now if not said. `by`
    and `note`: who writes by hand, and why.

    Raises:
        NotBalanced: the lines do not sum to 0.
        KeyReused: written before, with other lines.
        PeriodClosed: `at` lies in a month that is closed.
    """
    moment = at or now()
    closed = queries.closed_until()
    if closed is not None and moment < rules.month_ends(closed):
        raise PeriodClosed(month=f"{closed:%Y-%m}")
    posting = Posting(cause, key, moment, tuple(lines), order)
    with transaction.atomic():
        steps = hauls.post([posting], by=None if by is None else by.pk, note=note)
        written = rounds.run(connection.connection, steps)
        if (cause, key) in written:
            return written[cause, key]
    return _written_before(posting)


def close_period(month: date, by: Person | None = None) -> Period:
    """Close the books up to the end of a month (its first day); closed already is fine.

    Waits for everybody who is writing; whoever writes later finds the month closed.

    Raises:
        PeriodNotOver: the month is not past yet.
    """
    first = month.replace(day=1)
    if rules.month_ends(first) > now():
        raise PeriodNotOver(month=f"{first:%Y-%m}")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statements.load("ledger", "wait_for_writers"))
        closed = Period.objects.filter(month__gte=first).order_by("month").first()
        if closed is None:
            Period.objects.create(month=first, by=by)
            closed = Period.objects.get(month=first)  # its figures are the database's
    return closed


def _written_before(posting: Posting) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            statements.load("ledger", "lines_of"), {"cause": posting.cause, "key": posting.key}
        )
        rows = cursor.fetchall()
    if sorted(row[1:] for row in rows) != sorted(posting.lines):
        raise KeyReused(cause=posting.cause, key=posting.key)
    return int(rows[0][0])

"""The public ledger grows: what may be told now is appended, each entry sealed by the last one.

One appends at a time (an advisory lock), so numbers have no gap and nothing is counted twice; the
database refuses both, and every change of what stands.
"""

from datetime import datetime

from django.db import connection, transaction

from yutang.indemnity.models import Counted, PublicEntry
from yutang.indemnity.queries import untold
from yutang.indemnity.rules import chain
from yutang.indemnity.rules.chain import Group
from yutang.kernel.clock import now
from yutang.plumbing import statements


def append(at: datetime | None = None) -> list[PublicEntry]:
    """Append what may be told now to the public ledger; return the new entries.

    Nothing is fine: groups of fewer than ten persons wait (`rules.chain`). Run once a day by a
    timer, by `yutang manage` and by a clerk's button.
    """
    at = at or now()
    with transaction.atomic():
        lock()
        last = PublicEntry.objects.order_by("-number").first()
        number, previous = (last.number, last.hash) if last else (0, chain.START)
        made = []
        for group in chain.due(untold.rows()):
            number += 1
            entry = _append(group, number, previous, at)
            previous = entry.hash
            made.append(entry)
    return made


def lock() -> None:
    """Wait until nobody else appends; let go of at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("indemnity", "one_appends"))


def _append(group: Group, number: int, previous: str, at: datetime) -> PublicEntry:
    told = group.told
    body = chain.body(number, told, previous)
    entry = PublicEntry.objects.create(
        number=number,
        kind=told.kind,
        county=told.county,
        from_on=told.from_on,
        to_on=told.to_on,
        times=told.times,
        persons=told.persons,
        sum_fen=told.sum_fen,
        body=body,
        previous=previous,
        hash=chain.hash_of(body),
        at=at,
    )
    Counted.objects.bulk_create(
        (Counted(entry=entry, source=row.source, row_id=row.id) for row in group.rows),
        batch_size=2000,
    )
    return entry

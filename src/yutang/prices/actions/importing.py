"""Lists of prices are brought in: what was shown is written, in one transaction, or nothing is."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Literal, NamedTuple

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing import statements
from yutang.prices.actions.naming import own_goods
from yutang.prices.lists import Dirt
from yutang.prices.models import GoodName, LeftRow, Market, PriceImport
from yutang.prices.queries.deciding import ListDecided, ToWrite
from yutang.prices.rules.reading import Quoted

Names = Literal["own", "ask"]
"""What becomes of new names: goods of their own where nothing is like them, or all wait."""
_LOCK: Final = 0x70726963
_ROWS_AT_ONCE: Final = 5_000


class Source(NamedTuple):
    """Where a list comes from."""

    kind: PriceImport.Kind
    file_name: str
    market: Market | None
    by: Person | None
    names: Names = "own"


def alone() -> None:
    """Let only one transaction at a time bring quotes in; it waits for the other.

    Two lists side by side would each decide by what was there before the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def bring_in(
    source: Source,
    decide: Callable[[], ListDecided],
    *,
    mark: str | None = None,
    keep: Callable[[], str] | None = None,
) -> tuple[PriceImport | None, ListDecided]:
    """Write a list; return the import (None: all was there already) and what was decided.

    `decide` is asked under the lock; with `mark`, what it says has to be what was shown. `keep`
    keeps the file for good and returns its digest.

    Raises:
        ChangedMeanwhile: something changed since it was looked at; nothing is written.
        Whatever the file is refused for.
    """
    with transaction.atomic():
        alone()
        decided = decide()
        if mark is not None:
            decided.outcome.require(mark)
        if not decided.write:
            return None, decided
        brought = _import_row(source, decided, keep() if keep else "")
        ids = _names(decided.write, source)
        _write_quotes(brought, decided.write, ids)
        _write_left(brought, decided.found.out)
    return brought, decided


def _import_row(source: Source, decided: ListDecided, digest: str) -> PriceImport:
    outcome, found = decided.outcome, decided.found
    days = [each.quote.day for each in decided.write]
    return PriceImport.objects.create(
        kind=source.kind,
        market=source.market,
        file_name=source.file_name[-120:],
        file_digest=digest,
        at=now(),
        by=source.by,
        lines=found.lines,
        added=outcome.new,
        changed=outcome.changed,
        same=outcome.same,
        refused=outcome.refused,
        held=sum(each.held is not None for each in decided.write),
        counts=dict(found.counts),
        first_day=min(days),
        last_day=max(days),
    )


def _names(write: Sequence[ToWrite], source: Source) -> dict[tuple[str, str], int]:
    """Return the ids of the names of these quotes; names that are new are written down."""
    spelled: dict[tuple[str, str], Quoted] = {}
    for each in write:
        spelled.setdefault(each.quote.good[1:], each.quote)
    GoodName.objects.bulk_create(
        [
            GoodName(name_key=key[0], spec_key=key[1], name=quote.name, spec=quote.spec)
            for key, quote in spelled.items()
        ],
        ignore_conflicts=True,
        batch_size=_ROWS_AT_ONCE,
    )
    if source.names == "own":
        own_goods(source.by)
    rows = GoodName.objects.values_list("name_key", "spec_key", "pk")
    return {(name, spec): pk for name, spec, pk in rows if (name, spec) in spelled}


def _write_quotes(
    brought: PriceImport, write: Sequence[ToWrite], ids: dict[tuple[str, str], int]
) -> None:
    quotes = [each.quote for each in write]
    asked: dict[str, Any] = {
        "brought_by": brought.pk,
        "at": brought.at,
        "markets": [each.market_id for each in write],
        "names": [ids[quote.good[1:]] for quote in quotes],
        "days": [quote.day for quote in quotes],
        "lows": [quote.low_fen for quote in quotes],
        "means": [quote.mean_fen for quote in quotes],
        "highs": [quote.high_fen for quote in quotes],
        "rows": [quote.row for quote in quotes],
        "codes": [each.held.code if each.held else "" for each in write],
        "fields": [json.dumps(each.held.fields) if each.held else "{}" for each in write],
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.load("prices", "merge_quotes"), asked)


def _write_left(brought: PriceImport, out: Iterable[Dirt]) -> None:
    LeftRow.objects.bulk_create(
        (
            LeftRow(
                brought_by=brought,
                row=each.row,
                code=each.why.code,
                fields=each.why.fields,
                cells=list(each.cells),
            )
            for each in out
        ),
        batch_size=_ROWS_AT_ONCE,
    )

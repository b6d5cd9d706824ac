"""Months are merged: the newest modification wins, tallies follow in the same transaction."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from yutang.people.access import Person
from yutang.plumbing import statements
from yutang.shops.actions import tallying
from yutang.shops.models import Listing, Origin, ShopImport
from yutang.shops.queries.known import known_months
from yutang.shops.rules.merging import Outcome, Said, is_written, outcome


class Whence(NamedTuple):
    """Where months come from, and who or what brought them."""

    origin: Origin
    at: datetime
    brought_by: ShopImport | None = None
    by: Person | None = None
    ledger_id: int | None = None


def merge(said: Sequence[Said], whence: Whence) -> Counter[Outcome]:
    """Write months and return how many were added, changed, the same and older.

    Part of the caller's transaction. Each listing and month is said once; the tallies of the
    villages follow for the years that were written.
    """
    tallying.alone()
    known = known_months({each.listing_id for each in said})
    before = [(each, known.get((each.listing_id, each.month))) for each in said]
    _write([each for each, had in before if is_written(each, had)], whence)
    _tally([each for each, had in before if outcome(each, had) in {"added", "changed"}])
    return Counter(outcome(each, had) for each, had in before)


def _write(said: Sequence[Said], whence: Whence) -> None:
    if not said:
        return
    asked: dict[str, Any] = {
        "source": whence.origin.value,
        "at": whence.at,
        "ledger_id": whence.ledger_id,
        "brought_by": whence.brought_by.pk if whence.brought_by else None,
        "by": whence.by.pk if whence.by else None,
        "listings": [each.listing_id for each in said],
        "months": [each.month for each in said],
        "orders": [each.figures.orders for each in said],
        "units": [each.figures.units for each in said],
        "sales": [each.figures.sales_fen for each in said],
        "refunds": [each.figures.refunds_fen for each in said],
        "modified": [each.modified_at for each in said],
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.load("shops", "merge_months"), asked)


def _tally(written: Sequence[Said]) -> None:
    if not written:
        return
    listings = Listing.objects.filter(pk__in={each.listing_id for each in written})
    codes = set(listings.values_list("shop__village_code", flat=True))
    tallying.tally_villages(codes, {each.month.year for each in written})

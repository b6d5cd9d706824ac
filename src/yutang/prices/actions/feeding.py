"""Prices from a feed: fetched with the key of this installation, then a list like any other.

Asked is ``GET <address>?since=2026-11-01`` with ``Authorization: Bearer <key>``; answered is a
table as CSV, or JSON ``{"rows": [{"market": …, "name": …, "spec": …, "unit": …, "day": …, "low":
…, "mean": …, "high": …}]}``. Both are this platform's own shape (docs/imports.md).
"""

import json
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Max

from yutang.kernel.clock import today
from yutang.plumbing import kept, outgoing
from yutang.plumbing.pricefeed import PriceFeed
from yutang.plumbing.sheets.limits import MEGABYTE
from yutang.plumbing.sheets.trial import FOLDER
from yutang.plumbing.sheets.writing import csv_text
from yutang.prices.actions.importing import Source, bring_in
from yutang.prices.errors import FeedAway
from yutang.prices.models import Market, PriceImport
from yutang.prices.queries.deciding import ListDecided, decide

_OVERLAP_DAYS: Final = 7
"""Fetched again each time: markets correct what they said."""
_FIRST_DAYS: Final = 30
_BYTES_MAX: Final = 16 * MEGABYTE
_OK: Final = 200
_KEYS: Final = ("market", "name", "spec", "origin", "unit", "day", "low", "mean", "high")


def pull(feed: PriceFeed) -> tuple[PriceImport | None, ListDecided]:
    """Fetch what is new and bring it in; return the import (None: nothing is new).

    Rows of markets that are not registered are left out, each with that reason.

    Raises:
        FeedAway: no answer, or none that can be read; nothing is written.
    """
    data = _table(_fetched(feed, since()))
    source = Source(PriceImport.Kind.FEED, "", market=None, by=None)
    return bring_in(
        source,
        lambda: decide(data, Market.objects.all()),
        keep=lambda: kept.keep(FOLDER, data),
    )


def since() -> date:
    """Return from which day on the feed is asked: a week before the latest day it brought."""
    brought = PriceImport.objects.filter(kind=PriceImport.Kind.FEED)
    last: date | None = brought.aggregate(last=Max("last_day"))["last"]
    return last - timedelta(days=_OVERLAP_DAYS) if last else today() - timedelta(days=_FIRST_DAYS)


def _fetched(feed: PriceFeed, first: date) -> bytes:
    joint = "&" if "?" in feed.url else "?"
    url = f"{feed.url}{joint}{urlencode({'since': first.isoformat()})}"
    headers = {"Authorization": f"Bearer {feed.key}", "Accept": "application/json, text/csv"}
    try:
        heard = outgoing.ask("GET", url, headers=headers, bytes_max=_BYTES_MAX)
    except outgoing.Away as away:
        raise FeedAway(why=str(away)) from away
    if heard.status != _OK:
        raise FeedAway(why=f"HTTP {heard.status}")
    return heard.body


def _table(body: bytes) -> bytes:
    """Return the answer as a table; JSON becomes one with our own headings."""
    if not body.lstrip().startswith(b"{"):
        return body
    try:
        rows = json.loads(body)["rows"]
        cells = [[str(row.get(key) or "") for key in _KEYS] for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FeedAway(why="JSON") from error
    return csv_text([_KEYS, *cells]).encode()

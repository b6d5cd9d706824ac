"""Reads of a shop's evidence: what its mark is counted from, and the rows behind each part."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from yutang.delivery.rules.ship_by import KEEPS_H, PERISHABLE_H
from yutang.goods.rules.certificates import DUTIES
from yutang.insight import kindness
from yutang.insight.kindness import Count, Mark, Part, Version
from yutang.insight.queries import PAGE_ROWS, read
from yutang.insight.rows import Column, Kind
from yutang.kernel.clock import CHINA, now, wall
from yutang.places import queries as places
from yutang.plumbing import statements

KEPT_S = 300
"""A shop's mark is counted at most once in this time: a great shop's takes half a second."""

_SQL: dict[Part, LiteralString] = {
    Part.PARCELS: "kind_parcels",
    Part.ANSWERS: "kind_answers",
    Part.REFUNDS: "kind_refunds",
    Part.CERTIFICATES: "kind_certificates",
    Part.ORIGINS: "kind_origins",
    Part.SHARES: "kind_shares",
}
_COUNT = "count(*) as rows, count(*) filter (where kept) as kept"
_GOOD = Column("good", _("Good"), Kind.GOOD)
_BATCH = Column("number", _("Batch number"), Kind.TEXT)
_ORDER = Column("order_id", _("Order"), Kind.TEXT)
_KEPT = Column("kept", _("Kept"), Kind.YES_NO)
COLUMNS: dict[Part, tuple[Column, ...]] = {
    Part.PARCELS: (
        _KEPT,
        Column("at", _("Had to leave by"), Kind.MINUTE),
        Column("done_at", _("Left at"), Kind.MINUTE),
        _GOOD,
    ),
    Part.ANSWERS: (
        _KEPT,
        Column("at", _("Answer promised by"), Kind.MINUTE),
        Column("done_at", _("Answered"), Kind.MINUTE),
        _GOOD,
    ),
    Part.REFUNDS: (_KEPT, Column("at", _("Given back at"), Kind.MINUTE), _GOOD),
    Part.CERTIFICATES: (
        _BATCH,
        Column("at", _("First parcel left"), Kind.MINUTE),
        Column("done_at", _("Certificate issued"), Kind.MINUTE),
        _KEPT,
        _GOOD,
    ),
    Part.ORIGINS: (
        _BATCH,
        Column("at", _("First parcel left"), Kind.MINUTE),
        Column("done_at", _("Origin confirmed"), Kind.MINUTE),
        _KEPT,
        _GOOD,
    ),
    Part.SHARES: (
        _KEPT,
        Column("at", _("Due in the account by"), Kind.MINUTE),
        Column("done_at", _("Paid"), Kind.MINUTE),
        _GOOD,
    ),
}
"""What everybody sees: nothing that speaks of a buyer. Who runs the shop sees the order too."""
_OF_BATCHES = frozenset({Part.CERTIFICATES, Part.ORIGINS})


@dataclass(frozen=True)
class ShopView:
    """A producer as a shop."""

    id: int
    name: str
    kind: str
    village_code: str
    is_demo: bool
    village: str = ""


@dataclass(frozen=True)
class Evidence:
    """One page of the rows behind a part of a mark, newest first, and the count of all of them."""

    count: Count
    page: int
    pages: int
    columns: tuple[Column, ...]
    lines: list[dict[str, Any]]


def shop(producer_id: int | None = None, *, product: int | None = None) -> ShopView | None:
    """Return the shop, by its id or a product of it; without its village's name, for a panel."""
    found = read(
        statements.load("insight", "kind_shop"), {"producer": producer_id, "product": product}
    )
    return ShopView(**found[0]) if found else None


def village_of(view: ShopView) -> str:
    """Return where the shop lies, in words."""
    return places.names([view.village_code])[view.village_code] or view.village_code


def mark_of(producer_id: int, at: datetime | None = None) -> Mark:
    """Return the mark as it is now (or would have been read at a moment): one statement."""
    at = at or now()
    version = kindness.version_on(wall(at).date())
    found = read(_counting(), _parameters(producer_id, version, at))
    rows = {row["part"]: row for row in found}
    counts = {part: Count(rows[name]["kept"], rows[name]["rows"]) for part, name in _SQL.items()}
    return kindness.mark(version, counts)


def kept_mark(producer_id: int) -> tuple[Mark, datetime]:
    """Return the mark as it was counted within the last minutes, and when."""
    key = f"insight:kind:{producer_id}"
    known: tuple[Mark, datetime] | None = cache.get(key)
    if known is None:
        at = now()
        known = (mark_of(producer_id, at), at)
        cache.set(key, known, KEPT_S)
    return known


def opened(producer_id: int, part: Part, page: int, *, full: bool) -> Evidence:
    """Return a page of the rows behind a part; a page out of range is the nearest one.

    `full` names the orders, for those who run the shop.
    """
    at = now()
    parameters = _parameters(producer_id, kindness.version_on(wall(at).date()), at)
    rows = "(" + _rows(part) + ") rows"
    (head,) = read("select " + _COUNT + " from " + rows, parameters)  # noqa: S608 - literals
    pages = max(1, -(-head["rows"] // PAGE_ROWS))
    page = min(max(page, 1), pages)
    lines = read(
        "select * from " + rows + " order by at desc, good, done_at, 1"  # noqa: S608 - literals
        " limit %(limit)s offset %(offset)s",
        {**parameters, "limit": PAGE_ROWS, "offset": (page - 1) * PAGE_ROWS},
    )
    columns = COLUMNS[part]
    if full and part not in _OF_BATCHES:
        columns = (*columns, _ORDER)
    return Evidence(Count(head["kept"], head["rows"]), page, pages, columns, lines)


def _counting() -> LiteralString:
    asked: list[LiteralString] = [
        "select '" + name + "' as part, " + _COUNT + " from (" + _rows(part) + ") rows"  # noqa: S608
        for part, name in _SQL.items()
    ]
    return " union all ".join(asked)


def _rows(part: Part) -> LiteralString:
    text = statements.load("insight", _SQL[part])
    return text.replace("{batches}", statements.load("insight", "kind_batches"))


def _parameters(producer_id: int, version: Version, at: datetime) -> dict[str, Any]:
    today = wall(at).date()
    duties = [
        duty
        for duty in DUTIES
        if duty.valid_from <= today and (duty.valid_until is None or today <= duty.valid_until)
    ]
    since = at - timedelta(days=version.window_days)
    begun = [datetime.combine(duty.valid_from, datetime.min.time(), CHINA) for duty in duties]
    return {
        "producer": producer_id,
        "now": at,
        "since": since,
        "paid_within_days": version.paid_within_days,
        "perishable_h": PERISHABLE_H,
        "keeps_h": KEEPS_H,
        "classes": [f"{prefix}%" for duty in duties for prefix, _zh, _en in duty.classes],
        "excused": [kind for duty in duties for kind in duty.excused],
        "duty_from": max([since, *begun]),
    }

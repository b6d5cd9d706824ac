"""What a table of months or of orders would do: decided, never written.

The dry run and the import itself ask the same function; `actions.importing` asks it again within
the transaction that writes.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from yutang.kernel.clock import CHINA, now, wall
from yutang.kernel.errors import Refusal
from yutang.kernel.money import yuan
from yutang.plumbing.reader import reads_english
from yutang.plumbing.seal import digest
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, Table, read
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict
from yutang.shops.columns import MONTHS, MONTHS_KEY, ORDERS, ORDERS_KEY
from yutang.shops.errors import (
    BeforeOpening,
    ElsewhereListing,
    ModifiedAhead,
    MonthAhead,
    NotPaid,
    TypedHere,
    UnknownListing,
)
from yutang.shops.models import Listing, PlatformOrder
from yutang.shops.queries.known import known_months, listings_named
from yutang.shops.rules import merging
from yutang.shops.rules.merging import Figures, Said
from yutang.shops.rules.platforms import OWN, named

_VERDICTS = {
    "added": Verdict.NEW,
    "changed": Verdict.CHANGED,
    "same": Verdict.SAME,
    "older": Verdict.SAME,
}


@dataclass
class MonthsDecided:
    """What a table of months would do, and the months that it says."""

    outcome: Outcome
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class OrderSaid:
    """An order as another platform says it, without its buyer."""

    mark: bytes
    month: date
    units: int
    paid_fen: int
    refunded_fen: int
    modified_at: datetime


@dataclass
class OrdersDecided:
    """What a table of orders would do, and the orders that are new or changed."""

    outcome: Outcome
    said: list[OrderSaid] = field(default_factory=list)


def beginning_of(day: date) -> datetime:
    """Return when a day begins in China: of what was exported then, unless a row says more."""
    return datetime.combine(day, time(), CHINA).astimezone(UTC)


def decide_months(data: bytes, within: Collection[str], as_of: date) -> MonthsDecided:
    """Decide a table of months for a clerk of these places; `as_of`: when it was exported."""
    return months_of(read(data, MONTHS, MONTHS_KEY), within, as_of)


def months_of(table: Table, within: Collection[str], as_of: date) -> MonthsDecided:
    """Decide the rows of a table of months that was read."""
    listings = listings_named({(row["platform"], row["number"]) for row in table.rows})
    known = known_months({each.pk for each in listings.values()})
    problems, decided, said = [], [], []
    for row in table.rows:
        listing = listings.get((row["platform"], row["number"]))
        refusal = _unknown(row) if listing is None else _refusal(row, listing, within)
        if listing is None or refusal is not None:
            problems.append(table.problem(row, *(refusal or _unknown(row))))
            continue
        month = _said(row, listing, as_of)
        had = known.get((listing.pk, month.month))
        becomes = merging.outcome(month, had)
        before = had.figures if had and becomes in {"changed", "older"} else None
        told = _told(month.figures, before, is_older=becomes == "older")
        decided.append(Decided(row.number, _VERDICTS[becomes], _about(listing, month.month), told))
        said.append(month)
    return MonthsDecided(Outcome.of(table, decided, problems), said)


def decide_orders(data: bytes, listing: Listing, as_of: date) -> OrdersDecided:
    """Decide a table of a listing's orders on its platform."""
    table = read(data, ORDERS, ORDERS_KEY)
    marks = {row.number: digest(f"order:{listing.platform}:{row['order']}") for row in table.rows}
    known = {
        bytes(each.number_digest): each
        for each in PlatformOrder.objects.filter(
            listing=listing, number_digest__in=list(marks.values())
        )
    }
    problems, decided, said = [], [], []
    for row in table.rows:
        if refusal := order_refusal(row, listing):
            problems.append(table.problem(row, *refusal))
            continue
        if not row["paid_fen"]:
            note = table.problem(row, "paid_fen", NotPaid())
            table.notes.append(Problem(**{**vars(note), "is_note": True}))
        order = _order(row, marks[row.number], as_of)
        had = known.get(order.mark)
        verdict = _order_verdict(order, had)
        about = f"{order.month:%Y-%m} ¥{yuan(order.paid_fen)}"
        decided.append(Decided(row.number, verdict, about))
        if verdict != Verdict.SAME:
            said.append(order)
    return OrdersDecided(Outcome.of(table, decided, problems), said)


def _refusal(row: Row, listing: Listing, within: Collection[str]) -> tuple[str, Refusal] | None:
    """Return why a row of a listing that we know cannot be taken, and at which column."""
    words = {"platform": _platform(listing.platform), "number": listing.number}
    if listing.platform == OWN:
        return "platform", TypedHere()
    if not any(listing.shop.village_code.startswith(code) for code in within):
        return "number", ElsewhereListing(**words)
    opened = min(listing.opened_on, listing.shop.opened_on)
    if row["month"] < opened.replace(day=1):
        return "month", BeforeOpening(opened=f"{opened:%Y-%m-%d}")
    if row["month"] > wall(now()).date():
        return "month", MonthAhead()
    if row["modified_at"] and row["modified_at"] > now():
        return "modified_at", ModifiedAhead()
    return None


def _unknown(row: Row) -> tuple[str, Refusal]:
    words = {"platform": _platform(row["platform"]), "number": row["number"]}
    return "number", UnknownListing(**words)


def _said(row: Row, listing: Listing, as_of: date) -> Said:
    units = row["orders"] if row["units"] is None else row["units"]
    figures = Figures(row["orders"], units, row["sales_fen"], row["refunds_fen"] or 0)
    return Said(listing.pk, row["month"], figures, row["modified_at"] or beginning_of(as_of))


def order_refusal(row: Row, listing: Listing) -> tuple[str, Refusal] | None:
    placed = wall(row["placed_at"]).date()
    opened = min(listing.opened_on, listing.shop.opened_on)
    if placed.replace(day=1) < opened.replace(day=1):
        return "placed_at", BeforeOpening(opened=f"{opened:%Y-%m-%d}")
    if row["placed_at"] > now():
        return "placed_at", MonthAhead()
    if row["modified_at"] and row["modified_at"] > now():
        return "modified_at", ModifiedAhead()
    return None


def _order(row: Row, mark: bytes, as_of: date) -> OrderSaid:
    return OrderSaid(
        mark=mark,
        month=wall(row["placed_at"]).date().replace(day=1),
        units=1 if row["units"] is None else row["units"],
        paid_fen=row["paid_fen"],
        refunded_fen=row["refunded_fen"] or 0,
        modified_at=row["modified_at"] or max(beginning_of(as_of), row["placed_at"]),
    )


def _order_verdict(order: OrderSaid, had: PlatformOrder | None) -> Verdict:
    if had is None:
        return Verdict.NEW
    now_said = (order.month, order.units, order.paid_fen, order.refunded_fen)
    before = (had.month, had.units, had.paid_fen, had.refunded_fen)
    is_same = now_said == before or order.modified_at < had.modified_at
    return Verdict.SAME if is_same else Verdict.CHANGED


def _about(listing: Listing, month: date) -> str:
    return f"{listing.shop.name} · {_platform(listing.platform)} · {month:%Y-%m}"


def _told(figures: Figures, before: Figures | None, *, is_older: bool) -> str:
    now_said = f"¥{yuan(figures.sales_fen)} / {figures.orders}"
    if before is None:
        return now_said
    known = f"¥{yuan(before.sales_fen)} / {before.orders}"
    if is_older:
        kept = "newer figures are known and stay" if reads_english() else "已有更新的数据，保留"
        return f"{now_said} – {kept}: {known}"
    return f"{known} → {now_said}"


def _platform(platform: str) -> str:
    return named(platform, english=reads_english())

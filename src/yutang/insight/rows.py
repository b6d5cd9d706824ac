"""The rows behind the numbers: named SQL, the columns a reader sees, and slices of a sale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, LiteralString

from django.utils.translation import gettext_lazy as _

from yutang.insight.units import Text
from yutang.plumbing import statements

Row = Mapping[str, Any]
Parameters = dict[str, str | int | datetime | None]


class Period(Enum):
    """When in the life of a sale something happened; every order lies in exactly one."""

    BEFORE = "before"
    LIVE = "live"
    AFTER = "after"
    LATER = "later"

    @property
    def title(self) -> Text:
        return _PERIODS[self]


_PERIODS: dict[Period, Text] = {
    Period.BEFORE: _("before the sale"),
    Period.LIVE: _("during the sale"),
    Period.AFTER: _("within 7 days after"),
    Period.LATER: _("later"),
}


@dataclass(frozen=True)
class Slice:
    """A sale, or the part of it that a number of a table speaks of."""

    sale_id: int
    period: Period | None = None
    lot: int | None = None
    county: str | None = None
    producer: int | None = None
    minute: datetime | None = None

    def parameters(self) -> Parameters:
        """Return what every statement of this room is executed with."""
        return {
            "sale": self.sale_id,
            "lot": self.lot,
            "county": self.county,
            "producer": self.producer,
            "minute": self.minute,
        }

    def within(self, period: Period) -> "Slice":
        return replace(self, period=period)

    @property
    def is_whole(self) -> bool:
        return self == Slice(self.sale_id)


class Kind(Enum):
    """What a column holds, which decides how it is shown and what a file gets."""

    TEXT = "text"
    PERSON = "person"
    GOOD = "good"
    COUNTY = "county"
    TIME = "time"
    MINUTE = "minute"
    COUNT = "count"
    FEN = "fen"
    SECONDS = "seconds"
    ORDER_STATE = "order_state"
    METHOD = "method"
    VIEWER_KIND = "viewer_kind"
    PERIOD = "period"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    name: str
    title: Text
    kind: Kind

    @property
    def is_number(self) -> bool:
        return self.kind in {Kind.COUNT, Kind.FEN, Kind.SECONDS}


@dataclass(frozen=True)
class Rows:
    """A named set of rows: ``sql/rows_<name>.sql`` over ``sql/facts_<facts>.sql``.

    `names`: the statement ``sql/named_<names>.sql`` that puts names to the ids of rows to be read.
    """

    name: LiteralString
    facts: LiteralString
    columns: tuple[Column, ...]
    order: LiteralString
    has_persons: bool = True
    """Whether a row speaks of somebody; such rows are never open to the public."""
    slices: frozenset[str] = frozenset()
    """Which parts of a sale the facts can be cut into."""
    names: LiteralString = ""

    def of(self, period: Period | None) -> LiteralString:
        """Return the name under which a statement made by `over` knows these rows."""
        return "rows_" + self.name + _suffix(period)

    def listing(self, period: Period | None, extent: LiteralString = "") -> LiteralString:
        """Return the query that lists them in their own order, with names; `extent` limits it."""
        ordered = " order by " + self.order
        lines = "select * from " + self.of(period) + ordered + extent  # noqa: S608 - literals
        if not self.names:
            return lines
        named = statements.load("insight", f"named_{self.names}")
        return named.replace("{lines}", lines) + ordered


_ORDER_SLICES = frozenset({"period", "lot", "county", "producer", "minute"})
_ORDER_COLUMNS = (
    Column("placed_at", _("Placed at"), Kind.TIME),
    Column("buyer", _("Buyer (masked)"), Kind.PERSON),
    Column("good", _("Good"), Kind.GOOD),
    Column("quantity", _("Quantity"), Kind.COUNT),
    Column("amount_fen", _("Amount"), Kind.FEN),
    Column("paid_fen", _("Paid"), Kind.FEN),
    Column("refunded_fen", _("Refunded"), Kind.FEN),
    Column("net_fen", _("Net"), Kind.FEN),
    Column("state", _("State"), Kind.ORDER_STATE),
    Column("method", _("Paid by"), Kind.METHOD),
    Column("period", _("Period"), Kind.PERIOD),
    Column("county_code", _("County"), Kind.COUNTY),
    Column("producer", _("Producer"), Kind.TEXT),
    Column("order_id", _("Order"), Kind.TEXT),
)


def _orders(name: LiteralString) -> Rows:
    return Rows(
        name,
        "orders",
        _ORDER_COLUMNS,
        "placed_at, order_id",
        slices=_ORDER_SLICES,
        names="orders",
    )


ORDERS = _orders("orders")
PAID_ORDERS = _orders("paid_orders")
KEPT_ORDERS = _orders("kept_orders")
REFUNDED_ORDERS = _orders("refunded_orders")
BUYERS = Rows(
    "buyers",
    "orders",
    (
        Column("buyer", _("Buyer (masked)"), Kind.PERSON),
        Column("placed_at", _("First order"), Kind.TIME),
        Column("orders", _("Paid orders"), Kind.COUNT),
        Column("quantity", _("Quantity"), Kind.COUNT),
        Column("net_fen", _("Net"), Kind.FEN),
    ),
    "placed_at, buyer_id",
    slices=_ORDER_SLICES,
    names="buyers",
)
VIEWERS = Rows(
    "viewers",
    "viewers",
    (
        Column("viewer", _("Viewer (masked)"), Kind.PERSON),
        Column("kind", _("Known by"), Kind.VIEWER_KIND),
        Column("first_at", _("First seen"), Kind.TIME),
        Column("last_at", _("Last seen"), Kind.TIME),
        Column("entries", _("Entries"), Kind.COUNT),
        Column("stayed_s", _("Stayed"), Kind.SECONDS),
    ),
    "first_at, id",
)
SAMPLES = Rows(
    "samples",
    "samples",
    (
        Column("at", _("Time"), Kind.TIME),
        Column("gates", _("Gates that counted"), Kind.COUNT),
        Column("online", _("Online"), Kind.COUNT),
    ),
    "at",
    has_persons=False,
)
MESSAGES = Rows(
    "messages",
    "messages",
    (
        Column("at", _("Time"), Kind.TIME),
        Column("author", _("Author (masked)"), Kind.PERSON),
        Column("text", _("Message"), Kind.TEXT),
        Column("hidden", _("Hidden by a moderator"), Kind.YES_NO),
        Column("period", _("Period"), Kind.PERIOD),
    ),
    "at, id",
    slices=frozenset({"period"}),
)
LIKES = Rows(
    "likes",
    "likes",
    (
        Column("at", _("Counted since"), Kind.TIME),
        Column("likes", _("Likes"), Kind.COUNT),
    ),
    "id",
    has_persons=False,
)

Part = tuple[Rows, Period | None]
"""Rows, of the whole sale or of one period of it."""


def over(parts: Iterable[Part], query: LiteralString) -> LiteralString:
    """Return one statement in which `query` may select from `Rows.of` each part.

    The facts are read once, whatever is counted from them.
    """
    tables: dict[LiteralString, LiteralString] = {}
    for rows, period in parts:
        facts: LiteralString = "facts_" + rows.facts
        tables[facts] = "materialized (" + _facts(rows.facts) + ")"
        if period is not None:
            whole, facts = facts, facts + _suffix(period)
            chosen = " where period = '" + _named(period) + "'"
            tables[facts] = "(select * from " + whole + chosen + ")"  # noqa: S608 - literals
        text = statements.load("insight", f"rows_{rows.name}")
        tables[rows.of(period)] = "(" + text.replace("{facts}", facts) + ")"
    joined = ", ".join(name + " as " + body for name, body in tables.items())
    return "with " + joined + " " + query


def table(name: str) -> LiteralString:
    """Return the statement of a table over the orders' facts, such as ``by_lot``."""
    return statements.load("insight", name).replace("{facts_orders}", _facts("orders"))


def _facts(name: str) -> LiteralString:
    return statements.load("insight", f"facts_{name}")


_NAMES: dict[Period, LiteralString] = {
    Period.BEFORE: "before",
    Period.LIVE: "live",
    Period.AFTER: "after",
    Period.LATER: "later",
}


def _named(period: Period) -> LiteralString:
    return _NAMES[period]


def _suffix(period: Period | None) -> LiteralString:
    return "" if period is None else "_" + _named(period)

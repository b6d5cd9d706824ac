"""The rows behind the numbers: named SQL, the columns a reader sees, and slices of a sale."""

from collections.abc import Mapping
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
            "period": self.period.value if self.period else None,
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
    """A named set of rows: ``sql/rows_<name>.sql`` over ``sql/facts_<facts>.sql``."""

    name: LiteralString
    facts: LiteralString
    columns: tuple[Column, ...]
    order: LiteralString
    has_persons: bool = True
    """Whether a row speaks of somebody; such rows are never open to the public."""
    slices: frozenset[str] = frozenset()
    """Which parts of a sale the facts can be cut into."""

    def common_table(self) -> LiteralString:
        """Return these rows as one named part of a statement."""
        return "rows_" + self.name + " as (" + statements.load("insight", f"rows_{self.name}") + ")"

    def counting(self) -> LiteralString:
        """Return the query that counts them."""
        return "select count(*) from rows_" + self.name  # noqa: S608 - literals

    def listing(self) -> LiteralString:
        """Return the query that lists them in their own order."""
        return "select * from rows_" + self.name + " order by " + self.order  # noqa: S608 - literals


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
    return Rows(name, "orders", _ORDER_COLUMNS, "placed_at, order_id", slices=_ORDER_SLICES)


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
EVERY = (
    ORDERS,
    PAID_ORDERS,
    KEPT_ORDERS,
    REFUNDED_ORDERS,
    BUYERS,
    VIEWERS,
    SAMPLES,
    MESSAGES,
    LIKES,
)


def over(rows: tuple[Rows, ...], query: LiteralString) -> LiteralString:
    """Return one statement in which `query` may select from ``rows_<name>`` of each of `rows`."""
    facts = dict.fromkeys(each.facts for each in rows)
    parts = ["facts_" + name + " as (" + _facts(name) + ")" for name in facts]
    parts += [each.common_table() for each in rows]
    return "with " + ", ".join(parts) + " " + query


def table(name: str) -> LiteralString:
    """Return the statement of a table over the orders' facts, such as ``by_lot``."""
    return statements.load("insight", name).replace("{facts_orders}", _facts("orders"))


def _facts(name: str) -> LiteralString:
    return statements.load("insight", f"facts_{name}")

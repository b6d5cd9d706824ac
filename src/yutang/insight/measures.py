"""What came of a sale, in numbers. A number is its rows and one aggregate over them; so the rows
that a reader opens give the number that was printed, always.

Sources of the definitions: the usual board of a live room (UV, PV, PCU, ACU, conversion, UV value)
as the trade uses it. Net sales are paid less refunds; gross merchandise value includes unpaid
orders and is never printed without saying so.
"""

from dataclasses import dataclass
from enum import Enum
from typing import LiteralString

from django.utils.translation import gettext_lazy as _

from yutang.insight import rows
from yutang.insight.rows import Period, Rows
from yutang.insight.units import Text, Unit


class Aggregate(Enum):
    COUNT = "count"
    SUM = "sum"
    GREATEST = "greatest"
    MEAN = "mean"

    @property
    def title(self) -> Text:
        return _AGGREGATES[self]


_AGGREGATES: dict[Aggregate, Text] = {
    Aggregate.COUNT: _("Number of rows"),
    Aggregate.SUM: _("Sum of the column"),
    Aggregate.GREATEST: _("Greatest of the column"),
    Aggregate.MEAN: _("Mean of the column"),
}
_SQL: dict[Aggregate, LiteralString] = {
    Aggregate.COUNT: "count(*)",
    Aggregate.SUM: "coalesce(sum({column}), 0)::bigint",
    Aggregate.GREATEST: "max({column})",
    Aggregate.MEAN: "avg({column})::float8",
}


@dataclass(frozen=True)
class Measure:
    """A number counted from rows."""

    id: LiteralString
    title: Text
    unit: Unit
    formula: Text
    rows: Rows
    aggregate: Aggregate
    column: LiteralString = ""
    undefined_because: Text = ""
    """Why there may be no number: only greatest and mean need rows to exist."""

    @property
    def has_persons(self) -> bool:
        """Whether opening it shows rows that speak of persons."""
        return self.rows.has_persons

    def can_be_cut(self, part: str) -> bool:
        """Say whether its rows can be narrowed to such a part of a sale."""
        return part in self.rows.slices

    def query(self, period: Period | None) -> LiteralString:
        """Return the query that counts it from its rows."""
        expression = _SQL[self.aggregate].replace("{column}", self.column)
        return "select " + expression + " from " + self.rows.of(period)  # noqa: S608 - literals


@dataclass(frozen=True)
class Ratio:
    """A number divided by another; it opens into both."""

    id: str
    title: Text
    unit: Unit
    formula: Text
    top: Measure
    bottom: Measure
    undefined_because: Text

    @property
    def has_persons(self) -> bool:
        return self.top.has_persons or self.bottom.has_persons

    def can_be_cut(self, part: str) -> bool:
        return self.top.can_be_cut(part) and self.bottom.can_be_cut(part)


Indicator = Measure | Ratio

_NOBODY_WATCHED = _("Nobody has watched yet.")
_NOTHING_PAID = _("Nothing has been paid yet.")
_NOT_COUNTED = _("Nobody was counted online yet.")

ORDERS = Measure(
    "orders",
    _("Orders"),
    Unit.ORDERS,
    _("All orders placed from this sale, whatever became of them."),
    rows.ORDERS,
    Aggregate.COUNT,
)
PAID_ORDERS = Measure(
    "paid-orders",
    _("Paid orders"),
    Unit.ORDERS,
    _(
        "Orders that were paid; cash on delivery counts once the buyer has confirmed it. "
        "Orders refunded later stay counted here."
    ),
    rows.PAID_ORDERS,
    Aggregate.COUNT,
)
UNITS = Measure(
    "units",
    _("Units sold"),
    Unit.UNITS,
    _("Units of the paid orders, without those whose money went back."),
    rows.KEPT_ORDERS,
    Aggregate.SUM,
    "quantity",
)
GMV = Measure(
    "gmv",
    _("Gross value (GMV)"),
    Unit.FEN,
    _("Amounts of all orders placed, unpaid and cancelled ones included. Not income."),
    rows.ORDERS,
    Aggregate.SUM,
    "amount_fen",
)
PAID_AMOUNT = Measure(
    "paid-amount",
    _("Amount paid"),
    Unit.FEN,
    _("Amounts of the paid orders, before refunds; cash on delivery counts when confirmed."),
    rows.PAID_ORDERS,
    Aggregate.SUM,
    "paid_fen",
)
NET_SALES = Measure(
    "net-sales",
    _("Net sales"),
    Unit.FEN,
    _("Amount paid less refunds. Cash on delivery counts when the buyer has confirmed it."),
    rows.PAID_ORDERS,
    Aggregate.SUM,
    "net_fen",
)
REFUNDS = Measure(
    "refunds",
    _("Refunds"),
    Unit.FEN,
    _("Money that went back to buyers."),
    rows.REFUNDED_ORDERS,
    Aggregate.SUM,
    "refunded_fen",
)
REFUND_RATE = Ratio(
    "refund-rate",
    _("Refund rate"),
    Unit.SHARE,
    _("Refunds ÷ amount paid."),
    REFUNDS,
    PAID_AMOUNT,
    _NOTHING_PAID,
)
BUYERS = Measure(
    "buyers",
    _("Buyers"),
    Unit.PERSONS,
    _("Different accounts with at least one paid order."),
    rows.BUYERS,
    Aggregate.COUNT,
)
VIEWERS = Measure(
    "uv",
    _("Viewers (UV)"),
    Unit.PERSONS,
    _(
        "Different accounts, and signed devices where nobody signed in, that opened the room or "
        "its replay."
    ),
    rows.VIEWERS,
    Aggregate.COUNT,
)
ENTRIES = Measure(
    "pv",
    _("Entries (PV)"),
    Unit.PERSON_TIMES,
    _("How often the room or its replay was entered; one viewer may enter many times."),
    rows.VIEWERS,
    Aggregate.SUM,
    "entries",
)
PEAK_ONLINE = Measure(
    "pcu",
    _("Peak online (PCU)"),
    Unit.ONLINE,
    _("The greatest number of viewers at once while on air, counted every 5 seconds."),
    rows.SAMPLES,
    Aggregate.GREATEST,
    "online",
    _NOT_COUNTED,
)
MEAN_ONLINE = Measure(
    "acu",
    _("Average online (ACU)"),
    Unit.ONLINE,
    _("The mean of the counts taken every 5 seconds while on air."),
    rows.SAMPLES,
    Aggregate.MEAN,
    "online",
    _NOT_COUNTED,
)
MEAN_STAY = Measure(
    "mean-stay",
    _("Mean stay"),
    Unit.SECONDS,
    _("Time that all viewers stayed, all their entries added ÷ viewers."),
    rows.VIEWERS,
    Aggregate.MEAN,
    "stayed_s",
    _NOBODY_WATCHED,
)
CONVERSION = Ratio(
    "conversion",
    _("Conversion"),
    Unit.SHARE,
    _("Buyers ÷ viewers (UV)."),
    BUYERS,
    VIEWERS,
    _NOBODY_WATCHED,
)
UV_VALUE = Ratio(
    "uv-value",
    _("Net sales a viewer (UV value)"),
    Unit.FEN,
    _("Net sales ÷ viewers (UV)."),
    NET_SALES,
    VIEWERS,
    _NOBODY_WATCHED,
)
MEAN_ORDER = Measure(
    "mean-order",
    _("Mean order value"),
    Unit.FEN,
    _("Amount paid ÷ paid orders, before refunds."),
    rows.PAID_ORDERS,
    Aggregate.MEAN,
    "paid_fen",
    _NOTHING_PAID,
)
LIKES = Measure(
    "likes",
    _("Likes"),
    Unit.LIKES,
    _("Taps on the heart, counted as they come; they are not kept one by one."),
    rows.LIKES,
    Aggregate.SUM,
    "likes",
)
MESSAGES = Measure(
    "messages",
    _("Chat messages"),
    Unit.MESSAGES,
    _("Lines written in the chat, hidden ones included."),
    rows.MESSAGES,
    Aggregate.COUNT,
)

EVERY: tuple[Indicator, ...] = (
    ORDERS,
    PAID_ORDERS,
    UNITS,
    NET_SALES,
    GMV,
    PAID_AMOUNT,
    REFUNDS,
    REFUND_RATE,
    MEAN_ORDER,
    BUYERS,
    VIEWERS,
    ENTRIES,
    PEAK_ONLINE,
    MEAN_ONLINE,
    MEAN_STAY,
    CONVERSION,
    UV_VALUE,
    LIKES,
    MESSAGES,
)
COUNTED: tuple[Measure, ...] = tuple(each for each in EVERY if isinstance(each, Measure))
BY_ID: dict[str, Indicator] = {each.id: each for each in EVERY}

HEADLINE: tuple[Indicator, ...] = (NET_SALES, ORDERS, UNITS, VIEWERS)
"""The four numbers said first."""
PUBLIC: tuple[Indicator, ...] = (
    NET_SALES,
    ORDERS,
    UNITS,
    VIEWERS,
    BUYERS,
    ENTRIES,
    PEAK_ONLINE,
    LIKES,
    MESSAGES,
)
"""What everybody may read of a sale that has started; totals only."""
SPLIT: tuple[Indicator, ...] = (
    ORDERS,
    PAID_ORDERS,
    UNITS,
    NET_SALES,
    GMV,
    REFUNDS,
    BUYERS,
    MESSAGES,
)
"""Those whose rows know when they happened, and so are told apart: in the sale, 7 days after."""

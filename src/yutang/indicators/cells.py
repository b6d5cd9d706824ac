"""How numbers, completeness and rows of this room are shown to a reader."""

from dataclasses import dataclass
from decimal import Decimal

from yutang.indicators import thresholds
from yutang.indicators.queries.lines import Line, RowsPage
from yutang.indicators.rules import completeness
from yutang.indicators.rules.shape import Indicator
from yutang.indicators.rules.values import Value
from yutang.indicators.thresholds import Threshold
from yutang.kernel.told import Told
from yutang.places import queries as places
from yutang.plumbing.reader import language

NOTHING = "—"
ORIGINS = {
    "A": Told("奠基文章", "founding article"),
    "P": Told("公开资料", "published source"),
    "C": Told("由有来源的数字算出", "computed from sourced numbers"),
    "V": Told("未核实的默认值", "unverified default"),
}


@dataclass(frozen=True)
class Shown:
    """A value in words: `text` without its unit, `why` where there is none."""

    text: str
    unit: str
    why: str
    complete: str
    target: str = ""
    is_met: bool | None = None


@dataclass(frozen=True)
class ShownLine:
    """A row in words."""

    line: Line
    when: str
    place: str
    amount: str


def number(indicator: Indicator, amount: Decimal | None) -> str:
    """Return a number with the digits of its indicator; a dash where there is none."""
    return NOTHING if amount is None else f"{amount:,.{indicator.digits}f}"


def shown(indicator: Indicator, value: Value) -> Shown:
    """Return a value as it is read out."""
    reader = language()
    why = value.why_none.to(reader) if value.why_none else ""
    target, is_met = "", None
    if indicator.target:
        aim = thresholds.at(indicator.target, value.period.last)
        sign = "≤" if indicator.at_most else "≥"
        target = f"{sign} {aim.value:,f} {aim.told[0].to(reader)}"
        if value.number is not None:
            reached = value.number <= aim.value if indicator.at_most else value.number >= aim.value
            is_met = reached
    return Shown(
        text=number(indicator, value.number),
        unit=indicator.unit.to(reader),
        why=why,
        complete=completeness.told(value).to(reader),
        target=target,
        is_met=is_met,
    )


def lines(page: RowsPage) -> list[ShownLine]:
    """Return the rows of a page with their places by name."""
    names = places.names({line.place for line in page.lines if line.place.isdigit()})
    return [
        ShownLine(
            line,
            line.on.isoformat() if line.on else line.month,
            names.get(line.place) or line.place,
            number(page.indicator, line.amount),
        )
        for line in page.lines
    ]


def aims(indicator: Indicator) -> list[Threshold]:
    """Return all versions of the thresholds that an indicator uses."""
    return [each for each in thresholds.every() if each.name in indicator.thresholds]

"""Charts and figures that are indicators: their numbers come from there and nowhere else."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from yutang.boards.queries.reading import Asked
from yutang.boards.rules import periods
from yutang.boards.rules.charts import FEW, Cell, Chart, Column
from yutang.indicators import queries as indicators
from yutang.indicators.queries import telling
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Indicator
from yutang.indicators.rules.values import Value
from yutang.kernel.told import Told

YUAN: Final = Told("元", "yuan")
ORDERS_COUNT: Final = Told("单", "orders")
PERSONS: Final = Told("人", "persons")
DAYS: Final = Told("天", "days")
SHARE: Final = Told("%", "%")
SOLD_COLUMNS: Final = (
    Column(Told("净销售额", "net sales"), "value", YUAN, 2),
    Column(Told("件数", "units"), unit=Told("件", "units")),
    Column(Told("订单", "orders"), unit=ORDERS_COUNT),
)
"""What a table says of something that was sold."""


@dataclass(frozen=True)
class Figure:
    """One number at the head of a board: an indicator and what it came to here."""

    indicator: Indicator
    value: Value


def figures(names: Sequence[str], asked: Asked) -> list[Figure]:
    """Return indicators of the place and period, as this reader may see them."""
    periods = {name: period_for(name, asked) for name in names}
    found = valued(names, [asked.place], set(periods.values()), full=asked.full)
    return [
        Figure(indicators.by_name(name), found[name, asked.place, period])
        for name, period in periods.items()
    ]


def period_for(name: str, asked: Asked) -> Period:
    """Return the period of which this reader is told an indicator."""
    return asked.period if asked.full else telling.period_of(name, asked.period)


def valued(
    names: Iterable[str], places: Collection[str], periods: Collection[Period], *, full: bool
) -> dict[tuple[str, str, Period], Value]:
    """Return indicators of places and periods as this reader may see them."""
    found = indicators.values(names, places, periods)
    return found if full else telling.told(found)


def over_time(
    asked: Asked, name: str, title: Told, wanted: Sequence[str], *, drawn: str = "columns"
) -> Chart:
    """Return indicators of the place by day, week or month, as the period is long."""
    by = periods.step(asked.period)
    parts = cut(asked.period)
    found = valued(wanted, [asked.place], parts, full=asked.full)
    told = [indicators.by_name(one) for one in wanted]
    word = {
        "day": Told("每天一格。", "A column a day."),
        "week": Told("每周一格，周一算起。", "A column a week, from Monday."),
        "month": Told("每月一格。", "A column a month."),
    }[by]
    lines: list[tuple[Cell, ...]] = []
    for part in parts:
        cells: list[Cell] = [periods.said(part.first, by, asked.period)]
        cells += [cell_of(found[one, asked.place, part]) for one in wanted]
        lines.append(tuple(cells))
    has_any = any(found[one, asked.place, part].rows for one in wanted for part in parts)
    return Chart(
        name=name,
        title=title,
        told=Told(
            told[0].told.zh.rstrip("。") + "。" + word.zh,
            told[0].told.en.rstrip(".") + ". " + word.en,
        ),
        drawn="lines" if drawn == "lines" else "columns",
        columns=(
            Column(Told("时间", "when"), "name"),
            *(Column(one.title, "value", one.unit, one.digits) for one in told),
        ),
        rows=tuple(lines) if has_any else (),
        kinds=tuple(sorted({fact for one in told for fact in facts_of(one)})),
        indicator=wanted[0],
    )


def cut(period: Period) -> list[Period]:
    """Return the days, weeks or months of a period."""
    by = periods.step(period)
    if by == "day":
        every = (period.first + timedelta(days=at) for at in range(periods.days(period)))
        return [Period(day, day) for day in every]
    return period.by(by)


def cell_of(value: Value) -> Cell:
    """Return a value as a cell of a table: a number, hidden, or not known."""
    if value.is_hidden:
        return FEW
    return None if value.number is None else float(value.number)


def facts_of(indicator: Indicator) -> set[str]:
    """Return the kinds of facts that an indicator is made of."""
    if indicator.ratio is None:
        return {indicator.fact} if indicator.fact else set()
    parts = (indicator.ratio.top, indicator.ratio.bottom)
    return {fact for part in parts for fact in facts_of(indicators.by_name(part))}

"""A chart in the reader's language: the texts of its cells, how whole it is, what is not there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from yutang.boards.pages.asking import Question
from yutang.boards.queries import Board, Figure, since
from yutang.boards.rules.charts import FEW, ROWS_SHOWN, Cell, Chart, Column, Named
from yutang.facts import queries as facts
from yutang.indicators import addresses
from yutang.indicators.rules.periods import Period
from yutang.kernel.clock import wall
from yutang.kernel.counts import SMALL
from yutang.kernel.told import Told
from yutang.plumbing.reader import language

NOT_KNOWN = "–"
HUES = 5
"""Colours for series beside each other (`--hue-*`)."""
_FEW = Told(f"少于 {SMALL}", f"fewer than {SMALL}")
_TOO_FEW = Told(
    f"这段时间有记录，但人数少于 {SMALL}，不公开。",
    f"There are rows, but of fewer than {SMALL} persons: not shown.",
)
_BY_MONTH = "host_month"
_UNFINISHED = Told(
    "{first} 起有{what}的记录，一个月过完了才算，这段时间里还没有过完的。",
    "Recorded since {first} ({what}). A month counts once it is over, and none of this period is.",
)
_AS_OF = Told("统计到 {at}", "as of {at}")
_NEVER = Told("还没有发布过数据", "no data published yet")


@dataclass(frozen=True)
class ShownCell:
    """A cell: its words; `value` as the picture reads it, empty where nothing is told."""

    text: str
    value: str = ""
    href: str = ""
    is_number: bool = False
    is_few: bool = False


@dataclass(frozen=True)
class ShownRow:
    cells: list[ShownCell]
    code: str


@dataclass(frozen=True)
class ShownChart:
    """A chart as the template shows it."""

    name: str
    title: str
    told: str
    note: str
    headline: str
    unit: str
    drawn: str
    shapes: str
    heads: list[dict[str, Any]]
    rows: list[ShownRow]
    more: int
    empty: str
    as_of: str
    completeness: str
    rows_address: str
    file_address: str
    is_for_clerks: bool


def shown(chart: Chart, board: Board, question: Question) -> ShownChart:
    """Return a chart for this reader."""
    to = language()
    empty = _empty(chart, question)
    asked = question.asked
    return ShownChart(
        name=chart.name,
        title=chart.title.to(to),
        told=chart.told.to(to),
        note=chart.note.to(to),
        headline=chart.headline.to(to),
        unit=_unit(chart),
        drawn="" if empty else chart.drawn,
        shapes=chart.shapes,
        heads=_heads(chart),
        rows=[_row(row, chart.columns) for row in chart.rows[:ROWS_SHOWN]],
        more=max(0, len(chart.rows) - ROWS_SHOWN),
        empty=empty,
        as_of=as_of(),
        completeness=_completeness(chart),
        rows_address=addresses.rows(chart.indicator, asked.place, asked.period)
        if chart.indicator
        else "",
        file_address=_file_address(chart, board, question),
        is_for_clerks=chart.is_for_clerks,
    )


def text_of(cell: Cell, column: Column) -> str:
    """Return what a cell says."""
    if cell is None:
        return NOT_KNOWN
    if isinstance(cell, Told):
        return cell.to(language())
    if isinstance(cell, Named):
        return cell.text
    if cell is FEW:
        return _FEW.to(language())
    if isinstance(cell, str):
        return cell
    return f"{cell:,.{column.digits}f}"


def title_of(column: Column) -> str:
    """Return what stands over a column, its unit with it."""
    unit = column.unit.to(language())
    return f"{column.title.to(language())} ({unit})" if unit else column.title.to(language())


def figure(one: Figure, question: Question) -> dict[str, str]:
    """Return an indicator at the head of a board: title, number with unit, why there is none."""
    asked, value, to = question.asked, one.value, language()
    number = value.number
    return {
        "title": one.indicator.title.to(to),
        "told": one.indicator.told.to(to),
        "text": NOT_KNOWN
        if number is None
        else f"{number:,.{one.indicator.digits}f} {one.indicator.unit.to(to)}",
        "said": _why_none(one) if number is None else _reported(one) or _of(one, asked.period),
        "rows_address": addresses.rows(one.indicator.name, asked.place, value.period),
    }


def as_of() -> str:
    """Return up to when the facts are whole."""
    through = facts.current().through
    if through is None:
        return _NEVER.to(language())
    return _AS_OF.to(language()).format(at=wall(through).strftime("%Y-%m-%d %H:%M"))


def _why_none(one: Figure) -> str:
    return one.value.why_none.to(language()) if one.value.why_none else ""


def _of(one: Figure, asked: Period) -> str:
    """Return of which period a number of persons is, where it is not the one asked for."""
    period = one.value.period
    if period == asked:
        return ""
    when = str(period.first.year) if period.is_year else period.first.isoformat()[:7]
    said = Told("公开的人数：{when}", "persons in public: {when}")
    return said.to(language()).format(when=when)


def _reported(one: Figure) -> str:
    value = one.value
    if value.recorded or not value.of:
        return ""
    villages = value.reporters == "villages"
    said = (
        Told("{n}/{of} 个村上报", "{n} of {of} villages reported")
        if villages
        else Told("{n}/{of} 个县上报", "{n} of {of} counties reported")
    )
    return said.to(language()).format(n=value.reported, of=value.of)


def _heads(chart: Chart) -> list[dict[str, Any]]:
    """Return the heads; those of series side by side have the number of their colour."""
    heads = [_head(column) for column in chart.columns]
    series = [head for head in heads if head["role"] == "value"]
    if chart.drawn in {"columns", "lines"} and len(series) > 1:
        for number, head in enumerate(series):
            head["hue"] = number % HUES + 1
    return heads


def _head(column: Column) -> dict[str, Any]:
    return {
        "title": column.title.to(language()),
        "unit": column.unit.to(language()),
        "role": column.role,
        "is_number": column.role not in {"", "name", "goal"} or bool(column.unit.en),
    }


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> ShownRow:
    cells = [_cell(cell, column) for cell, column in zip(row, columns, strict=True)]
    code = next((cell.code for cell in row if isinstance(cell, Named) and cell.code), "")
    return ShownRow(cells, code)


def _cell(cell: Cell, column: Column) -> ShownCell:
    text = text_of(cell, column)
    if isinstance(cell, Named):
        return ShownCell(text, href=cell.href)
    if isinstance(cell, int | float | Decimal):
        return ShownCell(text, value=f"{cell:.4f}".rstrip("0").rstrip("."), is_number=True)
    is_number = column.role not in {"", "name", "goal"} or bool(column.unit.en)
    return ShownCell(text, is_number=is_number, is_few=cell is FEW)


def _unit(chart: Chart) -> str:
    drawn = [column for column in chart.columns if column.role not in {"", "name", "goal"}]
    return drawn[0].unit.to(language()) if drawn else ""


def _empty(chart: Chart, question: Question) -> str:
    """Return why there is nothing to see; empty where there is something."""
    if chart.rows and chart.has_numbers:
        return ""
    if chart.why_empty.en:
        return chart.why_empty.to(language())
    if chart.is_few or chart.rows:
        return _TOO_FEW.to(language())
    kind = facts.kind(chart.kinds[0])
    what = kind.title.to(language())
    first = since(kind.name, question.asked.place)
    if kind.name == _BY_MONTH and first is not None and first <= question.asked.period.last:
        return _UNFINISHED.to(language()).format(what=what, first=first.isoformat())
    return _nothing(what, first)


def _nothing(what: str, first: date | None) -> str:
    if first is None:
        said = Told(
            "这里还没有{what}的记录。换一个地方，或等有了记录再来。",
            "No {what} have been recorded here yet. Choose another place, or come back later.",
        )
        return said.to(language()).format(what=what)
    said = Told(
        "这段时间没有{what}；{first} 起有记录。换一段时间看看。",
        "No {what} in this period; recorded since {first}. Choose another period.",
    )
    return said.to(language()).format(what=what, first=first.isoformat())


def _completeness(chart: Chart) -> str:
    """Return whether the platform recorded what is drawn itself."""
    if all(facts.kind(kind).recorded for kind in chart.kinds):
        return Told("平台自己记录", "recorded by the platform").to(language())
    return Told("村里或市场上报，可能不全", "reported by villages or markets: may not be whole").to(
        language()
    )


def _file_address(chart: Chart, board: Board, question: Question) -> str:
    asked = question.asked
    also = {
        name: value
        for name, value in (("good", asked.good), ("origin", asked.origin), ("goal", asked.goal))
        if value
    }
    address = reverse("boards:file", args=[question.word, board.name, chart.name])
    return f"{address}?{question.query}" + (f"&{urlencode(also)}" if also else "")

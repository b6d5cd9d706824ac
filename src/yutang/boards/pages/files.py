"""A chart's rows as a CSV file: all of them, with where, when and how they were counted."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yutang.boards import queries
from yutang.boards.pages import telling
from yutang.boards.pages.asking import Question, question
from yutang.boards.rules.charts import Cell, Chart, Column
from yutang.kernel.errors import NotFound
from yutang.kernel.told import Told
from yutang.plumbing.reader import language
from yutang.plumbing.sheets import writing


@require_safe
def file(request: HttpRequest, word: str, board: str, chart: str) -> HttpResponse:
    """Send a chart's rows; the same ones that its table shows to this reader."""
    wanted = queries.by_name(board)
    make = queries.chart_of(wanted, chart) if wanted else None
    if make is None:
        raise NotFound
    asked = question(request, word)
    period = asked.asked.period
    name = f"{asked.word}-{board}-{chart}-{period.first.isoformat()}-{period.last.isoformat()}"
    return writing.sent(_rows(make(asked.asked), asked), name, "csv")


def _rows(chart: Chart, asked: Question) -> Iterator[list[object]]:
    """Yield the heads, the rows, and under them what they are."""
    to, period = language(), chart.period or asked.asked.period
    yield [telling.title_of(column) for column in chart.columns]
    for row in chart.rows:
        yield [_plain(cell, column) for cell, column in zip(row, chart.columns, strict=True)]
    yield []
    yield [Told("图", "chart").to(to), chart.title.to(to)]
    yield [Told("地方", "place").to(to), asked.name]
    yield [Told("第一天", "first day").to(to), period.first]
    yield [Told("最后一天", "last day").to(to), period.last]
    yield [Told("怎么算的", "how it is counted").to(to), chart.told.to(to)]
    if chart.note.en:
        yield [Told("注", "note").to(to), chart.note.to(to)]
    yield [Told("数据", "data").to(to), telling.as_of()]


def _plain(cell: Cell, column: Column) -> object:
    """Return a cell for a spreadsheet: an amount with its own digits, not known as empty."""
    if cell is None:
        return None
    if isinstance(cell, int | float):
        return Decimal(f"{cell:.{column.digits}f}") if column.digits else round(cell)
    return telling.text_of(cell, column)

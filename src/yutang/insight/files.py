"""Downloads: CSV that Excel opens with its Chinese whole, and XLSX written row by row."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import IO, Any, Literal

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yutang.insight import board, cells, measures, queries, rules
from yutang.insight.cells import FileCell
from yutang.insight.measures import Indicator, Measure
from yutang.insight.queries import Figures, GroupLine, SaleView
from yutang.insight.rows import Period, Slice
from yutang.insight.units import Number, Unit
from yutang.kernel.clock import wall
from yutang.plumbing.reader import language

Form = Literal["csv", "xlsx"]
SHEET_ROWS_MAX = 1_000_000
"""Excel ends at 1,048,576 rows; a new sheet begins before."""

_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARK = "\ufeff"
_LINES_A_CHUNK = 500

Line = Sequence[FileCell]


def rows_file(sale: SaleView, part: Slice, measure: Measure, form: Form) -> HttpResponseBase:
    """Return all rows behind a number as a file, read as it is written."""
    return _sent(_rows(part, measure), f"yutang-{sale.id}-{measure.id}", form)


def summary_file(sale: SaleView, figures: Figures, form: Form) -> HttpResponseBase:
    """Return every number of the results page as a file."""
    return _sent(summary(sale, figures), f"yutang-{sale.id}-results", form)


def _rows(part: Slice, measure: Measure) -> Iterator[Line]:
    columns = measure.rows.columns
    yield [str(cells.title(column)) for column in columns]
    for row in queries.every_row(part, measure.rows):
        yield [cells.in_file(column, row) for column in columns]


def summary(sale: SaleView, figures: Figures) -> Iterator[Line]:
    """Yield the lines of the summary: figures, their parts, lots, counties, producers, minutes."""
    yield [_("Sale"), rules.guarded(board.sale_title(sale))]
    yield [_("Went live"), sale.live_at and wall(sale.live_at)]
    yield [_("Ended"), sale.ended_at and wall(sale.ended_at)]
    yield [_("Counted at"), wall(figures.at)]
    yield []
    yield [
        _("Figure"),
        _("All"),
        str(Period.LIVE.title),
        str(Period.AFTER.title),
        _("Unit"),
        _("How it is counted"),
    ]
    for indicator in measures.EVERY:
        yield _figure(figures, indicator)
    yield []
    yield from _lots(figures)
    for heading, groups in ((_("County"), figures.counties), (_("Producer"), figures.producers)):
        yield []
        yield from _groups(heading, groups)
    yield []
    yield [_("Minute"), _("Orders"), _("Net sales (yuan)")]
    for minute in figures.minutes:
        yield [wall(minute.at), minute.orders, _yuan(minute.net_fen)]


def _figure(figures: Figures, indicator: Indicator) -> Line:
    splits = indicator in measures.SPLIT
    parts = [
        _plain(figures.value(indicator, period).number, indicator.unit) if splits else None
        for period in (Period.LIVE, Period.AFTER)
    ]
    whole = _plain(figures.value(indicator).number, indicator.unit)
    unit = _("yuan") if indicator.unit is Unit.FEN else str(indicator.unit.word)
    if indicator.unit is Unit.SECONDS:
        unit = _("seconds")
    return [str(indicator.title), whole, *parts, unit, str(indicator.formula)]


def _lots(figures: Figures) -> Iterator[Line]:
    yield [
        _("Good"),
        _("County"),
        _("Producer"),
        _("Price (yuan)"),
        _("Units stocked"),
        _("Orders"),
        _("Units sold"),
        _("Gross value (yuan)"),
        _("Net sales (yuan)"),
        _("Sold out after"),
        _("Sold out at"),
    ]
    for lot in figures.lots:
        yield [
            rules.guarded(board.good(lot)),
            rules.guarded(lot.county),
            rules.guarded(lot.producer),
            _yuan(lot.price_fen),
            lot.stocked,
            lot.orders,
            lot.units,
            _yuan(lot.gmv_fen),
            _yuan(lot.net_fen),
            lot.sold_out_after,
            lot.sold_out_at and wall(lot.sold_out_at),
        ]


def _groups(heading: str, groups: Iterable[GroupLine]) -> Iterator[Line]:
    yield [heading, _("Lots"), _("Orders"), _("Units sold"), _("Net sales (yuan)")]
    for group in groups:
        yield [
            rules.guarded(group.title),
            group.lots,
            group.orders,
            group.units,
            _yuan(group.net_fen),
        ]


def _plain(number: Number | None, unit: Unit) -> FileCell:
    if number is None:
        return None
    if unit is Unit.FEN:
        return Decimal(round(float(int(number)))) / 100
    if isinstance(number, float):
        return round(number, 4)
    return int(number)


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


def _sent(lines: Iterator[Line], name: str, form: Form) -> HttpResponseBase:
    if form == "xlsx":
        return FileResponse(
            _workbook(lines), as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX_TYPE
        )
    response = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(lines: Iterator[Line]) -> Iterator[bytes]:
    """Yield the file in chunks; the reader's language outlasts the request that asked for it."""
    reader = language()

    def chunks() -> Iterator[bytes]:
        with override(reader):
            writer = csv.writer(_Echo())
            kept = [_MARK]
            for line in lines:
                kept.append(writer.writerow([_written(cell) for cell in line]))
                if len(kept) >= _LINES_A_CHUNK:
                    yield "".join(kept).encode()
                    kept.clear()
            yield "".join(kept).encode()

    return chunks()


def _written(cell: FileCell) -> str:
    if isinstance(cell, datetime):
        return cells.moment_text(cell)
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return "" if cell is None else str(cell)


def _workbook(lines: Iterator[Line]) -> IO[bytes]:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and few ask for a workbook
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number, line in enumerate(lines, start=1):
        if number % SHEET_ROWS_MAX == 0:
            sheet = book.create_sheet()
        shown = partial(WriteOnlyCell, sheet)
        sheet.append([_excel(cell, shown) for cell in line])
    stored = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
    book.save(stored)
    stored.seek(0)
    return stored


def _excel(cell: FileCell, made: Callable[[object], Any]) -> object:
    """Return the cell for openpyxl: texts never as formulas, moments on China's clock."""
    if isinstance(cell, datetime):
        shown = made(wall(cell).replace(tzinfo=None))
        shown.number_format = "yyyy-mm-dd hh:mm:ss.0"
        return shown
    if isinstance(cell, Decimal):
        shown = made(float(cell))
        shown.number_format = "#,##0.00"
        return shown
    if isinstance(cell, str):
        shown = made(_legal(cell))
        shown.data_type = "s"
        return shown
    return cell


def _legal(text: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return "".join(mark for mark in text if mark >= " " or mark in "\t\n\r")

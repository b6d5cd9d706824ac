"""Downloads: CSV that Excel opens with its Chinese whole, and XLSX written row by row."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from yutang.insight import board, cells, measures, queries
from yutang.insight.cells import FileCell
from yutang.insight.measures import Indicator, Measure
from yutang.insight.queries import Figures, GroupLine, SaleView
from yutang.insight.rows import Period, Slice
from yutang.insight.units import Number, Unit
from yutang.kernel.clock import wall
from yutang.plumbing.sheets import Form, writing

_FEN = Decimal("0.01")

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
    yield [_("Sale"), board.sale_title(sale)]
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
            board.good(lot),
            lot.county,
            lot.producer,
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
            group.title,
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
    return writing.sent_as_read(map(_to_the_fen, lines), name, form, writing.THOUSANDS)


def _to_the_fen(line: Line) -> Line:
    return [cell.quantize(_FEN) if isinstance(cell, Decimal) else cell for cell in line]

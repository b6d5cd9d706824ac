"""XLSX, in and out: the only file that knows the spreadsheet library; imported when asked for."""

import io
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from yutang.plumbing.sheets.cells import Area, Line, Odd, Sheet, Value, plain
from yutang.plumbing.sheets.limits import MEGABYTE, Limits, TooManyRows, Unreadable

ROWS_A_SHEET_MAX = 1_000_000
"""Excel ends at 1,048,576 rows; a new sheet begins before."""
_IN_MEMORY_MAX = 4 * MEGABYTE
_VALUES = (str, int, float, date, time, timedelta)
_Row = tuple[int, list[dict[str, Any]]]


class _Parser(WorkSheetParser):
    """Reads rows and merged cells and nothing else, so that nothing else can be wrong."""

    def __init__(self, source: IO[bytes], sheet: Any, percents: frozenset[int]) -> None:
        book = sheet.parent
        super().__init__(
            source,
            sheet._shared_strings,  # noqa: SLF001 - read-only sheets show merged cells to nobody
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        self.percents = percents

    def parts(self) -> Iterator[_Row | list[str]]:
        """Yield rows, and the names of merged areas as a list."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                yield [child.get("ref", "") for child in element]
                element.clear()

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = Odd.UNCOUNTED
        elif cell["style_id"] in self.percents and isinstance(cell["value"], int | float):
            cell["value"] = f"{plain(cell['value'] * 100.0)}%"
        return cell


def sheets(data: bytes, limits: Limits, *, only_first: bool = False) -> Iterator[Sheet]:
    """Yield the sheets, those that are hidden without their rows (the only one: with them)."""
    left = limits.rows_max
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library misses in a file harms nobody
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            percents = _percents(book)
            for sheet in book.worksheets[: 1 if only_first else limits.sheets_max]:
                found = Sheet(str(sheet.title), sheet.sheet_state != "visible")
                if only_first or not found.is_hidden:
                    _fill(found, sheet, percents, limits, left)
                    left -= len(found.lines)
                yield found
    except Unreadable:
        raise
    except Exception as error:  # whatever its parts stumble over
        raise Unreadable from error
    if only_first and not book.worksheets:
        raise Unreadable


def lines(data: bytes, limits: Limits) -> Iterator[Line]:
    """Yield the rows of the first sheet that is not hidden, one at a time; merged cells as such."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as above
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            percents = _percents(book)
            shown: list[Any] = [each for each in book.worksheets if each.sheet_state == "visible"]
            for sheet in shown[:1]:
                with sheet._get_source() as source:  # noqa: SLF001 - as below
                    parts = _Parser(source, sheet, percents).parts()
                    rows = (part for part in parts if not isinstance(part, list))
                    yield from _lines(rows, limits, limits.rows_max)
    except Unreadable:
        raise
    except Exception as error:  # whatever its parts stumble over
        raise Unreadable from error


def _fill(
    found: Sheet, sheet: Any, percents: frozenset[int], limits: Limits, rows_max: int
) -> None:
    def rows() -> Iterator[_Row]:
        for part in parts:
            if not isinstance(part, list):
                yield part
                continue
            if len(part) > limits.merged_max:
                raise Unreadable
            found.merged += [_area(name) for name in part]

    with sheet._get_source() as source:  # noqa: SLF001 - the part of the archive that it is
        parts = _Parser(source, sheet, percents).parts()
        found.lines += _lines(rows(), limits, rows_max)


def _lines(rows: Iterator[_Row], limits: Limits, rows_max: int) -> Iterator[Line]:
    """Yield the rows with something in them, in their order."""
    found, last = 0, 0
    for number, read in rows:
        cells: list[Value] = [None] * limits.columns_max
        for cell in read:
            if 0 < cell["column"] <= limits.columns_max:
                cells[cell["column"] - 1] = _value(cell["value"])
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not any(cell not in (None, "") for cell in cells):
            continue
        if found >= rows_max:
            raise TooManyRows(most=f"{limits.rows_max:,}")
        if number <= last:
            raise Unreadable  # rows out of their order: no spreadsheet writes that
        found, last = found + 1, number
        yield Line(number, cells)


def _value(read: Any) -> Value:
    if isinstance(read, str):
        return read.strip()
    return read if read is None or isinstance(read, (*_VALUES, Odd)) else str(read)


def _area(name: str) -> Area:
    left, top, right, bottom = range_boundaries(name)
    if left is None or top is None or right is None or bottom is None:
        raise Unreadable
    return Area(top, left, bottom, right)


def _percents(book: Any) -> frozenset[int]:
    """Return the numbers of the styles that show a share as a percentage."""
    custom = book._number_formats  # noqa: SLF001 - a read-only cell is slow to ask for it

    def shown(number: int) -> str:
        if number in BUILTIN_FORMATS:
            return str(BUILTIN_FORMATS[number])
        place = number - 164  # where the formats of a workbook's own begin
        return str(custom[place]) if 0 <= place < len(custom) else ""

    styles = book._cell_styles  # noqa: SLF001
    return frozenset(at for at, style in enumerate(styles) if "%" in shown(style.numFmtId))


def written(rows: Iterable[Iterable[object]], heading_rows: int, money: str) -> IO[bytes]:
    """Return a workbook, written row by row; cells are neutral already. See `writing.book`."""
    book = Workbook(write_only=True)
    sheet = None
    for number, row in enumerate(rows):
        if sheet is None or number % ROWS_A_SHEET_MAX == 0:
            sheet = book.create_sheet()
            if heading_rows:
                sheet.freeze_panes = f"A{heading_rows + 1}"
        cells = [_cell(sheet, value, money) for value in row]
        if number < heading_rows:
            _widen(sheet, cells)
        sheet.append(cells)
    if sheet is None:
        book.create_sheet()
    stored: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY_MAX)  # noqa: SIM115 - handed on
    book.save(stored)
    stored.seek(0)
    return stored


def _widen(sheet: Any, cells: list[Any]) -> None:
    for at, cell in enumerate(cells, start=1):
        if isinstance(cell, WrittenCell):
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            width = min(max(12, 2 * len(str(cell.value)) + 2), 40)
            sheet.column_dimensions[get_column_letter(at)].width = width


def _cell(sheet: Any, value: object, money: str) -> Any:
    """Return the cell: amounts with their digits, moments as such, texts never as formulas."""
    if isinstance(value, Decimal):
        shown = WriteOnlyCell(sheet, float(value))
        digits = max(0, -int(value.as_tuple().exponent))
        shown.number_format = money or "0" + ("." + "0" * digits if digits else "")
        return shown
    if isinstance(value, datetime):
        shown = WriteOnlyCell(sheet, value.replace(tzinfo=None))
        shown.number_format = "yyyy-mm-dd hh:mm:ss.0"
        return shown
    if isinstance(value, date):
        shown = WriteOnlyCell(sheet, datetime.combine(value, time()))
        shown.number_format = "yyyy-mm-dd"
        return shown
    if isinstance(value, str):
        shown = WriteOnlyCell(sheet, "".join(sign for sign in value if sign >= " " or sign == "\n"))
        shown.data_type = "s"
        shown.number_format = "@"
        return shown
    return value

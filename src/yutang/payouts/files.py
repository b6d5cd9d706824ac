"""Files for the bank and from it: CSV and XLSX; no cell runs, and no file breaks the reader.

What is read comes from outside: sizes are limited before anything is unpacked, and whatever the
libraries stumble over is a refusal.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from yutang.payouts.errors import ReplyTooLarge, ReplyUnreadable
from yutang.payouts.rules.profiles import Profile

BYTES_MAX = 5 * 2**20
UNPACKED_MAX = 60 * 2**20
ROWS_MAX = 20_000
CELLS_MAX = 60
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
_ZIP = b"PK\x03\x04"
_MARK = "\ufeff"
_EXCEL_CELL_MAX = 32_767

Cell = str | Decimal


def neutral(text: str) -> str:
    """Return the text as a cell that no spreadsheet program runs as a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text


def yuan(fen: int) -> Decimal:
    """Return fen as the amount of a cell."""
    return Decimal(fen) / 100


def written(profile: Profile, rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a file in the bank's form and encoding; amounts have two digits."""
    headed = [[column.heading for column in profile.sent], *rows]
    if profile.form == "xlsx":
        return _workbook(headed)
    return table(headed).encode(profile.encoding, "replace")


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV text."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_said(cell) for cell in row])
    return kept.getvalue()


def rows_of(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV (UTF-8 or GB18030) or XLSX file as text, line by line.

    Raises:
        ReplyTooLarge, ReplyUnreadable
    """
    if len(data) > BYTES_MAX:
        raise ReplyTooLarge(most=f"{BYTES_MAX // 2**20} MB")
    found = _from_workbook(data) if data.startswith(_ZIP) else _from_text(data)
    rows: list[list[str]] = []
    for row in found:
        rows.append(row[:CELLS_MAX])
        if len(rows) > ROWS_MAX:
            raise ReplyTooLarge(most=f"{ROWS_MAX:,}")
    return rows


def _said(cell: Cell) -> str:
    return f"{cell:.2f}" if isinstance(cell, Decimal) else neutral(cell)


def _workbook(rows: Iterable[Sequence[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        amount = WriteOnlyCell(sheet, float(cell))
        amount.number_format = "0.00"
        return amount
    shown = WriteOnlyCell(sheet, "".join(sign for sign in neutral(cell) if sign >= " "))
    shown.data_type = "s"
    shown.number_format = "@"
    return shown


def _from_text(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;|", key=first.count) if first else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise ReplyUnreadable from error


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.lstrip(_MARK)
    raise ReplyUnreadable


def _from_workbook(data: bytes) -> list[list[str]]:
    """Return the first sheet. openpyxl raises whatever its parts raise, so all of it is caught."""
    if _unpacked(data) > UNPACKED_MAX:
        raise ReplyTooLarge(most=f"{UNPACKED_MAX // 2**20} MB")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(
            max_row=ROWS_MAX + 1, max_col=CELLS_MAX, values_only=True
        )
        return [[_text(cell) for cell in row] for row in rows]
    except Exception as error:
        raise ReplyUnreadable from error


def _unpacked(data: bytes) -> int:
    """Return how large the parts of a workbook say they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReplyUnreadable from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # A cell's 0.1 + 0.2 is a binary number; banks mean fen.
        return f"{value:.2f}" if abs(value) < 10**13 else f"{value:.0f}"
    return str(value)[:_EXCEL_CELL_MAX]

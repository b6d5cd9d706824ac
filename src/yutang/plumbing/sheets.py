"""Tables as files: rows read from whatever an office sends, rows given back as XLSX or CSV.

What comes in is limited before it is unpacked, and read as text only; what goes out never runs as
a formula. The spreadsheet library is imported when somebody asks for it.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Literal

from django.http import HttpResponse

Form = Literal["csv", "xlsx"]
FILE_BYTES_MAX = 2 * 2**20
_UNPACKED_BYTES_MAX = 40 * 2**20
_COLUMNS_MAX = 20
_KINDS: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_RUNS = tuple("=+-@|\t\r\n＝＋－＠")


class Unreadable(Exception):  # noqa: N818 - what the file is
    """No table that we can read, or too large a one."""


def rows_in(data: bytes, rows_max: int) -> list[list[str]]:
    """Return the cells of an XLSX's first sheet or a CSV (UTF-8 or GB18030); empty rows left out.

    Raises:
        Unreadable: it is neither, or has more than `rows_max` rows.
    """
    if len(data) > FILE_BYTES_MAX:
        raise Unreadable("too many bytes")
    found = _from_workbook(data, rows_max) if data[:2] == b"PK" else _from_text(data)
    rows = [row for row in found if any(row)]
    if len(rows) > rows_max:
        raise Unreadable("too many rows")
    return rows


def sent(rows: Iterable[Sequence[object]], name: str, form: Form) -> HttpResponse:
    """Return the rows as a file to download, under a plain ASCII name without its ending."""
    body = _workbook(rows) if form == "xlsx" else _text(rows)
    response = HttpResponse(body, content_type=_KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RUNS) else text


def _text(rows: Iterable[Sequence[object]]) -> bytes:
    kept = io.StringIO("\ufeff", newline="")  # the mark by which Excel knows UTF-8
    kept.seek(0, io.SEEK_END)
    csv.writer(kept).writerows([_cell(value) for value in row] for row in rows)
    return kept.getvalue().encode()


def _workbook(rows: Iterable[Sequence[object]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and few ask for a workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([value if isinstance(value, int | float) else _cell(value) for value in row])
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def _from_text(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        separator = "\t" if "\t" in text.partition("\n")[0] else ","
        try:
            lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            return [[cell.strip() for cell in line[:_COLUMNS_MAX]] for line in lines]
        except csv.Error as error:
            raise Unreadable("no table") from error
    raise Unreadable("no text")


def _from_workbook(data: bytes, rows_max: int) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and few send a workbook

    try:
        _check_unpacked(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        lines = book.worksheets[0].iter_rows(
            max_row=rows_max + 1, max_col=_COLUMNS_MAX, values_only=True
        )
        return [["" if cell is None else _plain(cell) for cell in line] for line in lines]
    except Unreadable:
        raise
    except Exception as error:  # whatever its parts stumble over
        raise Unreadable(type(error).__name__) from error


def _check_unpacked(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _UNPACKED_BYTES_MAX:
            raise Unreadable("too many bytes unpacked")


def _plain(cell: object) -> str:
    """Return a cell as somebody reads it: a long number without the digits of a float."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

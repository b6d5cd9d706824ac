"""Files read as sheets of cells: XLSX by cached values, CSV in UTF-8, UTF-16 or GB18030.

Nothing is unpacked before its size is known, nothing in a file runs, and whatever the libraries
stumble over is `Unreadable`.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from typing import TextIO

from yutang.plumbing.sheets.cells import Line, Sheet, Value, plain
from yutang.plumbing.sheets.limits import (
    MEGABYTE,
    Limits,
    OldWorkbook,
    TooLarge,
    TooManyRows,
    Unreadable,
)

_ZIP = b"PK"
_OLD = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",\t;|"
_FIRST_SHEET = "xl/worksheets/sheet"


def sheets_in(data: bytes, limits: Limits) -> list[Sheet]:
    """Return the sheets of a workbook, hidden ones without their rows; a CSV is one sheet.

    Raises:
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    check_size(data, limits)
    if not data.startswith(_ZIP):
        return [Sheet("", lines=list(_lines(data, limits)))]
    from yutang.plumbing.sheets import workbooks  # noqa: PLC0415 - heavy, few send a workbook

    return list(workbooks.sheets(data, limits))


def lines_in(data: bytes, limits: Limits) -> list[Line]:
    """Return the rows of the first sheet that have something in them, with their numbers.

    Raises:
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    check_size(data, limits)
    if not data.startswith(_ZIP):
        return list(_lines(data, limits))
    from yutang.plumbing.sheets import workbooks  # noqa: PLC0415 - as above

    return next(workbooks.sheets(data, limits, only_first=True)).lines


def stream(data: bytes, limits: Limits) -> Iterator[Line]:
    """Yield the rows of the first sheet that is not hidden, one at a time, for long lists.

    The file is in memory, what is in it never as a whole. Raises as `lines_in`, on the way too.
    """
    check_size(data, limits)
    if not data.startswith(_ZIP):
        yield from _rows(_text(data), limits)
        return
    from yutang.plumbing.sheets import workbooks  # noqa: PLC0415 - as above

    yield from workbooks.lines(data, limits)


def rows_about(data: bytes) -> int:
    """Return about how many rows the first sheet has, without reading it; 0: not known."""
    if not data.startswith(_ZIP):
        return data.count(b"\n")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [part for part in packed.namelist() if part.startswith(_FIRST_SHEET)]
            with packed.open(min(parts)) as sheet:
                return sum(part.count(b"<row ") for part in iter(lambda: sheet.read(MEGABYTE), b""))
    except Exception:  # noqa: BLE001 - it is read in earnest, and refused, elsewhere
        return 0


def rows_in(data: bytes, limits: Limits | int) -> list[list[str]]:
    """Return the cells of the first sheet as text; empty rows are left out.

    `limits` may be how many rows there are at most; raises as `lines_in`.
    """
    found = lines_in(data, Limits(rows_max=limits) if isinstance(limits, int) else limits)
    return [[plain(cell) for cell in line.cells] for line in found]


def check_size(data: bytes, limits: Limits) -> None:
    """Go on only when the file is small enough, also once it is unpacked."""
    if len(data) > limits.bytes_max:
        raise TooLarge(most=f"{limits.bytes_max / MEGABYTE:g} MB")
    if data.startswith(_OLD):
        raise OldWorkbook
    if data.startswith(_ZIP):
        _check_unpacked(data, limits)


def _check_unpacked(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except Exception as error:  # whatever a broken archive holds
        raise Unreadable from error
    if len(parts) > limits.parts_max:
        raise Unreadable
    if sum(part.file_size for part in parts) > limits.unpacked_bytes_max:
        raise TooLarge(most=f"{limits.unpacked_bytes_max / MEGABYTE:g} MB")


def _lines(data: bytes, limits: Limits) -> Iterator[Line]:
    return _rows(io.StringIO(_decoded(data), newline=""), limits)


def _rows(text: TextIO, limits: Limits) -> Iterator[Line]:
    """Yield the lines of a CSV; lines in quotes count as one, as they do in a spreadsheet."""
    first = next((line for line in text if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count) if first else ","
    text.seek(0)
    rows = csv.reader(text, delimiter=separator)
    found = 0
    try:
        for number, row in enumerate(rows, start=1):
            cells: list[Value] = [cell.strip() for cell in row[: limits.columns_max]]
            if not any(cells):
                continue
            found += 1
            if found > limits.rows_max:
                raise TooManyRows(most=f"{limits.rows_max:,}")
            yield Line(number, cells)
    except (csv.Error, UnicodeDecodeError) as error:
        raise Unreadable from error


def _text(data: bytes) -> TextIO:
    """Return the text of a CSV to be read on; of which coding it is, is tried out beforehand."""
    codings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for coding in codings:
        reader = codecs.getincrementaldecoder(coding)()
        try:
            parts = (data[at : at + MEGABYTE] for at in range(0, len(data), MEGABYTE))
            has_zero = any("\0" in reader.decode(part) for part in parts)
            reader.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        if not has_zero:
            return io.TextIOWrapper(io.BytesIO(data), coding, newline="")
        break
    raise Unreadable


def _decoded(data: bytes) -> str:
    codings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.lstrip("\ufeff")
    raise Unreadable

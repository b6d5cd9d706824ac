"""Tables given out, as CSV that Excel opens with its Chinese whole, or as XLSX.

No cell that goes out runs as a formula. Long tables are written as they are read.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import override

from yutang.kernel.clock import wall
from yutang.plumbing.reader import language, reads_english
from yutang.plumbing.sheets.columns import Column
from yutang.plumbing.sheets.limits import Form
from yutang.plumbing.sheets.problems import Problem

TYPES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MARK = "\ufeff"
"""By which Excel knows UTF-8."""
THOUSANDS = "#,##0.00"
# What makes Excel, LibreOffice or WPS read a cell as a formula; the full-width forms count in
# Chinese and Japanese editions.
_RUNS = tuple("=+-@|\t\r\n＝＋－＠")
_LINES_A_CHUNK = 500

Cell = str | int | float | Decimal | date | datetime | None
Rows = Iterable[Sequence[object]]


def neutral(text: str) -> str:
    """Return the text as a cell that no spreadsheet program runs as a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def moment_text(moment: datetime) -> str:
    """Return the moment on China's clock to a tenth of a second: ``2019-01-10 20:00:10.3``."""
    return wall(moment).strftime("%Y-%m-%d %H:%M:%S.%f")[:21]


def sent(rows: Rows, name: str, form: Form) -> HttpResponse:
    """Return a short table as a file to download, under a plain ASCII name without its ending."""
    body = book_bytes(rows) if form == "xlsx" else f"{MARK}{csv_text(rows)}".encode()
    return _named(HttpResponse(body, content_type=TYPES[form]), name, form)


def sent_as_read(rows: Rows, name: str, form: Form, money: str = "") -> HttpResponseBase:
    """Return a table of any length, written while its rows are read."""
    if form == "xlsx":
        return FileResponse(
            book(rows, money=money),
            as_attachment=True,
            filename=f"{name}.xlsx",
            content_type=TYPES["xlsx"],
        )
    return _named(StreamingHttpResponse(csv_chunks(rows), content_type=TYPES["csv"]), name, "csv")


def sent_template(
    columns: Sequence[Column], name: str, form: Form = "xlsx", rows: Rows = ()
) -> HttpResponse:
    """Return a table to fill in: the headings in the reader's language and one row as example.

    `rows`, when there are some, stand there instead of the example.
    """
    headings = [column.en if reads_english() else column.zh for column in columns]
    filled = list(rows) or [[column.example for column in columns]]
    return sent([headings, *filled], name, form)


def sent_problems(problems: Iterable[Problem], name: str, form: Form) -> HttpResponse:
    """Return what is wrong with a table as a table, to be worked off beside it."""
    if reads_english():
        headings = ["Row", "Cell", "Column", "What stands there", "What to do", "Sheet"]
    else:
        headings = ["行", "单元格", "列", "现在的内容", "怎么改", "工作表"]
    rows = (
        [problem.row, problem.cell, problem.title, problem.value, problem.said, problem.sheet]
        for problem in problems
    )
    return sent([headings, *rows], name, form)


def csv_text(rows: Rows) -> str:
    """Return rows as CSV text; amounts have their digits, texts are neutral."""
    kept = io.StringIO(newline="")
    csv.writer(kept, lineterminator="\r\n").writerows([_said(cell) for cell in row] for row in rows)
    return kept.getvalue()


def csv_chunks(rows: Rows) -> Iterator[bytes]:
    """Yield a CSV in chunks; the reader's language outlasts the request that asked for it."""
    reader = language()

    def chunks() -> Iterator[bytes]:
        with override(reader):
            writer = csv.writer(_Echo())
            kept = [MARK]
            for row in rows:
                kept.append(writer.writerow([_said(cell) for cell in row]))
                if len(kept) >= _LINES_A_CHUNK:
                    yield "".join(kept).encode()
                    kept.clear()
            yield "".join(kept).encode()

    return chunks()


def book(rows: Rows, *, heading_rows: int = 1, money: str = "") -> IO[bytes]:
    """Return rows as a workbook, at its beginning.

    Amounts are shown with their own digits, or in the format `money`; the first rows are headings
    when `heading_rows` says so.
    """
    from yutang.plumbing.sheets import workbooks  # noqa: PLC0415 - heavy, few ask for a workbook

    return workbooks.written(_each(rows, _cell), heading_rows, money)


def book_bytes(rows: Rows, *, heading_rows: int = 1) -> bytes:
    """Return rows as the content of a workbook; see `book`."""
    with book(rows, heading_rows=heading_rows) as stored:
        return stored.read()


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _each(rows: Rows, made: Callable[[object], object]) -> Iterator[Iterable[object]]:
    for row in rows:
        yield [made(cell) for cell in row]


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return wall(value) if value.tzinfo else value
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    return neutral(str(value))


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, int | float | date):
        return "" if value is None else str(value)
    return neutral(str(value))


def _named(response: HttpResponse | StreamingHttpResponse, name: str, form: Form) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response  # type: ignore[return-value]

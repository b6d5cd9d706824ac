"""How large a table from outside may be, and why a file is none that we read."""

from dataclasses import dataclass
from typing import Literal

from yutang.kernel.errors import Refusal

Form = Literal["csv", "xlsx"]
MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """Checked before anything is unpacked, and again while it is read.

    `rows_max` counts the rows with something in them, of all sheets that are read. Columns beyond
    `columns_max` and sheets beyond `sheets_max` are not looked at.
    """

    rows_max: int = 20_000
    bytes_max: int = 5 * MEGABYTE
    unpacked_bytes_max: int = 60 * MEGABYTE
    columns_max: int = 60
    merged_max: int = 20_000
    sheets_max: int = 30
    parts_max: int = 1_000


class Unreadable(Refusal):
    """No table that we can read."""

    code = "unreadable_file"
    status = 422
    field = "file"
    zh = "这个文件读不出表格。请用 Excel 或 WPS 另存为 XLSX 或 CSV，再上传一次。"
    en = "No table can be read in this file. Save it as XLSX or CSV and upload it again."


class TooLarge(Unreadable):
    """Too many bytes, unpacked or not; fields: `most`, in words."""

    code = "file_too_large"
    zh = "文件太大，最多 {most}。请分成几个文件上传。"
    en = "The file is too large: {most} at most. Please split it into several files."


class TooManyRows(TooLarge):
    """Fields: `most` rows."""

    code = "too_many_rows"
    zh = "表格太长，最多 {most} 行。请分成几个文件上传。"
    en = "The table is too long: {most} rows at most. Please split it into several files."


class OldWorkbook(Unreadable):
    """An .xls or .et of long ago, or a workbook with a password: both begin alike."""

    code = "old_workbook"
    zh = "这是旧格式（.xls、.et）或加了密码的文件。请打开它，另存为不带密码的 XLSX，再上传。"
    en = "This is an old .xls or .et file, or one with a password. Save it as XLSX without one."


class NoFile(Unreadable):
    code = "no_file"
    zh = "请先选择一个文件。"
    en = "Please choose a file first."

"""Data sets as files: CSV and Parquet, the same rows to the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yutang.facts.kinds.shape import Column
from yutang.opendata.making.tables import Made
from yutang.plumbing.sheets.writing import neutral

if TYPE_CHECKING:
    import pyarrow as pa

CSV_CODING: Final = "utf-8-sig"
_ROWS_AT_ONCE: Final = 50_000


def write_csv(made: Made, path: Path) -> None:
    """Write a data set as CSV: RFC 4180, UTF-8 with the mark that spreadsheets need.

    Names of goods are words of whoever brought them in: none runs as a formula.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([each.name for each in made.columns])
    rows.writerows([_cell(row[each.name], each) for each in made.columns] for row in made.rows)
    path.write_bytes(text.getvalue().encode(CSV_CODING))


def write_parquet(made: Made, path: Path) -> None:
    """Write a data set as Parquet."""
    import pyarrow as pa  # noqa: PLC0415 - heavy: pages that count nothing start without it
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    schema = pa.schema([pa.field(each.name, _type(each)) for each in made.columns])
    arrays = [
        pa.array([_typed(row[each.name], each) for row in made.rows], type=field.type)
        for each, field in zip(made.columns, schema, strict=True)
    ]
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=schema),
        path,
        compression="zstd",
        row_group_size=_ROWS_AT_ONCE,
    )


def read_rows(path: Path, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a CSV file as they stand in it: text, empty where there is nothing."""
    with path.open(encoding=CSV_CODING, newline="") as stream:
        return [dict(zip(names, row, strict=True)) for row in list(csv.reader(stream))[1:]]


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return neutral(str(value)) if column.type == "string" else str(value)


def _type(column: Column) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return {
        "string": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "decimal": pa.decimal128(24, 4),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", "UTC"),
    }[column.type]


def _typed(value: Any, column: Column) -> Any:
    if value is None:
        return None
    if column.type == "decimal":
        return Decimal(value)
    return date.fromisoformat(value) if column.type == "date" and isinstance(value, str) else value

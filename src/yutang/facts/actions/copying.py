"""A kind's rows of some parts, out of the database in batches, in the order of its files."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import sql

from yutang.facts import schema, writing
from yutang.facts.kinds.shape import Kind
from yutang.facts.rules import Span
from yutang.plumbing import statements

if TYPE_CHECKING:
    import pyarrow as pa

Connection = psycopg.Connection[Any]
BATCH_BYTES: Final = 4 << 20
EVER: Final = (date(1900, 1, 1), date(2200, 1, 1))
_LETTERS: Final = {"day": 10, "month": 7, "year": 4}
_COPY: Final = sql.SQL(
    'copy (select {columns}, is_demo or {demo}, left("on"::text, {letters}) as "__part"'
    ' from ({statement}) fact order by "__part", place collate "C", key collate "C")'
    " to stdout (format csv)"
)
_PARTS: Final = sql.SQL('select distinct left("on"::text, {letters}) from ({statement}) fact')


def parts_of(connection: Connection, kind: Kind) -> list[str]:
    """Return every part that the kind's statement gives rows of."""
    asked = _PARTS.format(letters=_LETTERS[kind.by], statement=_statement(kind))
    rows = connection.execute(asked, {"since": EVER[0], "until": EVER[1]}).fetchall()
    return sorted(row[0] for row in rows)


def batches(
    connection: Connection, kind: Kind, span: Span, *, demo: bool
) -> "Iterator[pa.RecordBatch]":
    """Yield the rows of these days as `writing.write` takes them; `demo`: all of them are demo."""
    asked = _COPY.format(
        columns=sql.SQL(", ").join(sql.Identifier(each.name) for each in kind.columns),
        demo=demo,
        letters=_LETTERS[kind.by],
        statement=_statement(kind),
    )
    with (
        connection.cursor() as cursor,
        cursor.copy(asked, {"since": span.since, "until": span.until}) as copy,
    ):
        for lines in _pieces(copy):
            yield from _parsed(kind, lines)


def _statement(kind: Kind) -> sql.SQL:
    # A file of the program, with parameters by name.
    return sql.SQL(statements.load("facts", kind.statement))


def _pieces(copy: psycopg.Copy) -> Iterator[bytes]:
    """Yield some megabytes of whole lines: the server sends a row at a time."""
    held: list[bytes] = []
    size = 0
    for row in copy:
        held.append(bytes(row))
        size += len(row)
        if size >= BATCH_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _parsed(kind: Kind, lines: bytes) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa  # noqa: PLC0415 - heavy
    from pyarrow import csv  # noqa: PLC0415 - heavy

    types = {each.name: schema.arrow_type(each.type) for each in kind.columns}
    types |= {writing.DEMO: pa.bool_(), writing.PART: pa.string()}
    table = csv.read_csv(
        pa.BufferReader(lines),
        read_options=csv.ReadOptions(column_names=list(types), block_size=BATCH_BYTES),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        # Unquoted and empty is null, as PostgreSQL writes it; quoted and empty is no letters.
        convert_options=csv.ConvertOptions(
            column_types=types,
            true_values=["t"],
            false_values=["f"],
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    yield from table.to_batches()

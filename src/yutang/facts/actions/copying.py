"""A kind's rows of some parts, out of the database in batches, in the order of its files.

Whoever takes the batches writes files meanwhile: a thread reads ahead, so that neither the server
nor the files wait for each other. Sorting is the server's, which needs no memory of ours for it.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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
PIECES_AHEAD: Final = 2
_LETTERS: Final = {"day": 10, "month": 7, "year": 4}
_COPY: Final = sql.SQL(
    "copy (select {columns}, is_demo or {demo} from ({statement}) fact"
    ' order by {part} place collate "C", key collate "C") to stdout (format csv)'
)
# A moment, which is compared as a number: with a text there, sorting takes twice as long.
_BY_PART: Final = sql.SQL("""date_trunc({by}, "on"::timestamp),""")
_PARTS: Final = sql.SQL(
    "select distinct left(day::text, {letters})"
    ' from (select distinct "on" as day from ({statement}) fact) days'
)


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
        statement=_statement(kind),
        part=_BY_PART.format(by=kind.by) if len(span.parts) > 1 else sql.SQL(""),
    )
    with (
        connection.cursor() as cursor,
        cursor.copy(asked, {"since": span.since, "until": span.until}) as copy,
    ):
        for lines in _ahead(_pieces(copy), connection):
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


def _ahead(pieces: Iterator[bytes], connection: Connection) -> Iterator[bytes]:
    """Yield these while a thread reads the next ones; whoever stops early stops the server."""
    with ThreadPoolExecutor(1, "facts-ahead") as reader:
        ahead = deque(reader.submit(next, pieces, b"") for _ in range(PIECES_AHEAD))
        try:
            while lines := ahead.popleft().result():
                ahead.append(reader.submit(next, pieces, b""))
                yield lines
        except BaseException:
            connection.cancel_safe()
            raise


def _parsed(kind: Kind, lines: bytes) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy
    from pyarrow import csv  # noqa: PLC0415 - heavy

    types = {each.name: schema.arrow_type(each.type) for each in kind.columns}
    types[writing.DEMO] = pa.bool_()
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
    days = table.column("on").cast(pa.string())
    part = pc.utf8_slice_codeunits(days, 0, _LETTERS[kind.by])
    yield from table.append_column(writing.PART, part).to_batches()

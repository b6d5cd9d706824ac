"""Rows become files: the same rows always become the same bytes.

Rows come sorted by part, place and key. Sorted by place, a file's row groups say in their footer
which places they hold, so that who asks for a county reads its groups only.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from yutang.facts import schema
from yutang.facts.kinds.shape import Kind
from yutang.facts.roots import ROOTS, Root

if TYPE_CHECKING:
    import pyarrow as pa

GROUP_ROWS: Final = 32_768
DICTIONARY_BYTES: Final = 128 << 10
PART: Final = "__part"
DEMO: Final = "__is_demo"
"""Beside a kind's own columns, under names that none of them has."""


class Draft(NamedTuple):
    """A finished file of one part, not yet in the store."""

    root: Root
    kind: str
    part: str
    file: Path
    sha256: str
    size: int
    rows: int
    shape: str

    @property
    def path(self) -> str:
        """Its path in the store: in folders as other engines expect them, named by its bytes."""
        by = {4: "year", 7: "month"}.get(len(self.part), "day")
        return f"{self.root}/{self.kind}/{by}={self.part}/{self.sha256[:20]}.parquet"


def write(kind: Kind, batches: "Iterable[pa.RecordBatch]", folder: Path) -> Iterator[Draft]:
    """Yield a file for each part and root of these rows; a part without rows gives none.

    `batches`: the kind's columns, then `DEMO` and `PART`, sorted by part, place and key.
    """
    schema_ = schema.arrow(kind)
    shape = schema.shape_of(kind)
    present, writers = "", dict[Root, _Writer]()
    for batch in batches:
        for part, rows in _runs(batch):
            if part != present:
                yield from _finished(writers, kind, present, shape)
                present, writers = part, {}
            for root, chosen in _of_roots(rows):
                if root not in writers:
                    name = f"{os.getpid()}-{root}-{kind.name}-{part}.parquet"
                    writers[root] = _Writer(folder / name, schema_)
                writers[root].add(chosen.select(schema_.names))
    yield from _finished(writers, kind, present, shape)


def _finished(writers: "dict[Root, _Writer]", kind: Kind, part: str, shape: str) -> Iterator[Draft]:
    for root in ROOTS:
        if root in writers:
            writer = writers[root]
            writer.close()
            with writer.path.open("rb") as file:
                sha256 = file_digest(file, "sha256").hexdigest()
            size = writer.path.stat().st_size
            yield Draft(root, kind.name, part, writer.path, sha256, size, writer.rows, shape)


def _runs(batch: "pa.RecordBatch") -> "Iterator[tuple[str, pa.Table]]":
    """Yield the rows of each part that lies in this batch, in their order."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    table = pa.Table.from_batches([batch])
    runs = pc.run_end_encode(batch.column(PART))
    start = 0
    for part, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        yield part, table.slice(start, end - start)
        start = end


def _of_roots(rows: "pa.Table") -> "Iterator[tuple[Root, pa.Table]]":
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    demo = rows.column(DEMO)
    if not pc.any(demo).as_py():
        yield "real", rows
    elif pc.all(demo).as_py():
        yield "demo", rows
    else:
        yield "real", rows.filter(pc.invert(demo))
        yield "demo", rows.filter(demo)


class _Writer:
    """A Parquet file with fixed settings; row groups of the same size however rows came."""

    def __init__(self, path: Path, schema_: "pa.Schema") -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

        self.path, self.rows = path, 0
        self._waiting: list[Any] = []
        self._held = 0
        self._file = pq.ParquetWriter(
            path,
            schema_,
            version="2.6",
            compression="zstd",
            compression_level=1,
            # Of what is different in each row no dictionary is begun for long: 4 % smaller, and
            # half the time.
            dictionary_pagesize_limit=DICTIONARY_BYTES,
            write_statistics=True,
            store_schema=False,
        )

    def add(self, rows: "pa.Table") -> None:
        self._waiting.append(rows)
        self._held += rows.num_rows
        self.rows += rows.num_rows
        while self._held >= GROUP_ROWS:
            self._write(GROUP_ROWS)

    def close(self) -> None:
        if self._held:
            self._write(self._held)
        self._file.close()

    def _write(self, count: int) -> None:
        import pyarrow as pa  # noqa: PLC0415 - heavy

        together = pa.concat_tables(self._waiting)
        self._file.write_table(together.slice(0, count).combine_chunks(), row_group_size=count)
        rest = together.slice(count)
        self._waiting, self._held = [rest] if rest.num_rows else [], rest.num_rows

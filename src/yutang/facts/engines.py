"""What counts facts: DuckDB in this process, or Spark by URL, over the same Parquet files.

One DuckDB a process, within `YUTANG_ENGINE_MEMORY`, and a cursor for each thread of it.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Protocol

from yutang.facts import schema, store
from yutang.facts.errors import NoSpark
from yutang.facts.kinds.shape import Kind
from yutang.plumbing.config import Config

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

THREADS: Final = 2
VIEWS_MOST: Final = 500
"""Tables that a process keeps by name; each new manifest brings new ones."""


class Engine(Protocol):
    """What the doors of this room ask of an engine."""

    @property
    def backend(self) -> Any:
        """The Ibis backend of this thread."""
        ...

    def table(self, kind: Kind, paths: Sequence[str], *, alike: bool) -> "ir.Table":
        """Return the table of a kind over these files of the store.

        `alike`: all files have the kind's columns as they are today.
        """
        ...

    def arrow(self, asked: "ir.Expr") -> "pa.Table":
        """Return an expression's rows."""
        ...

    def stream(self, asked: "ir.Expr", rows: int) -> "Iterator[pa.RecordBatch]":
        """Yield an expression's rows, about so many at a time."""
        ...


def engine() -> Engine:
    """Return the engine that the configuration names."""
    return _engine(Config.load().stores.engine, os.getpid())


@cache
def _engine(url: str, _process: int) -> Engine:
    return Duck() if url == "duckdb://" else Spark(url)


class Duck:
    """DuckDB; in memory, since the facts are in the files."""

    def __init__(self) -> None:
        import duckdb  # noqa: PLC0415 - heavy: pages that count nothing start without it

        config = Config.load()
        spill = config.data / "facts-drafts" / "spill"
        self._root = duckdb.connect(
            ":memory:",
            config={
                "threads": THREADS,
                "memory_limit": config.stores.memory,
                "temp_directory": str(spill),
                "autoinstall_known_extensions": False,
            },
        )
        for said in (
            "parquet_metadata_cache = true",
            "preserve_insertion_order = false",
            "TimeZone = 'UTC'",
            "enable_progress_bar = false",
        ):
            self._root.execute(f"set {said}")
        filesystem = store.of_config().filesystem
        if filesystem is not None:
            self._root.register_filesystem(filesystem)
        self._own = threading.local()
        self._making = threading.Lock()
        self._views = dict[str, None]()

    @property
    def backend(self) -> Any:
        """The Ibis backend of this thread."""
        import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it

        if not hasattr(self._own, "backend"):
            self._own.backend = ibis.duckdb.from_connection(self._root.cursor())
        return self._own.backend

    def table(self, kind: Kind, paths: Sequence[str], *, alike: bool) -> "ir.Table":
        import ibis.expr.operations as ops  # noqa: PLC0415 - heavy

        name = _name(kind, paths)
        with self._making:
            if self._views.pop(name, self) is self:
                source = self._source(kind, paths, alike=alike)
                self._root.execute(f'create view "{name}" as {source}')
            self._views[name] = None  # the latest used stand last
            if len(self._views) > VIEWS_MOST:
                oldest = next(iter(self._views))
                del self._views[oldest]
                self._root.execute(f'drop view "{oldest}"')
        # Its columns are known: no need to ask for them.
        named = ops.DatabaseTable(name, schema=schema.ibis_schema(kind), source=self.backend)
        return named.to_expr()

    def _source(self, kind: Kind, paths: Sequence[str], *, alike: bool) -> str:
        columns = {each.name: f'"{each.name}"' for each in kind.columns}
        if not paths:
            empty = dict.fromkeys(columns, "null")
            return f"select {_typed(kind, empty)} where false"
        source = (
            f"read_parquet([{_quoted(paths)}], hive_partitioning=false, union_by_name={not alike})"
        )
        if not alike:
            found = self._root.execute(f"describe select * from {source}").fetchall()  # noqa: S608
            there = {row[0] for row in found}
            columns = {name: said if name in there else "null" for name, said in columns.items()}
        return f"select {_typed(kind, columns)} from {source}"  # noqa: S608 - names of a kind

    def arrow(self, asked: "ir.Expr") -> "pa.Table":
        return asked.as_table().to_pyarrow()

    def sql(self, statement: str) -> "pa.Table":
        """Return the rows of a statement over tables of `table`."""
        with self._root.cursor() as cursor:
            found: pa.Table = cursor.sql(statement).to_arrow_table()
            return found

    def merged(
        self,
        by_cut: Mapping[int, Sequence[str]],
        keys: Sequence[str],
        how: Mapping[str, str],
        read: str,
        inside: str,
    ) -> "pa.Table":
        """Return the rows of files of this machine that lie inside, one for each of their keys.

        `by_cut`: files by the number that their rows get as `cut`, one more key. `read`: which
        columns.
        """
        cuts = " union all ".join(
            f"select *, {cut}::bigint as cut from read_parquet([{_quoted(paths)}])"  # noqa: S608
            for cut, paths in by_cut.items()
        )
        by = ", ".join(f'"{key}"' for key in (*keys, "cut"))
        columns = ", ".join(f'{said}("{name}") as "{name}"' for name, said in how.items())
        return self.sql(
            f"select {by}, {columns} from (select {read} from ({cuts}) where {inside})"  # noqa: S608
            f" group by {by}"
        )

    def stream(self, asked: "ir.Expr", rows: int) -> "Iterator[pa.RecordBatch]":
        import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it

        # A cursor of its own: it stays open as long as somebody reads.
        with self._root.cursor() as cursor:
            relation = cursor.sql(str(ibis.to_sql(asked.as_table(), dialect="duckdb")))
            yield from relation.to_arrow_reader(rows)


class Spark:
    """A Spark cluster, or `local[n]` for a trial; reads the same paths as DuckDB."""

    def __init__(self, url: str) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
        except ImportError:
            raise NoSpark from None
        import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it

        builder = SparkSession.builder.appName("yutang")
        if url.startswith("sc://"):
            builder = builder.remote(url)
        elif url.startswith("spark://local"):
            builder = builder.master(url.removeprefix("spark://"))
            for name, said in _ALONE.items():
                builder = builder.config(name, said)
        else:
            builder = builder.master(url)
        self._session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        self.backend = ibis.pyspark.connect(self._session)

    def table(self, kind: Kind, paths: Sequence[str], *, alike: bool) -> "ir.Table":
        del alike  # given the schema, columns that old files lack are null
        name = _name(kind, paths)
        typed = ", ".join(f"`{each.name}` {_SPARK[each.type]}" for each in kind.columns)
        reader = self._session.read.schema(typed)
        frame = reader.parquet(*paths) if paths else self._session.createDataFrame([], typed)
        frame.createOrReplaceTempView(name)
        return self.backend.table(name)

    def arrow(self, asked: "ir.Expr") -> "pa.Table":
        return asked.as_table().to_pyarrow()

    def stream(self, asked: "ir.Expr", rows: int) -> "Iterator[pa.RecordBatch]":
        yield from self.arrow(asked).to_batches(max_chunksize=rows)


_ALONE: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
}
"""For a trial in this process: no page of its own, no address but this machine's."""
_SPARK: Final = {**schema.SQL, "string": "string", "float": "double", "timestamp": "timestamp"}


def _quoted(paths: Sequence[str]) -> str:
    return ", ".join("'" + path.replace("'", "''") + "'" for path in paths)


def _typed(kind: Kind, columns: dict[str, str]) -> str:
    return ", ".join(
        f'cast({columns[each.name]} as {schema.SQL[each.type]}) as "{each.name}"'
        for each in kind.columns
    )


def _name(kind: Kind, paths: Sequence[str]) -> str:
    mark = sha256("\n".join(paths).encode()).hexdigest()[:16]
    return f"facts_{kind.name}_{mark}"

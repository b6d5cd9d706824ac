"""What a statement comes to over each month's files, kept: neither files nor statements change.

A month of a kind is counted once, whoever asks and however often something is published
elsewhere; afterwards months are put together. Only what adds up so may be asked: sums and counts,
largest values, bits. Kept files lie in `<data>/facts-kept`; taking them away costs time only.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Final, Literal

from yutang.facts import engines, schema, store
from yutang.facts.kinds.shape import Kind
from yutang.facts.queries import manifests
from yutang.facts.queries.manifests import PartView
from yutang.plumbing.config import Config

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

How = Literal["sum", "max", "bit_or"]
"""How a column of two pieces becomes one."""
PIECES_FROM: Final = 1_000_000
"""Fewer rows are counted anew as fast as kept pieces are read."""
KEPT_BYTES: Final = 4 * 2**30
KEPT_SECONDS: Final = 3600
"""What was used within the hour stays, however much there is."""
_FORMAT: Final = "1"


@dataclass(frozen=True)
class Pieces:
    """The files of a kind that may hold the rows of some days, to be counted by month."""

    kind: Kind
    parts: Sequence[PartView]

    def arrow(self, asked: "ir.Expr", keys: Sequence[str], how: "Mapping[str, How]") -> "pa.Table":
        """Return the rows of an aggregation of the kind's table by `keys`.

        `how` names its other columns and tells how those of two months become one.
        """
        return _merged(asked, self, keys, how)


def pieces_of(kind: str, manifest: int, since: date, until: date) -> Pieces | None:
    """Return the months of a kind where they are worth keeping: many rows, counted by DuckDB."""
    found = manifests.parts(manifest, kind, since, until)
    rows = sum(each.rows for each in found)
    if not rows or rows < PIECES_FROM or not isinstance(engines.engine(), engines.Duck):
        return None
    return Pieces(manifests.kind(kind), found)


def _merged(
    asked: "ir.Expr", of: Pieces, keys: Sequence[str], how: Mapping[str, How]
) -> "pa.Table":
    import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it
    import ibis.expr.operations as ops  # noqa: PLC0415 - heavy

    engine = engines.engine()
    assert isinstance(engine, engines.Duck), "others count in one go"
    (whole,) = {each.name for each in asked.op().find(ops.DatabaseTable)}
    statement = str(ibis.to_sql(asked.as_table(), dialect="duckdb"))
    types = asked.as_table().schema().to_pyarrow()
    pieces = defaultdict[str, list[PartView]](list)
    for each in of.parts:
        pieces[each.part[:7]].append(each)
    folder, made = Config.load().data / "facts-kept", False
    paths = []
    for _month, files in sorted(pieces.items()):
        path = folder / _named(statement.replace(whole, of.kind.name), of.kind, files)
        paths.append(str(path))
        if path.exists():
            os.utime(path)
            continue
        table = _table(engine, of.kind, files)
        _keep(engine.sql(statement.replace(f'"{whole}"', f'"{table}"')).cast(types), path)
        made = True
    if made:
        _forget(folder)
    return engine.merged(paths, keys, how).select(types.names).cast(types)


def _named(statement: str, kind: Kind, files: Sequence[PartView]) -> str:
    said = (_FORMAT, schema.shape_of(kind), statement, *(each.sha256 for each in files))
    return sha256("\n".join(said).encode()).hexdigest() + ".parquet"


def _table(engine: engines.Duck, kind: Kind, files: Sequence[PartView]) -> str:
    there, shape = store.of_config(), schema.shape_of(kind)
    paths = [there.address(each.path) for each in files]
    name: str = engine.table(
        kind, paths, alike=all(each.shape == shape for each in files)
    ).get_name()
    return name


def _keep(found: "pa.Table", path: Path) -> None:
    """Write a piece down whole or not at all."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy: pages that count nothing start without it

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")
    pq.write_table(found, draft, compression="zstd")
    draft.replace(path)


def _forget(folder: Path) -> None:
    """Take away what was not used for longest, where there is too much."""
    files = sorted(_files(folder))
    held = sum(size for _used, size, _path in files)
    for used, size, path in files:
        if held <= KEPT_BYTES or time.time() - used < KEPT_SECONDS:
            return
        path.unlink(missing_ok=True)
        held -= size


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield when each piece was used, and its size; other processes write and forget meanwhile."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            stat = path.stat()
            yield stat.st_mtime, stat.st_size, path

"""What a statement comes to over each month's files, kept: neither files nor statements change.

A month of a kind is counted once for the whole country, whoever asks and however often something
is published elsewhere; afterwards months, and places, are put together. Only what adds up so may
be asked: sums and counts, largest values, bits. Kept files lie in `<data>/facts-kept`; taking them
away costs time only.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, Final, Literal

from yutang.facts import engines, schema, store
from yutang.facts.kinds.shape import Kind, days_of
from yutang.facts.queries import manifests
from yutang.facts.queries.manifests import ManifestView, PartView
from yutang.plumbing.config import Config

if TYPE_CHECKING:
    import pyarrow as pa

How = Literal["sum", "max", "bit_or"]
"""How a column of two pieces becomes one."""
Build = Callable[[Any], Any]
"""The kind's table to an aggregation of it."""
PIECES_FROM: Final = 1_000_000
"""Fewer rows are counted anew as fast as kept pieces are read."""
KEPT_BYTES: Final = 4 * 2**30
KEPT_SECONDS: Final = 3600
"""What was used within the hour stays, however much there is."""
_FORMAT: Final = "2"
_VERSIONS_KEPT: Final = 4
_RANGES_MOST: Final = 12
_GROUP_ROWS: Final = 16_384


@dataclass(frozen=True)
class Pieces:
    """The files of a kind month by month, each month with the number of the days asked it is of."""

    kind: Kind
    months: Mapping[str, Sequence[PartView]]
    cuts: Mapping[str, int]

    def keep(self, said: str, build: Build) -> int:
        """Count each month that was not counted yet; return how many.

        `said` stands for what `build` asks: what says the same must ask the same.
        """
        missing = [month for month in self.months if not _use(self._path(said, month))]
        if missing:
            engine = _duck()
            whole = engine.table(self.kind, [], alike=True)
            asked = build(whole).as_table()
            statement, types = _sql(asked), asked.schema().to_pyarrow()
            for month in missing:
                table = table_of(self.kind, self.months[month]).get_name()
                own = statement.replace(f'"{whole.get_name()}"', f'"{table}"')
                _keep(engine.sql(own).cast(types), self._path(said, month))
            _forget(_folder())
        return len(missing)

    def arrow(
        self,
        said: str,
        build: Build,
        place: str,
        how: Mapping[str, How],
        places: Collection[str],
        *,
        and_by: Sequence[str] = (),
        as_one: bool = False,
    ) -> "pa.Table":
        """Return what all months came to by place, `cut` and the columns `and_by`, in these places.

        `place`: the column of `build` that holds a place's code, of which each of the places is a
        beginning; `as_one`: it is left empty. `how` names the other columns and tells how those
        of two months become one.
        """
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy: pages that count nothing start without it

        self.keep(said, build)
        by_cut: dict[int, list[str]] = defaultdict(list)
        for month, cut in sorted(self.cuts.items()):
            by_cut[cut].append(str(self._path(said, month)))
        types = pq.read_schema(next(iter(by_cut.values()))[0])
        read = f"* replace ('' as \"{place}\")" if as_one else "*"
        found = _duck().merged(by_cut, (place, *and_by), how, read, inside(place, places))
        for name in (place, *and_by, *how):
            at = found.schema.get_field_index(name)
            found = found.set_column(at, name, found[name].cast(types.field(name).type))
        return found

    def _path(self, said: str, month: str) -> Path:
        files = (each.sha256 for each in self.months[month])
        told = (_FORMAT, self.kind.name, schema.shape_of(self.kind), said, *files)
        return _folder() / (sha256("\n".join(told).encode()).hexdigest() + ".parquet")


@lru_cache(_VERSIONS_KEPT)
def _files(root: Any, number: int, _digest: str) -> Mapping[str, Sequence[PartView]]:
    found: dict[str, list[PartView]] = defaultdict(list)
    for each in manifests.parts(number, root=root):
        found[each.kind].append(each)
    return dict(found)


def files_of(view: ManifestView) -> Mapping[str, Sequence[PartView]]:
    """Return the files of a version by kind; a kind without any is not among them."""
    return _files(view.root, view.number, view.digest) if view.number else {}


def table_of(kind: Kind, files: Sequence[PartView]) -> Any:
    """Return the Ibis table of a kind over some of its files."""
    there, shape = store.of_config(), schema.shape_of(kind)
    paths = [there.address(each.path) for each in files]
    return engines.engine().table(kind, paths, alike=all(each.shape == shape for each in files))


def is_at_hand() -> bool:
    """Tell whether facts are counted in this process, so that reading few rows costs little."""
    return isinstance(engines.engine(), engines.Duck)


def pieces_of(
    kind: Kind,
    files: Sequence[PartView],
    spans: Sequence[tuple[date, date]] = (),
) -> Pieces | None:
    """Return the months of a kind where they are worth keeping: many rows, counted by DuckDB.

    `spans`: days from one to another, both counted; nothing is returned where a month of the kind
    lies only partly in one of them. None: all months together.
    """
    if not files or sum(each.rows for each in files) < PIECES_FROM or not is_at_hand():
        return None
    months = defaultdict[str, list[PartView]](list)
    for each in files:
        months[each.part[:7]].append(each)
    if not spans:
        return Pieces(kind, months, dict.fromkeys(months, 0))
    cuts: dict[str, int] = {}
    for month in months:
        first, after = days_of(month)
        last = after - timedelta(days=1)
        for cut, (begin, end) in enumerate(spans):
            if begin <= first and last <= end:
                cuts[month] = cut
            elif begin <= last and first <= end:
                return None
    asked = {month: found for month, found in months.items() if month in cuts}
    return Pieces(kind, asked, cuts) if asked else None


def inside(column: str, places: Collection[str]) -> str:
    """Return the condition that a code begins with one of these; ranges let it pass over rows."""
    if "" in places:
        return f'"{column}" is not null'
    assert all(place.isdigit() for place in places), "codes of places are digits"
    if len(places) <= _RANGES_MOST:
        # After the digits comes the colon.
        ranges = [f"\"{column}\" >= '{place}' and \"{column}\" < '{place}:'" for place in places]
        return " or ".join(f"({each})" for each in sorted(ranges))
    parts = []
    for digits in sorted({len(place) for place in places}):
        codes = ", ".join(f"'{place}'" for place in sorted(places) if len(place) == digits)
        parts.append(f'substr("{column}", 1, {digits}) in ({codes})')
    return " or ".join(parts)


def _duck() -> engines.Duck:
    engine = engines.engine()
    assert isinstance(engine, engines.Duck), "others count in one go"
    return engine


def _sql(asked: Any) -> str:
    import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it

    return str(ibis.to_sql(asked, dialect="duckdb"))


def _folder() -> Path:
    return Config.load().data / "facts-kept"


def _use(path: Path) -> bool:
    """Tell whether a piece is there; if it is, nobody forgets it for a while."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _keep(found: "pa.Table", path: Path) -> None:
    """Write a piece down whole or not at all, in the order of its first column."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy: pages that count nothing start without it

    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}")
    ordered = found.sort_by(found.column_names[0])
    pq.write_table(ordered, draft, compression="zstd", row_group_size=_GROUP_ROWS)
    draft.replace(path)


def _forget(folder: Path) -> None:
    """Take away what was not used for longest, where there is too much."""
    files = sorted(_sizes(folder))
    held = sum(size for _used, size, _path in files)
    for used, size, path in files:
        if held <= KEPT_BYTES or time.time() - used < KEPT_SECONDS:
            return
        path.unlink(missing_ok=True)
        held -= size


def _sizes(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield when each piece was used, and its size; other processes write and forget meanwhile."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            stat = path.stat()
            yield stat.st_mtime, stat.st_size, path

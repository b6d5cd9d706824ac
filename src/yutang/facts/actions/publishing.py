"""Publishing: what changed since the last time becomes files and a new version, exactly once.

A round reads one snapshot of the database: the changes it sees are exactly those whose rows it
reads. Files come first, under names made of their bytes; then one transaction, the snapshot's own,
records them and deletes those changes. Whoever dies before leaves files that nobody names, and
the next one does the same again; whoever dies after leaves a `manifest.json` to be written.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple

import psycopg
import structlog

from yutang.facts import kinds, roots, rules, schema, store, writing
from yutang.facts.actions import alone, copying, recording, telling
from yutang.facts.kinds.shape import Kind, days_of, part_of
from yutang.facts.roots import ROOTS, Root
from yutang.facts.writing import Draft

log = structlog.get_logger()
Connection = psycopg.Connection[Any]
Tell = Callable[[str, int, int], None]
"""Called with a step, how many parts are done and of how many."""
PARTS_A_ROUND: Final = 400
PARTS_A_STATEMENT: Final = 62
_CHANGED: Final = "select kind, day from facts_change where day is not null group by kind, day"


class Published(NamedTuple):
    """What a publishing came to: each root's present version, and how many parts were read."""

    versions: dict[Root, recording.Version]
    parts: int


def quiet(step: str, done: int, total: int) -> None:
    """Tell nobody."""
    del step, done, total


def publish(
    *, everything: bool = False, tell: Tell = quiet, using: Connection | None = None
) -> Published:
    """Publish what changed, or everything anew; return the versions that stand then.

    `using`: a connection that is in a transaction already, whose rows nobody else sees yet.

    Raises:
        Publishing: somebody else is publishing now.
        StoreUnreachable, NoRoom: the files could not be kept; nothing is lost, publish again.
    """
    with alone.alone(using) as own:
        _clear_drafts()
        there = store.of_config()
        tell("begun", 0, 0)
        with _snapshot(own):
            _expand(own, everything=everything)
        tell("expanded", 0, 0)
        versions: dict[Root, recording.Version] = {}
        parts = total = 0
        while True:
            with _snapshot(own):
                waiting = _waiting(own)
                total = total or len(waiting)
                done = _round(own, waiting[:PARTS_A_ROUND], there, tell, (parts, total))
            tell("committed", parts, total)
            parts += len(done.read)
            versions |= {version.root: _added(versions, version) for version in done.versions}
            if len(waiting) <= PARTS_A_ROUND:
                break
        for root in ROOTS:
            telling.write_manifest(own, there, root)
        tell("told", parts, total)
    return Published(versions, parts)


class _Round(NamedTuple):
    read: list[recording.Place]
    versions: list[recording.Version]


def _round(
    own: Connection,
    waiting: Sequence[recording.Place],
    there: store.Store,
    tell: Tell,
    progress: tuple[int, int],
) -> _Round:
    """Read these parts, put their files into the store, record them, forget their changes."""
    through = alone.one(own, "select now()")
    drafts: list[Draft] = []
    done, total = progress
    for kind_name in sorted({kind for kind, _part in waiting}):
        kind = kinds.by_name().get(kind_name)
        for span in rules.spans((p for k, p in waiting if k == kind_name), PARTS_A_STATEMENT):
            if kind is not None:
                drafts += _files(own, kind, span, there, tell)
            done += len(span.parts)
            tell(f"read {kind_name} {span.parts[-1]}", done, total)
    versions = _record(own, waiting, drafts, through)
    if waiting:
        _forget(own, waiting)
    tell("recorded", done, total)
    return _Round(list(waiting), versions)


def _files(
    own: Connection, kind: Kind, span: rules.Span, there: store.Store, tell: Tell
) -> Iterator[Draft]:
    rows = copying.batches(own, kind, span, demo=roots.is_demo())
    for draft in writing.write(kind, rows, store.drafts()):
        tell(f"drafted {draft.kind} {draft.part}", 0, 0)
        there.put(draft.file, draft.path)
        tell(f"put {draft.kind} {draft.part}", 0, 0)
        yield draft


def _record(
    own: Connection,
    read: Sequence[recording.Place],
    drafts: Sequence[Draft],
    through: datetime,
) -> list[recording.Version]:
    with own.cursor() as cursor:
        return [
            recording.record(
                cursor, root, read, [each for each in drafts if each.root == root], through
            )
            for root in ROOTS
        ]


def _waiting(own: Connection) -> list[recording.Place]:
    """Return the parts that changed, as this snapshot sees them, in a fixed order."""
    found = set[recording.Place]()
    for kind_name, day in own.execute(_CHANGED).fetchall():
        kind = kinds.by_name().get(kind_name)
        found.add((kind_name, part_of(day, kind.by if kind else "day")))
    return sorted(found)


def _forget(own: Connection, read: Sequence[recording.Place]) -> None:
    """Delete the changes of these parts that this snapshot sees; later ones stay."""
    days = [(kind, *days_of(part)) for kind, part in read]
    own.execute(
        "delete from facts_change c"
        " using unnest(%s::text[], %s::date[], %s::date[]) as t (kind, since, until)"
        " where c.kind = t.kind and c.day >= t.since and c.day < t.until",
        [[each[0] for each in days], [each[1] for each in days], [each[2] for each in days]],
    )


def _expand(own: Connection, *, everything: bool) -> None:
    """Write down each part of the kinds that have to be published whole, so that rounds see them.

    Whole: when asked for, when a kind is new or defined otherwise than when it was published, and
    when a change names no day. Parts of kinds that are no more are written down, to be taken away.
    """
    known = dict(own.execute("select kind, definition from facts_known").fetchall())
    asked = {row[0] for row in own.execute("select kind from facts_change where day is null")}
    for kind in kinds.every():
        definition = schema.definition_of(kind)
        if everything or kind.name in asked or known.get(kind.name) != definition:
            _note(own, kind.name, copying.parts_of(own, kind))
            own.execute(
                "insert into facts_known (kind, definition) values (%s, %s)"
                " on conflict (kind) do update set definition = excluded.definition",
                [kind.name, definition],
            )
    for name in known.keys() - kinds.by_name().keys():
        _note(own, name, [])
        own.execute("delete from facts_known where kind = %s", [name])
    own.execute("delete from facts_change where day is null")


def _note(own: Connection, kind: str, parts: Sequence[str]) -> None:
    published = own.execute(
        "select distinct part from facts_part where kind = %s and until is null", [kind]
    ).fetchall()
    days = sorted({days_of(part)[0] for part in {*parts, *(row[0] for row in published)}})
    own.execute(
        "insert into facts_change (kind, day) select %s, day from unnest(%s::date[]) as t (day)",
        [kind, days],
    )


def _added(versions: dict[Root, recording.Version], later: recording.Version) -> recording.Version:
    earlier = versions.get(later.root)
    if earlier is None:
        return later
    return later._replace(written=earlier.written + later.written, gone=earlier.gone + later.gone)


@contextmanager
def _snapshot(own: Connection) -> Iterator[None]:
    """Run what is inside on one view of the database, kept whole or not at all."""
    if own.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
        own.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with own.transaction():
        yield


def _clear_drafts() -> None:
    """Take away what a publisher left that died; the lock says that none is at work."""
    for left in store.drafts().glob("*.parquet"):
        left.unlink(missing_ok=True)

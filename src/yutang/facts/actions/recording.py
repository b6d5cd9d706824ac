"""What is published becomes a new version, in one transaction; nothing new makes none."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from yutang.facts import rules
from yutang.facts.roots import Root
from yutang.facts.writing import Draft

Cursor = psycopg.Cursor[Any]
Place = tuple[str, str]
"""A kind and a part."""


class Version(NamedTuple):
    """A root's version after publishing, and how many of its parts are new or gone."""

    root: Root
    number: int
    digest: str
    written: int
    gone: int


def record(
    cursor: Cursor,
    root: Root,
    read: Collection[Place],
    drafts: Iterable[Draft],
    through: datetime,
) -> Version:
    """Record the files of the parts that were read; a part read without rows goes.

    The cursor's transaction is the caller's, who holds the publisher's lock.
    """
    number, digest = _latest(cursor, root)
    if not read:
        _move_through(cursor, root, number, through)
        return Version(root, number, digest, 0, 0)
    before = _present(cursor, root)
    found = {(each.kind, each.part): each for each in drafts}
    changed = [
        each for at, each in found.items() if at not in before or before[at].sha256 != each.sha256
    ]
    gone = [at for at in read if at in before and at not in found]
    if not changed and not gone:
        _move_through(cursor, root, number, through)
        return Version(root, number, digest, 0, 0)
    replaced = [*gone, *((each.kind, each.part) for each in changed)]
    _end(cursor, root, replaced, number + 1)
    _begin(cursor, changed, number + 1)
    digest = _new_version(cursor, root, number + 1, through)
    return Version(root, number + 1, digest, len(changed), len(gone))


def _present(cursor: Cursor, root: Root) -> dict[Place, rules.Named]:
    cursor.execute(
        "select kind, part, rows, sha256 from facts_part where root = %s and until is null",
        [root],
    )
    return {(row[0], row[1]): rules.Named(*row) for row in cursor.fetchall()}


def _latest(cursor: Cursor, root: Root) -> tuple[int, str]:
    cursor.execute(
        "select number, digest from facts_manifest where root = %s order by number desc limit 1",
        [root],
    )
    row = cursor.fetchone()
    return (0, rules.EMPTY_DIGEST) if row is None else (row[0], row[1])


def _move_through(cursor: Cursor, root: Root, number: int, through: datetime) -> None:
    cursor.execute(
        "update facts_manifest set through = %s where root = %s and number = %s and through < %s",
        [through, root, number, through],
    )


def _end(cursor: Cursor, root: Root, parts: list[Place], number: int) -> None:
    cursor.execute(
        "update facts_part p set until = %s"
        " from unnest(%s::text[], %s::text[]) as t (kind, part)"
        " where p.root = %s and p.kind = t.kind and p.part = t.part and p.until is null",
        [number, [each[0] for each in parts], [each[1] for each in parts], root],
    )


def _begin(cursor: Cursor, drafts: list[Draft], number: int) -> None:
    cursor.executemany(
        "insert into facts_part (root, kind, part, path, sha256, size, rows, shape, since)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (
                each.root,
                each.kind,
                each.part,
                each.path,
                each.sha256,
                each.size,
                each.rows,
                each.shape,
                number,
            )
            for each in drafts
        ],
    )


def _new_version(cursor: Cursor, root: Root, number: int, through: datetime) -> str:
    present = _present(cursor, root)
    digest = rules.digest_of(present.values())
    cursor.execute(
        "insert into facts_manifest (root, number, digest, parts, rows, size, through)"
        " select %s, %s, %s, count(*), coalesce(sum(rows), 0), coalesce(sum(size), 0), %s"
        " from facts_part where root = %s and until is null",
        [root, number, digest, through, root],
    )
    return digest

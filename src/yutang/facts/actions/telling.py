"""`manifest.json` in the store: the present version for readers that have no PostgreSQL."""

import json
import re
from typing import Any, Final

import psycopg

from yutang.facts.roots import Root
from yutang.facts.store import Store

_LATEST = (
    "select number, digest, parts, rows, size, through, published_at from facts_manifest"
    " where root = %s order by number desc limit 1"
)
_PARTS = (
    "select kind, part, path, sha256, size, rows from facts_part"
    " where root = %s and until is null order by kind, part"
)
HEAD: Final = 200
_NUMBERED: Final = re.compile(r'\{\s*"number": (\d+),\s*"digest": "([0-9a-f]{64})"')


def write_manifest(own: "psycopg.Connection[Any]", there: Store, root: Root) -> bool:
    """Write a root's manifest from the database where the store has another, or none.

    Return whether it was written. `through` is in it as of the version's last change of files.
    """
    row = own.execute(_LATEST, [root]).fetchone()
    if row is None:
        return False
    path = f"{root}/manifest.json"
    told = there.text(path, HEAD)
    if told is not None and _head(told) == (row[0], row[1]):
        return False
    kinds: dict[str, list[dict[str, Any]]] = {}
    for kind, part, file, sha256, size, rows in own.execute(_PARTS, [root]):
        about = {"part": part, "path": file, "sha256": sha256, "size": size, "rows": rows}
        kinds.setdefault(kind, []).append(about)
    text = json.dumps(
        {
            "number": row[0],
            "digest": row[1],
            "root": root,
            "parts": row[2],
            "rows": row[3],
            "size": row[4],
            "through": row[5].isoformat(),
            "published_at": row[6].isoformat(),
            "kinds": kinds,
        },
        indent=1,
    )
    there.put_text(text + "\n", path)
    return True


def _head(text: str) -> tuple[int, str] | None:
    found = _NUMBERED.match(text)
    return (int(found[1]), found[2]) if found else None

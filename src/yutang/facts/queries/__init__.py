"""Reading facts: which version is there, a kind's table in it, and answers of its engine.

An expression is built of `table(…)` and read by `arrow` or `stream`; by nothing else, so that it
works with every engine.
"""

from yutang.facts.queries.checking import Wrong, checked
from yutang.facts.queries.manifests import (
    ManifestView,
    PartView,
    current,
    kind,
    kinds,
    manifest,
    parts,
    reads_demo,
    waiting,
)
from yutang.facts.queries.pieces import How, Pieces, files_of, is_at_hand, pieces_of, table_of
from yutang.facts.queries.reading import arrow, engine, stream, table

__all__ = [
    "How",
    "ManifestView",
    "PartView",
    "Pieces",
    "Wrong",
    "arrow",
    "checked",
    "current",
    "engine",
    "files_of",
    "is_at_hand",
    "kind",
    "kinds",
    "manifest",
    "parts",
    "pieces_of",
    "reads_demo",
    "stream",
    "table",
    "table_of",
    "waiting",
]

"""Tables of facts and their answers, whichever engine counts."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from yutang.facts import engines, schema, store
from yutang.facts.queries import manifests

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


def table(
    kind: str, manifest: int | None = None, since: date | None = None, until: date | None = None
) -> "ir.Table":
    """Return the Ibis table of a kind in a version; typed and empty where nothing is published.

    `since` and `until` (excluded) let it leave out files that hold none of these days. They do
    not filter its rows: say that in the expression as well.

    Raises:
        KeyError: no such kind.
        NoManifest: no such version.
    """
    asked = manifests.kind(kind)
    number = manifests.current().number if manifest is None else manifest
    if manifest is not None:
        manifests.manifest(manifest)
    there = store.of_config()
    found = manifests.parts(number, kind, since, until)
    shape = schema.shape_of(asked)
    return engines.engine().table(
        asked,
        [there.address(each.path) for each in found],
        alike=all(each.shape == shape for each in found),
    )


def engine() -> engines.Engine:
    """Return the engine that counts facts here."""
    return engines.engine()


def arrow(asked: "ir.Expr") -> "pa.Table":
    """Return the rows of an expression."""
    return engines.engine().arrow(asked)


def stream(asked: "ir.Expr", rows: int = 50_000) -> "Iterator[pa.RecordBatch]":
    """Yield the rows of an expression, about so many at a time, in little memory."""
    return engines.engine().stream(asked, rows)

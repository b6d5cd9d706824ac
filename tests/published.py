"""Facts published from rows that a test writes down, without what they would come from.

`published("order_line", [{"on": date(2026, 1, 2), "place": "130827", "net_fen": 100}])` makes them
part of the present version (of demo facts with `root="demo"`), as the publisher would. Columns
that are not said are empty; `key` counts up. A second call for a kind replaces the parts it names.
Needs the `db` fixture. `facts_of(kind)` returns the rows that a kind's statement gives now.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yutang.facts.queries import ManifestView

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


def published(kind: str, rows: Sequence[Mapping[str, Any]], root: Any = None) -> "ManifestView":
    """Publish these rows of a kind; return the version that has them."""
    from django.db import connection

    from yutang.facts import queries, roots, store, writing
    from yutang.facts.actions import alone, recording
    from yutang.kernel.clock import now

    asked, chosen = queries.kind(kind), root or roots.read()
    there = store.of_config()
    drafts = list(writing.write(asked, [_batch(asked, rows, chosen)], store.drafts()))
    for draft in drafts:
        there.put(draft.file, draft.path)
    connection.ensure_connection()
    own = connection.connection
    with alone.alone(own), own.cursor() as cursor:
        read = [(each.kind, each.part) for each in drafts]
        recording.record(cursor, chosen, read, drafts, now())
    return queries.current(chosen)


def _batch(kind: Any, rows: Sequence[Mapping[str, Any]], root: str) -> Any:
    import pyarrow as pa

    from yutang.facts import schema, writing
    from yutang.facts.kinds.shape import part_of

    names = [column.name for column in kind.columns]
    whole = []
    for number, row in enumerate(rows, 1):
        assert set(row) <= set(names), set(row) - set(names)
        filled = {
            "key": f"k{number:06}",
            "on": date(2026, 1, 1),
            "place": "",
            "evidence": "",
            **row,
        }
        part = part_of(filled["on"], kind.by)
        whole.append({**filled, writing.PART: part, writing.DEMO: root == "demo"})
    whole.sort(key=lambda row: (row[writing.PART], row["place"], row["key"]))
    typed = schema.arrow(kind)
    typed = typed.append(pa.field(writing.DEMO, pa.bool_()))
    typed = typed.append(pa.field(writing.PART, pa.string()))
    return pa.RecordBatch.from_pylist(whole, schema=typed)


def facts_of(kind: str, since: date = FIRST_DAY, until: date = LAST_DAY) -> list[dict[str, Any]]:
    """Return what the kind's statement gives of these days, checked against its columns."""
    from django.db import connection

    from yutang.facts import queries
    from yutang.plumbing import statements

    asked = queries.kind(kind)
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        statement = statements.load("facts", asked.statement)
        cursor.execute(statement, {"since": since, "until": until})
        names = [each.name for each in cursor.description]
        assert names == [*(column.name for column in asked.columns), "is_demo"], names
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

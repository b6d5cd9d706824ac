"""Between two tests that commit: every table is as the migrations left it.

Django truncates all tables and fills in its own again, which takes most of a second with a few
hundred of them. Here what tests wrote is deleted, past the guards that forbid it, and what
migrations wrote (first versions of rules, kinds) is put back. Content types and permissions, which
no test changes, stay.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

SEEDS = "seeds.sql"
"""Beside the template's database; a statement a line."""
_STAYS = frozenset({"django_content_type", "auth_permission"})
_TABLES = """
    select c.relname, array_agg(a.attname::text order by a.attnum)
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attgenerated = ''
    group by c.relname
"""
_INSERT = """
    select format('insert into %%I (%%s) overriding system value select %%s'
        ' from json_populate_recordset(null::%%I, %%L)', %(table)s::text, %(columns)s::text,
        %(columns)s::text, %(table)s::text, json_agg(t)::text)
    from {} as t having count(*) > 0
"""


def keep_seeds(url: str, file: Path) -> None:
    """Write down what migrations wrote into this fresh database."""
    with psycopg.connect(url) as connection:
        file.write_text("\n".join(_statements(connection)), "utf-8")


def _statements(connection: "psycopg.Connection[Any]") -> Iterator[str]:
    for table, columns in connection.execute(_TABLES).fetchall():
        if table in _STAYS or table.startswith(("django_", "procrastinate_")):
            continue
        names = sql.SQL(", ").join(map(sql.Identifier, columns)).as_string(connection)
        asked = sql.SQL(_INSERT).format(sql.Identifier(table))
        row = connection.execute(asked, {"table": table, "columns": names}).fetchone()
        if row is not None:
            yield row[0].replace("\n", " ")


def take_over(seeds: Path | None) -> None:
    """Let Django's flush empty tables so; `seeds` is None where there is no template."""
    from django.core.management.commands import flush
    from django.db.backends.postgresql.operations import DatabaseOperations

    def sql_flush(
        self: DatabaseOperations, _style: object, tables: list[str], **_options: Any
    ) -> list[str]:
        named = [self.quote_name(table) for table in tables if table not in _STAYS]
        again = seeds.read_text("utf-8").split("\n") if seeds is not None else []
        return [
            "set local session_replication_role = replica",
            "; ".join(f"delete from {name}" for name in named),
            *again,
        ]

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign,assignment]
    vars(flush)["emit_post_migrate_signal"] = lambda *_arguments, **_options: None

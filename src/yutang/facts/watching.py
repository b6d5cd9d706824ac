"""Triggers that write down which days' facts changed, in the transaction that changed them.

Made of the kinds' watches: for each table one function and one trigger for inserts, updates and
deletes. They look at a statement's rows all at once, and append a row for each kind and day: a
batch of a thousand orders costs one insert. Nothing there is unique, so nobody waits for anybody.
Columns that hardly ever change in a table that always does are left to the server's own look.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final, LiteralString

from yutang.facts.kinds.shape import CHANGED, Kind, Watch

Event = LiteralString
Watched = tuple[str, Watch]
"""A kind and what it watches."""
_SEEN: Final[dict[Event, LiteralString]] = {
    "insert": "referencing new table as facts_new",
    "update": "referencing old table as facts_old new table as facts_new",
    "delete": "referencing old table as facts_old",
}
_ROWS: Final[dict[Event, LiteralString]] = {
    "insert": "select * from facts_new",
    "update": "select * from facts_old union all select * from facts_new",
    "delete": "select * from facts_old",
}
_DROP: Final = """
do $drop$
declare old record;
begin
    for old in
        select oid::regprocedure as name from pg_proc where starts_with(proname, 'facts_saw_')
    loop
        execute format('drop function %s cascade', old.name);
    end loop;
end $drop$;
"""
_LOCK: Final = 0x9E_FAC7_5EE
"""Of those who install at once, one waits for the other."""


def statement(kinds: Iterable[Kind]) -> str:
    """Return the SQL that makes all functions and triggers; pure, the same for the same kinds."""
    tables: dict[str, list[Watched]] = {}
    for kind in kinds:
        for watch in kind.watches:
            tables.setdefault(watch.table, []).append((kind.name, watch))
    made = [
        _trigger(table, event, tables[table]) for table in sorted(tables) for event in sorted(_SEEN)
    ]
    return "\n".join(made)


def mark_of(text: str) -> str:
    """Return what stands for this SQL in the database."""
    return f"watches {sha256(text.encode()).hexdigest()}"


def install(cursor: Any, kinds: Iterable[Kind]) -> bool:
    """Make the triggers that these kinds ask for and drop the others; tell whether any changed.

    `cursor` is the tables' owner's, in a transaction. Tables that are not there are passed over.
    """
    text = statement(kinds)
    cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    cursor.execute("select obj_description(to_regclass('facts_change'))")
    if cursor.fetchone()[0] == mark_of(text):
        return False
    cursor.execute(_DROP)
    cursor.execute(text)
    cursor.execute(f"comment on table facts_change is '{mark_of(text)}'")
    return True


def _trigger(table: str, event: Event, watches: list[Watched]) -> str:
    if event != "update":
        return _of_statement(table, event, watches)
    rare = [each for each in watches if each[1].rarely]
    often = [each for each in watches if not each[1].rarely]
    return "\n".join(
        [_of_statement(table, event, often)] * bool(often)
        + [_of_row(table, kind, watch) for kind, watch in rare]
    )


def _of_statement(table: str, event: Event, watches: list[Watched]) -> str:
    """Return what looks at all rows of a statement at once; what kinds ask alike is asked once."""
    rows, altered = _ROWS[event], ""
    compared = _union(watch.compared for _kind, watch in watches if watch.only)
    if event == "update" and compared:
        altered = f"    with altered_ as ({_standing_once(compared, rows)})\n"
    asked: dict[str, list[str]] = {}
    for kind, watch in watches:
        seen: str = rows
        if altered and watch.only:
            seen = "select * from altered_"
            if watch.compared != compared:
                seen = _standing_once(watch.compared, seen)
        asked.setdefault(_days(seen, watch), []).append(kind)
    fires = f"after {event} on {table} {_SEEN[event]} for each statement"
    return _made(table, f"facts_saw_{table}_{event}", altered + _noted(asked), fires)


def _of_row(table: str, kind: str, watch: Watch) -> str:
    """Return what looks at a row alone, called by the server where a column is another one."""
    name = f"facts_saw_{table}_update_{kind}"
    noted = _noted({_days("select old.* union all select new.*", watch): [kind]})
    differ = " or ".join(f"old.{column} is distinct from new.{column}" for column in watch.only)
    return _made(table, name, noted, f"after update on {table} for each row when ({differ})")


def _made(table: str, name: str, noted: str, fires: str) -> str:
    # The names are of this program's own kinds and tables.
    return f"""\
do $install$ begin
if to_regclass('{table}') is null then
    return;
end if;
create or replace function {name}() returns trigger language plpgsql as $saw$
begin
{noted};
    return null;
end
$saw$;
create or replace trigger {name} {fires} execute function {name}();
end $install$;
"""


def _noted(asked: dict[str, list[str]]) -> str:
    """Return the statement that appends a row for each kind and day."""
    rows = "\n    union all\n".join(
        f"    select {_each(kinds)}, d.day from ({days}) d (day) where d.day is not null"  # noqa: S608
        for days, kinds in asked.items()
    )
    return f"    insert into facts_change (kind, day)\n{rows}"


def _each(kinds: list[str]) -> str:
    if len(kinds) == 1:
        return f"'{kinds[0]}'"
    return "unnest(array[{}])".format(", ".join(f"'{kind}'" for kind in kinds))


def _days(rows: str, watch: Watch) -> str:
    """Return the statement of a watch's days, each once, from these changed rows."""
    days = watch.days
    if not days.startswith("select distinct "):
        days = f"select distinct day from ({days}) x (day)"  # noqa: S608
    return f"with {CHANGED} as ({rows}) {days}"


def _standing_once(columns: Sequence[str], rows: str) -> str:
    # A row that stands twice, as it was and as it is, changed none of these columns. Counted,
    # since a join's plan, kept from a statement of one row, may loop for ever.
    named = ", ".join(columns)
    narrow = rows.replace("*", named)
    return f"select {named} from ({narrow}) both_ group by {named} having count(*) = 1"  # noqa: S608


def _union(each: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for columns in each for name in columns))

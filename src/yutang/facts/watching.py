"""Triggers that write down which days' facts changed, in the transaction that changed them.

Made of the kinds' watches: for each table one function and one trigger for inserts, updates and
deletes. They look at a statement's rows all at once, and append a row for each kind and day: a
batch of a thousand orders costs one insert. Nothing there is unique, so nobody waits for anybody.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final, LiteralString

from yutang.facts.kinds.shape import CHANGED, Kind, Watch

Event = LiteralString
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
    tables: dict[str, list[tuple[str, Watch]]] = {}
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


def _trigger(table: str, event: Event, watches: list[tuple[str, Watch]]) -> str:
    name = f"facts_saw_{table}_{event}"
    days = "\n        union all\n".join(
        f"        select k.kind, d.day from (select distinct day from ({asked}) x (day)) d"  # noqa: S608
        f" cross join unnest(array[{', '.join(names)}]) k (kind)"
        for asked, names in _asked_once(watches, event).items()
    )
    # The names are of this program's own kinds and tables.
    return f"""\
do $install$ begin
if to_regclass('{table}') is null then
    return;
end if;
create or replace function {name}() returns trigger language plpgsql as $saw$
begin
    insert into facts_change (kind, day)
    select distinct seen.kind, seen.day from (
{days}
    ) seen where seen.day is not null;
    return null;
end
$saw$;
create or replace trigger {name} after {event} on {table} {_SEEN[event]}
for each statement execute function {name}();
end $install$;
"""  # noqa: S608


def _asked_once(watches: list[tuple[str, Watch]], event: Event) -> dict[str, list[str]]:
    """Return which kinds ask which days of this table: what several ask alike is asked once."""
    asked: dict[str, list[str]] = {}
    for kind, watch in watches:
        asked.setdefault(_days(watch, event), []).append(f"'{kind}'")
    return asked


def _days(watch: Watch, event: Event) -> str:
    rows: str = _ROWS[event]
    if event == "update" and watch.only:
        # A row that stands twice, as it was and as it is, changed none of these columns. Counted
        # with a sort, since a join's plan, kept from a statement of one row, may loop for ever.
        by = ", ".join((watch.id, *watch.only))
        rows = (
            f"select * from (select both_.*, count(*) over (partition by {by}) as alike_"  # noqa: S608
            f" from ({rows}) both_) counted_ where alike_ = 1"
        )
    return f"with {CHANGED} as ({rows}) {watch.days}"

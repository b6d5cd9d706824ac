"""Fills the table of places from the shipped national table, by COPY, safely twice."""

from collections.abc import Callable, Collection
from importlib import resources

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from yutang.places import table
from yutang.places.errors import UnknownProvince
from yutang.places.rules import level_of, parent_code, short_name
from yutang.plumbing import statements

Progress = Callable[[int, int], None]
"""Told after each province: places loaded so far, places to load in all."""

_LOCK = 0x706C6163  # one load at a time, so that two never wait for each other's rows


def load(
    connection: BaseDatabaseWrapper,
    provinces: Collection[str] | None,
    on_progress: Progress | None = None,
) -> int:
    """Load these provinces with all under them (the nation when None); return how many places.

    One transaction (a savepoint inside the caller's, if there is one). Places already there get
    the table's names; what was imported beside them stays.

    Raises:
        UnknownProvince: a code that is no province of the table; nothing is loaded.
    """
    chosen = _heads(provinces)
    total = sum(head.places for head in chosen)
    done = 0
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(statements.load("places", "make_incoming"))
        for head in chosen:
            cursor.execute("truncate places_incoming")
            _copy(cursor, head.code)
            cursor.execute(statements.load("places", "merge_incoming"))
            done += head.places
            if on_progress:
                on_progress(done, total)
        cursor.execute(
            statements.load("places", "note_edition"), [table.EDITION, table.head().source]
        )
        cursor.execute("analyze places_place")
    return done


def shipped_successors() -> bytes:
    """Return the table of changes since 2015 that ships with the package (data/NOTICE.md)."""
    shipped = resources.files("yutang.places").joinpath("data", "successors-2015.csv")
    return shipped.read_bytes()


def _heads(provinces: Collection[str] | None) -> list[table.ProvinceHead]:
    known = {head.code: head for head in table.head().provinces}
    if provinces is None:
        return list(known.values())
    for code in provinces:
        if code not in known:
            raise UnknownProvince(text=code)
    return [known[code] for code in sorted(set(provinces))]


def _copy(cursor: CursorWrapper, province: str) -> None:
    with cursor.copy(statements.load("places", "copy_incoming")) as copy:
        for code, name in table.province_entries(province):
            level = level_of(code)
            copy.write_row(
                (code, table.EDITION, name, short_name(name, level), parent_code(code), level)
            )

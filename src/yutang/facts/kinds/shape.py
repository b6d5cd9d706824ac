"""What a kind of fact is: its columns, its statement, and which tables' changes change which days.

A kind's rows come from the named statement ``facts/sql/fact_<name>.sql``. It is given
``%(since)s`` and ``%(until)s`` (days of China; from the first, up to but without the second) and
returns, of all rows whose `on` lies there, the columns of `Kind.columns` in their order and then
``is_demo`` (boolean). It leaves out rehearsals. The same rows must always give the same values: no
clock, no random, no order of chance (`string_agg` with an `order by`).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from yutang.kernel.told import Told

Type = Literal["string", "int", "float", "decimal", "bool", "date", "timestamp"]
"""int: 64 bits; decimal: 18 digits, 2 of them after the point; timestamp: a moment, in UTC."""
By = Literal["day", "month", "year"]
Who = Literal["", "buyer", "viewer", "member", "person"]
CHANGED: Final = "changed"
"""Under this name a watch's statement finds the rows that were added, changed or removed."""
_NAME = re.compile(r"[a-z][a-z_]{1,39}")


@dataclass(frozen=True)
class Column:
    """One column of a kind; `unit` is empty where a value has none."""

    name: str
    type: Type
    told: Told
    unit: Told = Told("", "")  # noqa: RUF009 - a tuple of two words
    private: bool = False
    """Tells who somebody is to those who know (a household's number): not for the public."""


KEY: Final = Column("key", "string", Told("这一行的编号，在这一类里只有一个", "this row's own key"))
ON: Final = Column(
    "on", "date", Told("算在哪一天（中国日期）", "the day in China by which it counts")
)
AT: Final = Column("at", "timestamp", Told("发生的时刻", "the moment it happened"))
PLACE: Final = Column(
    "place",
    "string",
    Told(
        "算在哪个地方：货物算产地，其余算户籍或地点所在",
        "where it counts: for goods, where they come from",
    ),
)
PERSON: Final = Column(
    "person",
    "int",
    Told(
        "只用来数有多少个不同的人", "a number that tells different persons apart, for counting only"
    ),
    private=True,
)
EVIDENCE: Final = Column(
    "evidence", "string", Told("哪一页能看到它", "the page that shows it"), private=True
)
COMMON: Final = (KEY, ON, AT, PLACE, PERSON, EVIDENCE)
"""What every kind has, in this order, before its own columns."""


@dataclass(frozen=True)
class Watch:
    """A table whose changes change facts, and of which days.

    `days`: a select of one column of dates (days of China; a null is passed over), from
    ``changed``: the rows that a statement inserted, deleted, or updated (as they were and as
    they are). Example: ``select (placed_at at time zone 'Asia/Shanghai')::date from changed``.
    `only`: columns; an update that leaves them all as they were changes no fact. Name them for a
    table that is updated all the time. `id`: the table's primary key. `reads`: columns beside
    these that `days` reads of ``changed``.
    `rarely`: the table is updated all the time, and these columns hardly ever: each row is looked
    at alone, and costs nothing else.
    """

    table: str
    days: str
    only: tuple[str, ...] = ()
    id: str = "id"
    reads: tuple[str, ...] = ()
    rarely: bool = False

    @property
    def compared(self) -> tuple[str, ...]:
        """What of an updated row is looked at, and is in ``changed``."""
        return tuple(dict.fromkeys((*self.id.split(", "), *self.only, *self.reads)))


@dataclass(frozen=True)
class Kind:
    """One kind of fact.

    `by`: how its rows are cut into parts of the store. `person`: who `person` counts; empty where
    rows speak of nobody. `recorded`: the platform itself recorded it; otherwise villages report
    it, and whether all have done so matters.
    """

    name: str
    title: Told
    told: Told
    own: tuple[Column, ...]
    by: By = "month"
    person: Who = ""
    recorded: bool = True
    watches: tuple[Watch, ...] = ()

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        assert _NAME.fullmatch(self.name), self.name
        assert len(names) == len(set(names)), f"{self.name}: a column stands twice"
        assert "is_demo" not in names, f"{self.name}: the root says what is a demo"

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns: those of every kind, then its own."""
        return (*COMMON, *self.own)

    @property
    def statement(self) -> str:
        """The named SQL that gives its rows."""
        return f"fact_{self.name}"


def part_of(day: date, by: By) -> str:
    """Return the part in which a day's rows lie: 2026-11-23, 2026-11 or 2026."""
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]


def days_of(part: str) -> tuple[date, date]:
    """Return a part's first day and the first day after it."""
    numbers = [int(each) for each in part.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0] + 1, 1, 1)
    if len(numbers) == 2:  # noqa: PLR2004 - year and month
        year, month = numbers
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    day = date(*numbers)
    return day, date.fromordinal(day.toordinal() + 1)

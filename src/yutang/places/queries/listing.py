"""Old lists that people brought: as their files have them, by match level, left to decide."""

from typing import NamedTuple

from django.db.models import Count, QuerySet

from yutang.places.columns import LIST
from yutang.places.errors import NoPlaces
from yutang.places.models import MatchLevel, MatchList, MatchRow
from yutang.places.rules.matching import SETTLED, Written, bare
from yutang.plumbing.sheets import table
from yutang.plumbing.sheets.problems import Problem

_PARTS = Written._fields


class ReadList(NamedTuple):
    """A list as its file has it: the number of each row there, and what it says."""

    rows: list[tuple[int, Written]]
    problems: list[Problem]


class Level(NamedTuple):
    """How many rows of a list are joined at a match level."""

    key: str
    name: str
    rows: int
    share: float
    is_settled: bool


def read_list(data: bytes) -> ReadList:
    """Return the rows of a list: province, city, county, town, village, what it has of these.

    Raises:
        NoPlaces: no row names a county, town or village.
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    read = table.read(data, LIST)
    rows = [(row.number, Written(*(row[name] or "" for name in _PARTS))) for row in read.rows]
    if not any(any(bare(written)[2:]) for _number, written in rows):
        raise NoPlaces
    return ReadList(rows, read.problems)


def levels(match_list: MatchList) -> list[Level]:
    """Return how many rows there are of each match level, the surest first."""
    counts = dict(match_list.rows.values_list("match").annotate(Count("pk")))
    total = sum(counts.values()) or 1
    return [
        Level(
            level.value,
            str(level.label),
            counts[level],
            counts[level] * 100 / total,
            level.value in SETTLED,
        )
        for level in MatchLevel
        if level in counts
    ]


def rows(match_list: MatchList, match: str = "", *, left: bool = False) -> "QuerySet[MatchRow]":
    """Return the rows of a list in its order: of one match level, or those left to decide."""
    found = match_list.rows.order_by("number")
    if left:
        return found.exclude(match__in=SETTLED)
    return found.filter(match=match) if match in MatchLevel.values else found


def next_left(row: MatchRow) -> MatchRow | None:
    """Return the row to decide after this one: the next below it, else the first that is left."""
    left = rows(row.match_list, left=True)
    return left.filter(number__gt=row.number).first() or left.exclude(pk=row.pk).first()

"""What places' training comes to in a year, as figures: persons and person-times kept apart."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from yutang.kernel.clock import CHINA
from yutang.kernel.counts import Persons, PersonTimes
from yutang.plumbing.statements import load
from yutang.roster.queries import kept

Read = Callable[[Collection[str], int], Mapping[str, Decimal]]


class _Came(NamedTuple):
    """Somebody was so often at sessions of a place's classes, or completed one there."""

    code: str
    member_id: int
    is_woman: bool
    joins_as: str
    is_qingcheng: bool
    times: int


def persons(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Different people who were at a session in the year."""
    return _persons(_came(codes, year))


def women(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Of these, women."""
    return _persons(each for each in _came(codes, year) if each.is_woman)


def person_times(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Attendances: who was at three sessions is three person-times."""
    times: dict[str, PersonTimes] = defaultdict(PersonTimes)
    for each in _came(codes, year):
        times[each.code] += PersonTimes(each.times)
    return {code: Decimal(count.number) for code, count in times.items()}


def completed(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Different people who completed a class in the year."""
    return _persons(_rows("completed", codes, year))


def qingcheng_students(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Students who were at a session of the Qingcheng plan."""
    return _persons(_of_plan(codes, year, "student"))


def qingcheng_teachers(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Teachers who learned at a session of the Qingcheng plan."""
    return _persons(_of_plan(codes, year, "teacher"))


def qingcheng_schools(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Schools with a session of the Qingcheng plan that somebody attended."""
    return _numbers("schools", codes, year)


def classes(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Classes that began in the year."""
    return _numbers("classes", codes, year)


def _of_plan(codes: Collection[str], year: int, joins_as: str) -> Iterator[_Came]:
    return (each for each in _came(codes, year) if each.is_qingcheng and each.joins_as == joins_as)


def _came(codes: Collection[str], year: int) -> list[_Came]:
    return _rows("came", codes, year)


def _rows(name: str, codes: Collection[str], year: int) -> list[_Came]:
    with connection.cursor() as cursor:
        cursor.execute(load("training", name), _asked(codes, year))
        return [_Came(*row) for row in cursor.fetchall()]


def _persons(rows: Iterator[_Came] | list[_Came]) -> Mapping[str, Decimal]:
    """Return by place how many different people: rows that were merged are one person."""
    listed = list(rows)
    stands = kept({each.member_id for each in listed})
    who: dict[str, set[int]] = defaultdict(set)
    for each in listed:
        who[each.code].add(stands[each.member_id])
    counts = {code: Persons(len(ids)) for code, ids in who.items()}
    return {code: Decimal(count.number) for code, count in counts.items()}


def _numbers(name: str, codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    with connection.cursor() as cursor:
        cursor.execute(load("training", name), _asked(codes, year))
        return {code: Decimal(number) for code, number in cursor.fetchall()}


def _asked(codes: Collection[str], year: int) -> dict[str, Any]:
    return {
        "codes": list(codes),
        "since": datetime(year, 1, 1, tzinfo=CHINA),
        "until": datetime(year + 1, 1, 1, tzinfo=CHINA),
    }

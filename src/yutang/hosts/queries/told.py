"""Figures of places: hosts, dormant ones, incomes above the aim; whole country "" and every level.

What only few people stand behind is not answered: it would tell of one of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from django.urls import reverse

from yutang.hosts.models import Month, Path, State
from yutang.hosts.queries import paths, ruling
from yutang.hosts.rules import months as calendar
from yutang.kernel.clock import now, today
from yutang.kernel.counts import SMALL

_COUNTY = 6
_What = TypeVar("_What", int, str)


def persons(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return hosts at the end of the year, or now: fewer than ten are not told, nobody is."""
    counted = _by_code(codes, ((path.place_code, path.member_id) for path in _hosts(year)))
    return {code: Decimal(len(who)) for code, who in counted.items() if _told(who)}


def counties(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return in how many counties there are hosts."""
    counted = _by_code(codes, ((path.place_code, path.place_code[:6]) for path in _hosts(year)))
    return {code: Decimal(len(where)) for code, where in counted.items() if len(code) <= _COUNTY}


def dormant(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return hosts who show nothing now, where there are ten hosts and more; this year only."""
    if year != today().year:
        return {}
    hosts = _hosts(year)
    days = ruling.dormant_days({path.place_code for path in hosts})
    at = now()
    asleep = {path.member_id for path in hosts if paths.is_dormant(path, at, days[path.place_code])}
    return _among(codes, hosts, lambda who: len(who & asleep))


def above(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return persons above the aim in the last full month of the year, among ten and more."""
    month = calendar.latest_full(year, today())
    if month is None:
        return {}
    rows = list(Month.objects.filter(month=month).select_related("path"))
    high = {row.path.member_id for row in _above(rows, month)}
    return _among(codes, [row.path for row in rows], lambda who: len(who & high))


def months_above(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return months above the aim in the full months of the year, among ten hosts and more."""
    last = calendar.latest_full(year, today())
    if last is None:
        return {}
    rows = list(
        Month.objects.filter(month__gte=date(year, 1, 1), month__lte=last).select_related("path")
    )
    times: dict[int, int] = {}
    for row in _above(rows, last):
        times[row.path.member_id] = times.get(row.path.member_id, 0) + 1
    hosts = [row.path for row in rows]
    return _among(codes, hosts, lambda who: sum(times.get(each, 0) for each in who))


def rows_address(code: str, year: int) -> str:
    """Return the page with what is behind these figures."""
    del year
    return reverse("hosts:place", args=[code]) if code else reverse("hosts:front")


def _hosts(year: int) -> list[Path]:
    """Return who had the diploma before the year's end and had not left by then."""
    ends = calendar.bounds(date(year, 12, 1))[1]
    if ends > now():
        ends = now() + timedelta(seconds=1)
    found = Path.objects.filter(certified_at__lt=ends).order_by("pk")
    return [path for path in found if not _left(path, ends)]


def _left(path: Path, before: datetime) -> bool:
    return path.state == State.LEFT and path.since < before


def _above(rows: Iterable[Month], on: date) -> list[Month]:
    listed = list(rows)
    counties = {row.path.place_code[:_COUNTY] for row in listed}
    aims = {code: ruling.rule_at(code, on).target_fen for code in counties}
    return [row for row in listed if row.net_fen > aims[row.path.place_code[:_COUNTY]]]


def _by_code(codes: Collection[str], rows: Iterable[tuple[str, _What]]) -> dict[str, set[_What]]:
    """Return by code what lies at it or under it; every code asked for is answered."""
    counted: dict[str, set[_What]] = {code: set() for code in codes}
    lengths = sorted({len(code) for code in codes})
    for place_code, what in rows:
        for length in lengths:
            if place_code[:length] in counted and len(place_code) >= length:
                counted[place_code[:length]].add(what)
    return counted


def _among(
    codes: Collection[str], hosts: Iterable[Path], number: Callable[[set[int]], int]
) -> Mapping[str, Decimal]:
    counted = _by_code(codes, ((path.place_code, path.member_id) for path in hosts))
    return {code: Decimal(number(who)) for code, who in counted.items() if len(who) >= SMALL}


def _told(who: Collection[object]) -> bool:
    return not 0 < len(who) < SMALL

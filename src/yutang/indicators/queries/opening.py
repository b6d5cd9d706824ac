"""The rows behind a number: for who works there one by one, for the public in groups.

The newest come first. The first page of a hundred million rows is found in the newest files; later
pages ask once how many rows each day has.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final

from django.conf import settings

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import days_of
from yutang.facts.queries import ManifestView
from yutang.indicators.access import sees_rows
from yutang.indicators.queries import grouped, reporting, telling
from yutang.indicators.queries.columns import exact
from yutang.indicators.queries.counting import in_unit
from yutang.indicators.queries.lines import PAGE_ROWS, Line, RowsPage
from yutang.indicators.queries.slicing import chosen
from yutang.indicators.queries.valuing import by_name, value, values
from yutang.indicators.rules.masking import has_open_evidence, speaks_of_persons
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import (
    Count,
    Covered,
    Distinct,
    Indicator,
    Passing,
    Quantile,
    Villages,
)
from yutang.people.access import Person

_WINDOWS: Final = (1, 7, 31, 366)
"""How many days are looked through for the first page, before all of them."""
_SINCE: Final = date(2000, 1, 1)
_DAYS_KEPT_MAX: Final = 200
_days_kept: OrderedDict[object, list[tuple[date, int]]] = OrderedDict()


@dataclass(frozen=True)
class _Opened:
    """An indicator's rows in a place and period of a version, for somebody."""

    indicator: Indicator
    place: str
    period: Period
    view: ManifestView
    full: bool

    def table(self, first: date | None = None, last: date | None = None) -> Any:
        """Return exactly the rows that are counted; only of these days where they are given."""
        indicator = self.indicator
        until = last + timedelta(days=1) if last else None
        table = facts.table(indicator.fact, self.view.number or None, first, until)
        if first and last:
            table = table.filter(table.on.between(first, last))
        among = reporting.on_lists([indicator.among] if indicator.among else [])
        return chosen(table, indicator, self.place, self.period, among)

    @property
    def first(self) -> date:
        return _SINCE if self.indicator.standing else self.period.first

    @property
    def is_grouped(self) -> bool:
        kind = facts.kind(self.indicator.fact)
        return not self.full and speaks_of_persons(kind.name, kind.person)

    def reads(self) -> list[str]:
        """Return the columns that a row is told from."""
        indicator = self.indicator
        own = [*indicator.shows, *([indicator.column] if indicator.column else [])]
        return list(dict.fromkeys(["key", "on", "place", "person", "evidence", *own]))


def rows(
    name: str,
    place: str,
    period: Period,
    reader: Person | None,
    page: int = 1,
    *,
    manifest: int | None = None,
) -> RowsPage:
    """Return a page of the rows behind a number, as this reader sees them.

    To the public numbers of persons are told of `telling.period_of` the period only. A ratio has no
    rows of its own: the page names the two numbers that have. Where the number rests on too few
    persons for this reader, there are no rows.

    Raises:
        UnknownIndicator: there is none of this name.
    """
    indicator = by_name(name)
    full = sees_rows(reader, place)
    period = period if full else telling.period_of(name, period)
    view = facts.current() if manifest is None else facts.manifest(manifest)
    whole = value(name, place, period, manifest=manifest)
    shown = whole if full else telling.seen(whole, manifest)
    found = RowsPage(indicator, shown, is_full=full)
    if indicator.ratio is not None:
        when = period.before() if indicator.ratio.before else period
        names = (indicator.ratio.top, indicator.ratio.bottom)
        two = values(names, [place], [when], manifest=manifest)
        two = two if full else telling.told(two, manifest)
        return replace(found, parts=tuple(two[part, place, when] for part in names))
    if shown.is_hidden:
        return found
    opened = _Opened(indicator, place, period, view, full)
    if _is_raw(opened):
        lines = _raw_page(opened, max(page, 1), whole.rows)
        return replace(found, lines=tuple(lines), page=max(page, 1), of=whole.rows)
    lines = _folded(opened)
    at = (max(page, 1) - 1) * PAGE_ROWS
    return replace(
        found,
        lines=tuple(lines[at : at + PAGE_ROWS]),
        page=max(page, 1),
        of=len(lines),
        is_grouped=bool(indicator.fact) and opened.is_grouped,
    )


def all_rows(
    name: str,
    place: str,
    period: Period,
    reader: Person | None,
    *,
    manifest: int | None = None,
) -> Iterator[Line]:
    """Yield all rows behind a number, oldest first; of a ratio first what is above the line.

    Raises:
        UnknownIndicator: there is none of this name.
    """
    indicator = by_name(name)
    full = sees_rows(reader, place)
    period = period if full else telling.period_of(name, period)
    if indicator.ratio is not None:
        when = period.before() if indicator.ratio.before else period
        names = {"top": indicator.ratio.top, "bottom": indicator.ratio.bottom}
        for part, each in names.items():
            for line in all_rows(each, place, when, reader, manifest=manifest):
                yield replace(line, part=part)
        return
    whole = value(name, place, period, manifest=manifest)
    if not full and telling.seen(whole, manifest).is_hidden:
        return
    view = facts.current() if manifest is None else facts.manifest(manifest)
    opened = _Opened(indicator, place, period, view, full)
    if _is_raw(opened):
        yield from _raw_all(opened)
    else:
        yield from _folded(opened)


def _is_raw(opened: _Opened) -> bool:
    """Tell whether rows are told one by one, not folded to places or groups of persons."""
    if isinstance(opened.indicator.measure, Passing | Covered | Villages):
        return False
    return not opened.is_grouped


def _folded(opened: _Opened) -> list[Line]:
    """Return rows folded to places, or to groups of at least ten persons."""
    indicator = opened.indicator
    if isinstance(indicator.measure, Villages):
        return grouped.villages(opened.place)
    key = (opened.view.root, opened.view.digest, indicator.name, opened.place, opened.period)
    if isinstance(indicator.measure, Passing | Covered):
        return grouped.kept(("places", *key), lambda: grouped.by_place(opened.table(), indicator))
    return grouped.kept(("groups", *key), lambda: _in_groups(opened))


def _in_groups(opened: _Opened) -> list[Line]:
    indicator, place, period = opened.indicator, opened.place, opened.period
    if not telling.is_of_members(indicator):
        return grouped.in_groups(opened.table(), indicator, place)
    if isinstance(indicator.measure, Quantile) and not telling.has_distribution(place):
        return []
    parts = telling.parts(indicator.name, place, period, opened.view.number or None)
    return grouped.in_places(opened.table(), indicator, period, parts)


def _raw_page(opened: _Opened, page: int, total: int) -> list[Line]:
    skip = (page - 1) * PAGE_ROWS
    if skip >= total:
        return []
    found = _newest(opened, total) if page == 1 else _later(opened, skip)
    return _told(opened, found)


def _newest(opened: _Opened, total: int) -> list[dict[str, Any]]:
    """Return the first page's rows out of as few of the newest files as hold them."""
    wanted = min(PAGE_ROWS, total)
    last = _last_day(opened)
    found: list[dict[str, Any]] = []
    for days in (*_WINDOWS, None):
        first = opened.first if days is None else last - timedelta(days=days - 1)
        first = max(first, opened.first)
        if first <= last:
            found += _read(opened, first, last, 0, wanted - len(found))
        if len(found) >= wanted or first <= opened.first:
            break
        last = first - timedelta(days=1)
    return found


def _last_day(opened: _Opened) -> date:
    """Return the last day of the period that a file of the version may hold."""
    after = opened.period.last + timedelta(days=1)
    there = facts.parts(opened.view.number, opened.indicator.fact, opened.first, after)
    ends = [days_of(each.part)[1] - timedelta(days=1) for each in there]
    return min(opened.period.last, max(ends, default=opened.period.last))


def _later(opened: _Opened, skip: int) -> list[dict[str, Any]]:
    """Return a later page's rows, out of the days that hold them."""
    found: list[dict[str, Any]] = []
    before = 0
    for day, number in _by_day(opened):
        if before + number > skip:
            inside = max(skip - before, 0)
            found += _read(opened, day, day, inside, PAGE_ROWS - len(found))
            if len(found) >= PAGE_ROWS:
                break
        before += number
    return found


def _by_day(opened: _Opened) -> list[tuple[date, int]]:
    """Return how many rows each day has, newest first; kept, since a version never changes."""
    key = (opened.view.root, opened.view.digest, opened.indicator.name, opened.place, opened.period)
    if key not in _days_kept:
        table = opened.table()
        counted = facts.arrow(table.group_by("on").aggregate(rows=table.count()))
        pairs = zip(counted["on"].to_pylist(), counted["rows"].to_pylist(), strict=True)
        _days_kept[key] = sorted(pairs, reverse=True)
        while len(_days_kept) > _DAYS_KEPT_MAX:
            _days_kept.popitem(last=False)
    return _days_kept[key]


def _read(opened: _Opened, first: date, last: date, skip: int, most: int) -> list[dict[str, Any]]:
    table = _measured(opened, opened.table(first, last))
    ordered = table.order_by([table.on.desc(), table.key.desc()]).limit(most, offset=skip)
    found: list[dict[str, Any]] = facts.arrow(ordered).to_pylist()
    return found


def _measured(opened: _Opened, table: Any) -> Any:
    columns = {name: table[name] for name in opened.reads()}
    if opened.indicator.column:
        columns["amount"] = exact(table, opened.indicator.column)
    return table.select(**columns)


def _raw_all(opened: _Opened) -> Iterator[Line]:
    for month in Period(opened.first, opened.period.last).months():
        if opened.indicator.standing:
            table = _measured(opened, opened.table())
        else:
            table = _measured(opened, opened.table(month.first, month.last))
        ordered = table.order_by([table.on, table.key])
        for batch in facts.stream(ordered):
            yield from _told(opened, batch.to_pylist())
        if opened.indicator.standing:
            return


def _told(opened: _Opened, found: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Return rows in words and numbers, persons as codes."""
    indicator, measure = opened.indicator, opened.indicator.measure
    kind = facts.kind(indicator.fact)
    column = measure.column if isinstance(measure, Distinct) else "person"
    private = column == "person" or any(
        each.private for each in kind.columns if each.name == column
    )
    seal = _seal(opened) if private else None
    evidence = opened.full or has_open_evidence(kind.name)
    counts = isinstance(measure, Count | Distinct)
    return [
        Line(
            on=row["on"],
            place=row["place"],
            what=" · ".join(
                str(row[name]) for name in indicator.shows if row[name] not in (None, "")
            ),
            amount=_amount(row, indicator, counts=counts),
            id=_id(row[column], seal),
            evidence=row["evidence"] if evidence else "",
        )
        for row in found
    ]


def _amount(row: Mapping[str, Any], indicator: Indicator, *, counts: bool) -> Decimal | None:
    if counts:
        return Decimal(1)
    amount = row["amount"]
    if isinstance(indicator.measure, Quantile) and amount is not None:
        return Decimal(str(float(row[indicator.column]))) / indicator.per
    return None if amount is None else in_unit(amount, indicator.per)


def _id(value: object, seal: bytes | None) -> str:
    if value is None:
        return ""
    return (
        str(value)
        if seal is None
        else blake2b(str(value).encode(), key=seal, digest_size=8).hexdigest()
    )


def _seal(opened: _Opened) -> bytes:
    """Return what turns persons into codes: other codes for every number that is opened."""
    said = (opened.indicator.name, opened.place, str(opened.period), opened.view.digest)
    text = "\n".join(("indicators", settings.SECRET_KEY, *said))
    return blake2b(text.encode(), digest_size=32).digest()

"""Indicators as open data: only values that are whole groups of at least ten persons.

Each indicator of a fact that speaks of persons has a partition of its own, in two parts: the rows
that it counts, and the fact's other rows. So neither a value nor what the fact's total leaves of it
speaks of fewer than ten. Values of places and years that are no whole groups are left out. Months
are not told: the data sets have them, and a partition an indicator and month costs too much.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Column, Kind
from yutang.indicators import queries as indicators
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Count, Distinct, Indicator, Sum
from yutang.indicators.rules.values import Value
from yutang.kernel.told import Told as Words
from yutang.opendata.making.cells import Asked, Source, changed_parts, parted, spots
from yutang.opendata.making.state import Row, Told, settle
from yutang.opendata.making.tables import PLACE, PLACE_NAME, Made, named
from yutang.opendata.rules.crowds import Crowd
from yutang.opendata.rules.partition import Cell, Content, by_cell, exact
from yutang.opendata.rules.steps import COUNTY, PREFECTURE, PROVINCE, yearly
from yutang.opendata.sets import UNITS

_TEN: Final = 10
_DIGITS: Final = (0, PROVINCE, PREFECTURE, COUNTY)
_EXACTLY: Final = Decimal("0.0001")
Node = tuple[str, str]
"""A place (empty: the whole country) and a year."""
COLUMNS: Final = [
    Column("indicator", "string", Words("指标代号", "name of the indicator")),
    Column("title", "string", Words("指标名称", "its title, in Chinese")),
    PLACE,
    PLACE_NAME,
    Column("period", "string", Words("年", "year")),
    Column("value", "decimal", Words("值；数人的取十位整数", "value; of persons, in tens")),
    Column("numerator", "decimal", Words("比例的分子", "numerator of a ratio")),
    Column("denominator", "decimal", Words("比例的分母", "denominator of a ratio")),
    Column("unit", "string", Words("单位", "unit, in Chinese")),
    Column("through", "date", Words("数据截止到哪一天", "the last day that counts")),
]


Guard = Mapping[Node, bool]
"""Which nodes may be told: True anew, False as the last version told them."""


@dataclass
class Values:
    """The values of all indicators, and what the next version needs to know of each."""

    made: Made
    told: dict[str, Told] = field(default_factory=dict)


def unit_of(kind: Kind) -> str:
    """Return the column that tells apart who must not be known; empty: the kind has nobody."""
    return UNITS.get(kind.name, "person" if kind.person else "")


def may_be_told(indicator: Indicator) -> bool:
    """Tell whether an indicator can be told with groups: of persons, only what adds up by day."""
    if indicator.ratio is not None:
        sides = (
            indicators.by_name(indicator.ratio.top),
            indicators.by_name(indicator.ratio.bottom),
        )
        counts_persons = any(isinstance(side.measure, Distinct) for side in sides)
        speaks = any(_speaks(side) for side in sides)
        if speaks and (indicator.ratio.before or counts_persons):
            return False
        return all(may_be_told(side) for side in sides)
    if not _speaks(indicator):
        return True
    plain = isinstance(indicator.measure, Count | Sum) or indicator.measure == Distinct()
    return plain and not (indicator.standing or indicator.among or indicator.above)


def made(before: Mapping[str, Told], told_before: Sequence[Row], source: Source) -> Values:
    """Return the values of every indicator in every place and year that may be told.

    `before`, `told_before`: the groups and the rows of the last version.
    """
    rows: list[Row] = []
    told: dict[str, Told] = {}
    guards: dict[str, Guard] = {}
    earlier = {(row["indicator"], row["place"], row["period"]): row for row in told_before}
    by_fact = _by_fact(each for each in indicators.every() if may_be_told(each))
    nodes = {fact: _nodes(fact, source) for fact in by_fact}
    for fact, group in by_fact.items():
        for name, found in _guards(fact, group, before, source, nodes[fact]).items():
            told[name], guards[name] = found
    for fact, group in by_fact.items():
        for each, node, value in _values(group, nodes[fact], source):
            anew = {guards[side.name].get(node) for side in _sides(each) if _speaks(side)}
            row = _row(each, node, value, source)
            if anew == {False}:
                row = earlier.get((each.name, node[0] or "all", node[1]), {})
            if row and (anew <= {True} or anew == {False}):
                rows.append(row)
    columns = [each.name for each in COLUMNS]
    ordered = sorted(
        ({name: row[name] for name in columns} for row in named(rows)),
        key=lambda row: (row["indicator"], row["place"], row["period"]),
    )
    return Values(Made(COLUMNS, ordered), told)


def _guards(
    fact: str,
    asked: Sequence[Indicator],
    before: Mapping[str, Told],
    source: Source,
    nodes: Sequence[Node],
) -> dict[str, tuple[Told, Guard]]:
    """Return the groups and open nodes of each indicator that counts rows of persons."""
    ours = [each for each in asked if each.ratio is None and _speaks(each)]
    if not ours:
        return {}
    unit = unit_of(facts.kind(fact))
    cells = parted(fact, unit, {each.name: each.where for each in ours}, source)
    sums = {each.name: each.column for each in ours if isinstance(each.measure, Sum)}
    all_sums = Asked(fact, unit, sums=tuple(sorted(set(sums.values()))), yearly=True)
    flags = {each.name: (each.where, sums.get(each.name, "")) for each in ours}
    olds = {of for each in ours for of in before.get(each.name, Told()).sources}
    moved = {old: changed_parts(all_sums, flags, old, source) for old in olds}
    return {
        each.name: _guarded(
            cells[each.name],
            before.get(each.name, Told()),
            {old: since[each.name] for old, since in moved.items()},
            source,
            nodes,
        )
        for each in ours
    }


def _guarded(
    content: Mapping[Cell, Content],
    before: Told,
    changed: Mapping[Source, Mapping[Cell, Crowd]],
    source: Source,
    nodes: Sequence[Node],
) -> tuple[Told, Guard]:
    """Return the groups of an indicator, and which nodes are whole groups of one version."""
    settled = settle(content, yearly(), before, changed)
    told = settled.kept
    kept = set(map(id, told.groups))
    for group in settled.fresh:
        told.add(group, {}, source)
    known = by_cell(told.groups)
    cells: set[Cell] = {*content, *known}
    inside: dict[Node, list[Cell]] = defaultdict(list)
    for cell in cells:
        for node in _nodes_over(cell[0], cell[1]):
            inside[node].append(cell)
    guard: dict[Node, bool] = {}
    for node in nodes:
        groups = exact(inside[node], known)
        if groups and len({id(group) in kept for group in groups}) == 1:
            guard[node] = id(groups[0]) not in kept
    return told, guard


def _by_fact(asked: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Return the indicators by the fact whose rows say where and when they have a value."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for each in asked:
        fact = _sides(each)[-1].fact
        if fact:
            found[fact].append(each)
    return dict(found)


def _sides(indicator: Indicator) -> list[Indicator]:
    """Return what an indicator is counted from: itself, or the two that are divided."""
    if indicator.ratio is None:
        return [indicator]
    return [indicators.by_name(indicator.ratio.top), indicators.by_name(indicator.ratio.bottom)]


def _nodes(fact: str, source: Source) -> list[Node]:
    """Return the places and years in which a fact has rows."""
    return sorted({node for spot in spots(fact, *source) for node in _nodes_over(*spot)})


def _nodes_over(place: str, year: str) -> list[Node]:
    """Return the nodes in which a county and year lie."""
    return [(place[:digits], year) for digits in _DIGITS if len(place) >= digits]


def _values(
    asked: Sequence[Indicator], nodes: Sequence[Node], source: Source
) -> Iterator[tuple[Indicator, Node, Value]]:
    if not nodes:
        return
    periods = {year: _period(year, source[1]) for _place, year in nodes}
    found = indicators.values(
        [each.name for each in asked],
        {place for place, _year in nodes},
        periods.values(),
        manifest=source[0],
    )
    for each in asked:
        for node in nodes:
            yield each, node, found[each.name, node[0], periods[node[1]]]


def _row(indicator: Indicator, node: Node, value: Value, source: Source) -> Row:
    if value.number is None or not value.rows:
        return {}
    number = value.number
    if isinstance(indicator.measure, Distinct) and _speaks(indicator):
        number = Decimal(int(number) // _TEN * _TEN)
    return {
        "indicator": indicator.name,
        "title": indicator.title.zh,
        "place": node[0] or "all",
        "period": node[1],
        "value": _shown(number),
        "numerator": _shown(value.numerator),
        "denominator": _shown(value.denominator),
        "unit": indicator.unit.zh,
        "through": (source[1] - timedelta(days=1)).isoformat(),
    }


def _shown(number: Decimal | None) -> str | None:
    if number is None:
        return None
    text = f"{number.quantize(_EXACTLY, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _period(year: str, until: date) -> Period:
    """Return the days of a year, those that are counted only."""
    whole = Period.year(int(year))
    return Period(whole.first, min(whole.last, until - timedelta(days=1)))


def _speaks(indicator: Indicator) -> bool:
    return bool(indicator.fact) and bool(unit_of(facts.kind(indicator.fact)))

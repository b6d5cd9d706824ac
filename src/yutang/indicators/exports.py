"""A number with all its rows as CSV, as `recompute.py` reads it."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from yutang.facts import queries as facts
from yutang.indicators import queries, thresholds
from yutang.indicators.access import sees_rows
from yutang.indicators.errors import NeedsRows
from yutang.indicators.queries import telling
from yutang.indicators.queries.lines import Line
from yutang.indicators.rules import completeness
from yutang.indicators.rules.masking import speaks_of_persons
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import (
    Count,
    Covered,
    Distinct,
    Indicator,
    Largest,
    Passing,
    Quantile,
    Sum,
)
from yutang.indicators.rules.values import Value
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.plumbing.reader import language
from yutang.plumbing.sheets import writing

COLUMNS: Final = (
    "part",
    "date",
    "place",
    "place_name",
    "what",
    "amount",
    "id",
    "rows",
    "persons",
    "evidence",
)
_AT_ONCE: Final = 500


def csv(
    name: str,
    place: str,
    period: Period,
    reader: Person | None = None,
    manifest: int | None = None,
) -> Iterator[str]:
    """Yield the CSV of a number, in chunks: what it is and from what, an empty line, its rows.

    Its head names the measure over the rows below (`top`, for a ratio `bottom` too), so that
    thirty lines compute it again. To the public numbers of persons are told of whole years (of
    buyers and viewers also whole months): of the one in which the period asked for ends.

    Raises:
        UnknownIndicator: there is none of this name.
        NeedsRows: the public may not have it: too few persons, or a quantile of persons' rows.
    """
    return (
        chunk.decode() for chunk in writing.csv_chunks(rows(name, place, period, reader, manifest))
    )


def rows(
    name: str,
    place: str,
    period: Period,
    reader: Person | None = None,
    manifest: int | None = None,
) -> Iterator[list[object]]:
    """Return the lines of the CSV as cells.

    Raises:
        UnknownIndicator: there is none of this name.
        NeedsRows: the public may not have it.
    """
    indicator = queries.by_name(name)
    full = sees_rows(reader, place)
    view = facts.current() if manifest is None else facts.manifest(manifest)
    number = view.number or None
    period = period if full else telling.period_of(name, period)
    value = queries.value(name, place, period, manifest=number)
    if not full and (telling.seen(value, number).is_hidden or _hides_quantile(indicator)):
        raise NeedsRows
    head = [
        *_said(indicator, value, full=full),
        ("manifest", view.number),
        ("digest", view.digest),
        (),
        COLUMNS,
    ]
    lines = queries.all_rows(name, place, period, reader, manifest=number)
    return _written(head, lines)


def _written(head: list[tuple[object, ...]], lines: Iterator[Line]) -> Iterator[list[object]]:
    yield from map(list, head)
    while batch := list(islice(lines, _AT_ONCE)):
        names = places.full_names({line.place for line in batch if line.place.isdigit()})
        for line in batch:
            yield [
                line.part or "top",
                line.on or line.month,
                line.place,
                names.get(line.place, ""),
                line.what,
                line.amount,
                line.id,
                line.rows,
                line.persons,
                line.evidence,
            ]


def _said(indicator: Indicator, value: Value, *, full: bool) -> list[tuple[object, ...]]:
    reader = language()
    top, bottom, times = _measures(indicator, value.period, full=full)
    return [
        ("indicator", indicator.name),
        ("title", indicator.title.to(reader)),
        ("definition", indicator.told.to(reader)),
        ("unit", indicator.unit.to(reader)),
        ("place", value.place or "all"),
        ("from", value.period.first),
        ("to", value.period.last),
        ("value", value.number),
        ("top", top),
        ("bottom", bottom),
        ("times", times),
        ("complete", completeness.told(value).to(reader)),
        ("as of", value.through),
    ]


def _measures(indicator: Indicator, period: Period, *, full: bool) -> tuple[str, str, int]:
    """Return how the number is computed from its rows: top times `times` divided by bottom."""
    if indicator.ratio is None:
        return _measure(indicator, period, full=full), "one", 1
    top, bottom = (
        _measure(queries.by_name(part), period, full=full)
        for part in (indicator.ratio.top, indicator.ratio.bottom)
    )
    return top, bottom, indicator.ratio.times


def _measure(indicator: Indicator, period: Period, *, full: bool) -> str:
    """Return the measure over the rows below, in the words of `recompute.py`."""
    match indicator.measure:
        case Passing(threshold=threshold):
            return f"above {thresholds.at(threshold, period.last).value}"
        case Quantile(share=share):
            return f"quantile {share * 100:.0f}"
        case Sum():
            return "sum"
        case Largest():
            return "largest"
        case Count() | Distinct() as counts:
            # Groups of rows say how many are in them.
            alone = "different" if isinstance(counts, Distinct) else "rows"
            return "sum" if not full and _speaks(indicator) else alone
    return "rows"


def _speaks(indicator: Indicator) -> bool:
    if not indicator.fact or isinstance(indicator.measure, Covered | Passing):
        return False
    kind = facts.kind(indicator.fact)
    return speaks_of_persons(kind.name, kind.person)


def _hides_quantile(indicator: Indicator) -> bool:
    """Tell whether the public sees a distribution, from which the number cannot be computed."""
    return isinstance(indicator.measure, Quantile) and _speaks(indicator)

"""Rows folded: to the places that are counted, or to groups in which no person stands out."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Final

from yutang.facts import queries as facts
from yutang.indicators.queries.columns import exact
from yutang.indicators.queries.counting import in_unit
from yutang.indicators.queries.lines import Line
from yutang.indicators.queries.telling import Parts
from yutang.indicators.rules.masking import Group, all_together, put_together
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import (
    Distinct,
    Indicator,
    Largest,
    Passing,
    Quantile,
    Sum,
)
from yutang.places import queries as places
from yutang.places.rules import Level

_COUNTY_DIGITS, _VILLAGE_DIGITS = 6, 12
_KEPT_MAX: Final = 200
_BINS: Final = 12
_kept: OrderedDict[object, list[Line]] = OrderedDict()


def kept(key: object, count: Callable[[], list[Line]]) -> list[Line]:
    """Return what was counted for a key before; a version of the facts never changes."""
    if key not in _kept:
        _kept[key] = count()
        while len(_kept) > _KEPT_MAX:
            _kept.popitem(last=False)
    return _kept[key]


def villages(place: str) -> list[Line]:
    """Return the villages of a place, one row each."""
    inside = places.places().filter(level=Level.VILLAGE, code__startswith=place)
    return [
        Line(place=code, what=name, amount=Decimal(1), id=code)
        for code, name in inside.values_list("code", "name")
    ]


def by_place(rows: Any, indicator: Indicator) -> list[Line]:
    """Return the places that are counted: each with its sum, or each that has a row."""
    measure = indicator.measure
    digits = getattr(measure, "digits", _VILLAGE_DIGITS)
    inside = rows.filter(rows.place.length() >= digits)
    inside = inside.mutate(level=inside.place.substr(0, digits))
    columns = {"rows": inside.count()}
    if isinstance(measure, Passing):
        columns["amount"] = exact(inside, measure.column).sum()
    found = facts.arrow(inside.group_by("level").aggregate(**columns)).to_pylist()
    lines = [
        Line(
            place=row["level"],
            amount=in_unit(row["amount"] or 0, indicator.per) if "amount" in row else Decimal(1),
            id=row["level"],
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (-(line.amount or 0), line.place))


def in_groups(rows: Any, indicator: Indicator, place: str) -> list[Line]:
    """Return rows in groups by place and month, none of fewer than ten persons.

    What adds up still adds up to the number; each of different persons (or goods) stands in the
    first group that has it. Quantiles are shown as a distribution instead.
    """
    digits = _COUNTY_DIGITS if len(place) < _COUNTY_DIGITS else _VILLAGE_DIGITS
    month = rows.on.cast("string").substr(0, 7)
    named = rows.mutate(spot=month + " " + rows.place.substr(0, digits))
    if isinstance(indicator.measure, Quantile):
        return _distribution(named, indicator)
    groups = _groups(named, indicator)
    return _lines(put_together(groups, largest=isinstance(indicator.measure, Largest)))


def in_places(rows: Any, indicator: Indicator, period: Period, parts: Parts) -> list[Line]:
    """Return rows of members in groups by the places inside; those kept back stand together.

    Rows that lie in none of those places are no place's alone. A distribution is of all of them.
    """
    when = str(period.first)[: 4 if period.is_year else 7]
    named = rows.mutate(spot=rows.place.substr(0, parts.digits))
    if isinstance(indicator.measure, Quantile):
        return _distribution(named, indicator)
    largest = isinstance(indicator.measure, Largest)
    groups = [replace(each, place=each.month, month=when) for each in _groups(named, indicator)]
    nowhere = {each.place for each in groups if len(each.place) < parts.digits}
    back = parts.back | nowhere
    shown = put_together(groups, largest=largest, back=back)
    if groups and not shown:
        # The whole is of ten persons, so all its rows together are too.
        shown = [all_together(groups, largest=largest)]
    return _lines(shown)


def _lines(groups: Iterable[Group]) -> list[Line]:
    return [
        Line(
            place=group.place,
            month=group.month,
            amount=group.amount,
            rows=group.rows,
            persons=group.persons,
            is_rest=group.is_rest,
        )
        for group in groups
    ]


def _groups(named: Any, indicator: Indicator) -> list[Group]:
    measure = indicator.measure
    columns = {"rows": named.count(), "persons": named.person.nunique()}
    if isinstance(measure, Sum | Largest):
        value = exact(named, measure.column)
        columns["amount"] = value.sum() if isinstance(measure, Sum) else value.max()
    counted = facts.arrow(named.group_by("spot").aggregate(**columns)).to_pylist()
    firsts = _firsts(named, "person")
    amounts = firsts
    if isinstance(measure, Distinct) and measure.column != "person":
        amounts = _firsts(named, measure.column)
    found = []
    for row in sorted(counted, key=lambda row: row["spot"]):
        month, _, place = row["spot"].partition(" ")
        first = firsts.get(row["spot"], 0)
        if isinstance(measure, Sum | Largest):
            amount = in_unit(row["amount"] or 0, indicator.per)
        elif isinstance(measure, Distinct):
            amount = Decimal(amounts.get(row["spot"], 0))
        else:
            amount = Decimal(row["rows"])
        is_persons = isinstance(measure, Distinct) and measure.column == "person"
        persons = first if is_persons else row["persons"]
        found.append(Group(place, month, row["rows"], amount, persons, first))
    return found


def _firsts(named: Any, column: str) -> dict[str, int]:
    """Return for each group how many stand in no group before it."""
    known = named.filter(named[column].notnull())
    first = known.group_by(column).aggregate(spot=known.spot.min())
    counted = facts.arrow(first.group_by("spot").aggregate(number=first.count()))
    pairs = zip(counted["spot"].to_pylist(), counted["number"].to_pylist(), strict=True)
    return dict(pairs)


def _distribution(named: Any, indicator: Indicator) -> list[Line]:
    """Return how many rows lie in which range, in a dozen equal steps."""
    values = named[indicator.column].cast("float64") / indicator.per
    ends = facts.arrow(named.aggregate(low=values.min(), high=values.max())).to_pylist()[0]
    if ends["low"] is None:
        return []
    step = _step(Decimal(str(ends["high"])) - Decimal(str(ends["low"])))
    binned = named.mutate(spot=(values / float(step)).floor().cast("int64"))
    columns = {"rows": binned.count(), "persons": binned.person.nunique()}
    counted = facts.arrow(
        binned.filter(binned.spot.notnull()).group_by("spot").aggregate(**columns)
    ).to_pylist()
    firsts = _firsts(binned, "person")
    groups = [
        Group(
            str(row["spot"]),
            "bin",
            row["rows"],
            Decimal(row["rows"]),
            row["persons"],
            firsts.get(row["spot"], 0),
        )
        for row in sorted(counted, key=lambda row: row["spot"])
    ]
    return [
        Line(
            what="" if group.is_rest else _range(int(group.place), step),
            amount=group.amount,
            rows=group.rows,
            persons=group.persons,
            is_rest=group.is_rest,
        )
        for group in put_together(groups)
    ]


def _range(at: int, step: Decimal) -> str:
    return f"{at * step:,f} – {(at + 1) * step:,f}"


def _step(width: Decimal) -> Decimal:
    """Return a round step (1, 2 or 5 and zeros) that cuts a width into about a dozen."""
    if width <= 0:
        return Decimal(1)
    raw = width / _BINS
    ten = Decimal(10) ** int(raw.log10().to_integral_value(ROUND_FLOOR))
    return next(ten * each for each in (1, 2, 5, 10) if ten * each >= raw)

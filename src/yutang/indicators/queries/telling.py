"""Values as everybody may see them: nothing of fewer than ten persons, nor what would tell it.

Which periods and places those are is said in `rules.masking`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from yutang.facts import queries as facts
from yutang.indicators.queries.valuing import Key, by_name, values
from yutang.indicators.rules.masking import aligned, is_sensitive, kept_back
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Indicator
from yutang.indicators.rules.values import BESIDE, CUT, Value, for_public, hidden
from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.places import rules as tree

_DIGITS: Final = tuple(sorted(tree.CODE_DIGITS.values()))


@dataclass(frozen=True)
class Parts:
    """Into places of how many digits rows are put, and which of them stay together."""

    digits: int
    back: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Step:
    """From a place towards one directly in it, among all that are."""

    above: str
    towards: str
    codes: tuple[str, ...]


def is_guarded(name: str) -> bool:
    """Tell whether an indicator rests on persons, so that periods are chosen for the public."""
    return any(each.counts == "persons" or is_of_members(each) for each in _plain(name))


def period_of(name: str, period: Period) -> Period:
    """Return the period that the public is told instead of the one asked for."""
    if not is_guarded(name):
        return period
    return aligned(period, today(), by_month=has_months(name))


def seen(value: Value, manifest: int | None = None) -> Value:
    """Return one value as everybody may see it."""
    key = (value.name, value.place, value.period)
    return told({key: value}, manifest)[key]


def told(found: Mapping[Key, Value], manifest: int | None = None) -> dict[Key, Value]:
    """Return values (of this version) as everybody may see them, hidden ones with their reason."""
    shown = {key: for_public(value) for key, value in found.items()}
    asked: dict[Key, list[Key]] = {}
    for key, value in shown.items():
        name, place, period = key
        when = _when(name, period)
        if not is_guarded(name) or value.is_hidden:
            continue
        if any(period_of(name, each) != each for each in (period, when)):
            shown[key] = hidden(value, CUT)
        elif value.persons:
            members = [each for each in _plain(name) if is_of_members(each)]
            asked[key] = [(each.name, place, when) for each in members]
    back = _kept_back({part for made_of in asked.values() for part in made_of}, manifest)
    for key, made_of in asked.items():
        if back.intersection(made_of):
            shown[key] = hidden(shown[key], BESIDE)
    return shown


def parts(name: str, place: str, period: Period, manifest: int | None) -> Parts:
    """Return into which places rows are put for the public: those directly inside.

    Of a village all rows stand together.
    """
    deeper = [digits for digits in _DIGITS if digits > len(place)]
    if not deeper:
        return Parts(len(place))
    codes = _below(place)
    known = values([name], [place, *codes], [period], manifest=manifest)
    return Parts(deeper[0], _places_back(known, name, place, codes, period))


def has_months(name: str) -> bool:
    """Tell whether the public sees single months: not of members."""
    return not any(is_of_members(each) for each in _plain(name))


def has_distribution(place: str) -> bool:
    """Tell whether the public sees how members' amounts lie: of counties, which hold no other."""
    return len(place) == tree.CODE_DIGITS[tree.Level.COUNTY]


def is_of_members(indicator: Indicator) -> bool:
    """Tell whether an indicator's rows are of members of programmes or payees."""
    if not indicator.fact:
        return False
    kind = facts.kind(indicator.fact)
    return is_sensitive(kind.name, kind.person)


def _plain(name: str) -> list[Indicator]:
    """Return the indicators of rows that a number is made of."""
    indicator = by_name(name)
    if indicator.ratio is None:
        return [indicator]
    return [by_name(indicator.ratio.top), by_name(indicator.ratio.bottom)]


def _when(name: str, period: Period) -> Period:
    ratio = by_name(name).ratio
    return period.before() if ratio and ratio.before else period


def _kept_back(asked: Iterable[Key], manifest: int | None) -> set[Key]:
    """Return which of these are kept back for what is beside them, or beside what holds them."""
    keys = set(asked)
    if not keys:
        return keys
    steps = {place: _steps(place) for place in {place for _name, place, _year in keys}}
    names, years = {name for name, _place, _year in keys}, {year for _name, _place, year in keys}
    beside = {
        code for each in steps.values() for step in each for code in (step.above, *step.codes)
    }
    known = values(names, beside, years, manifest=manifest)
    return {key for key in keys if _is_back(known, key, steps[key[1]])}


def _is_back(known: Mapping[Key, Value], key: Key, steps: Sequence[_Step]) -> bool:
    name, _place, year = key
    return any(
        step.towards in _places_back(known, name, step.above, step.codes, year) for step in steps
    )


def _places_back(
    known: Mapping[Key, Value], name: str, above: str, codes: Iterable[str], period: Period
) -> frozenset[str]:
    each = {code: known[name, code, period] for code in codes}
    rows = sum(value.rows for value in each.values())
    return kept_back(
        {code: value.persons or 0 for code, value in each.items()},
        has_others=known[name, above, period].rows != rows,
    )


def _steps(place: str) -> list[_Step]:
    """Return the steps from the whole country down to a place."""
    line = ["", *tree.ancestors(place), place] if place else [""]
    return [
        _Step(above, towards, tuple(sorted({towards, *_below(above)})))
        for above, towards in pairwise(line)
    ]


def _below(place: str) -> list[str]:
    found = places.children(place) if place else places.provinces()
    return list(found.values_list("code", flat=True))

"""The values of indicators: what the rows of a manifest come to, and how complete they are."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final, NamedTuple

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Kind
from yutang.facts.queries import ManifestView
from yutang.indicators import catalogue
from yutang.indicators.errors import UnknownIndicator
from yutang.indicators.queries import reporting
from yutang.indicators.queries.counting import Asked, Found, gather, nothing
from yutang.indicators.queries.held import held
from yutang.indicators.queries.slicing import Spot
from yutang.indicators.queries.tallying import tally
from yutang.indicators.rules.completeness import reporters_of
from yutang.indicators.rules.masking import is_sensitive
from yutang.indicators.rules.periods import By, Period
from yutang.indicators.rules.shape import Indicator, Section
from yutang.indicators.rules.values import NO_ROWS, Value, divided
from yutang.kernel.clock import wall
from yutang.places.rules import Level

Key = tuple[str, str, Period]
"""An indicator's name, a place (empty: the whole country), a period."""
_KEPT_MAX: Final = 20_000


class _Counted(NamedTuple):
    """A value by its rows alone, and which villages have rows where villages report."""

    value: Value
    codes: frozenset[str] = frozenset()


_kept: OrderedDict[tuple[str, Key], _Counted] = OrderedDict()


def every() -> list[Indicator]:
    """Return all indicators, in the order of their sections."""
    return list(catalogue.by_name().values())


def sections() -> tuple[tuple[Section, tuple[Indicator, ...]], ...]:
    """Return the sections in order, each with its indicators."""
    return catalogue.sections()


def mark() -> str:
    """Return what stands for all definitions, as kept numbers remember it."""
    return catalogue.mark()


def by_name(name: str) -> Indicator:
    """Return the indicator of this name.

    Raises:
        UnknownIndicator: there is none.
    """
    found = catalogue.by_name().get(name)
    if found is None:
        raise UnknownIndicator(name=name[:60])
    return found


def value(name: str, place: str, period: Period, *, manifest: int | None = None) -> Value:
    """Return what an indicator comes to in a place and period.

    Raises:
        UnknownIndicator: there is none of this name.
    """
    return values([name], [place], [period], manifest=manifest)[name, place, period]


def values(
    names: Iterable[str],
    places: Iterable[str],
    periods: Iterable[Period],
    *,
    manifest: int | None = None,
) -> dict[Key, Value]:
    """Return many values; each fact is read as few times as can be.

    What a manifest came to is kept by this process: a manifest never changes.

    Raises:
        UnknownIndicator: there is none of one of these names.
    """
    asked = [by_name(name) for name in dict.fromkeys(names)]
    spots = sorted({(place, period) for place in set(places) for period in set(periods)})
    view = facts.current() if manifest is None else facts.manifest(manifest)
    plain: set[Key] = set()
    for each in asked:
        plain |= {(part.name, place, when) for part, place, when in _parts(each, spots)}
    known = _known(view.digest, plain)
    missing = plain - known.keys()
    if missing:
        known |= _kept_for(view.digest, _counted(missing, view))
    told = _reported(known)
    found: dict[Key, Value] = {}
    for each in asked:
        for place, period in spots:
            found[each.name, place, period] = _value(each, place, period, told, view)
    return found


def series(
    name: str, place: str, by: By, period: Period, *, manifest: int | None = None
) -> list[tuple[Period, Value]]:
    """Return an indicator month by month (or by week, by year), oldest first."""
    parts = period.by(by)
    found = values([name], [place], parts, manifest=manifest)
    return [(part, found[name, place, part]) for part in parts]


def _parts(indicator: Indicator, spots: Iterable[Spot]) -> list[tuple[Indicator, str, Period]]:
    """Return what has to be counted for an indicator: itself, or both sides of a ratio."""
    if indicator.ratio is None:
        return [(indicator, place, period) for place, period in spots]
    top, bottom = by_name(indicator.ratio.top), by_name(indicator.ratio.bottom)
    found = []
    for place, period in spots:
        when = period.before() if indicator.ratio.before else period
        found += [(top, place, when), (bottom, place, when)]
    return found


def _value(
    indicator: Indicator, place: str, period: Period, known: Mapping[Key, Value], view: ManifestView
) -> Value:
    if indicator.ratio is None:
        return known[indicator.name, place, period]
    (top, _, when), (bottom, *_) = _parts(indicator, [(place, period)])
    base = Value(indicator.name, place, period, None, through=through(view), manifest=view.number)
    return divided(
        base,
        known[top.name, place, when],
        known[bottom.name, place, when],
        indicator.ratio.times,
    )


def _known(digest: str, keys: Collection[Key]) -> dict[Key, _Counted]:
    return {key: _kept[digest, key] for key in keys if (digest, key) in _kept}


def _kept_for(digest: str, found: Mapping[Key, _Counted]) -> Mapping[Key, _Counted]:
    """Keep what was counted of a version: it never changes."""
    for key, each in found.items():
        _kept[digest, key] = each
    while len(_kept) > _KEPT_MAX:
        _kept.popitem(last=False)
    return found


def _reported(known: Mapping[Key, _Counted]) -> dict[Key, Value]:
    """Return values with the villages that declared there was nothing among those that told."""
    told = {key: each.value for key, each in known.items()}
    asked = [key for key, each in told.items() if _by_villages(each)]
    said = reporting.Declarations(
        {by_name(name).fact for name, _place, _period in asked},
        {place for _name, place, _period in asked},
        {period for _name, _place, period in asked},
    )
    for key in asked:
        name, place, period = key
        codes = known[key].codes | said.of(by_name(name).fact, place, period)
        told[key] = replace(told[key], reported=min(len(codes), told[key].of))
    return told


def _by_villages(value: Value) -> bool:
    return not value.recorded and value.reporters == "villages"


def _counted(keys: Collection[Key], view: ManifestView) -> dict[Key, _Counted]:
    """Count indicators that are no ratios, fact by fact."""
    by_fact: dict[str, set[Key]] = defaultdict(set)
    for key in keys:
        by_fact[by_name(key[0]).fact].add(key)
    every_place = {place for _name, place, _period in keys}
    sizes = {
        "villages": reporting.how_many(every_place, Level.VILLAGE),
        "counties": reporting.how_many(every_place, Level.COUNTY),
    }
    found: dict[Key, _Counted] = {}
    for fact, wanted in by_fact.items():
        found |= _of_fact(fact, wanted, view, sizes)
    return found


def _of_fact(
    fact: str, wanted: Collection[Key], view: ManifestView, sizes: Mapping[str, Mapping[str, int]]
) -> dict[Key, _Counted]:
    if not fact:
        return {
            key: _Counted(
                Value(
                    *key,
                    number=Decimal(sizes["villages"][key[1]]),
                    rows=sizes["villages"][key[1]],
                    reported=sizes["villages"][key[1]],
                    of=sizes["villages"][key[1]],
                    through=through(view),
                    manifest=view.number,
                )
            )
            for key in wanted
        }
    kind = facts.kind(fact)
    indicators = [by_name(name) for name in sorted({name for name, _place, _period in wanted})]
    asked = Asked(
        indicators,
        {place for _name, place, _period in wanted},
        {period for _name, _place, period in wanted},
        among=reporting.on_lists({each.among for each in indicators if each.among}),
        speaks=is_sensitive(kind.name, kind.person),
        names_villages=not kind.recorded,
    )
    found = _found(kind, asked, facts.files_of(view).get(fact, ()))
    return {
        key: _Counted(_made(key, kind, found, view, sizes), found.codes.get(key[1:], frozenset()))
        for key in wanted
    }


def _found(kind: Kind, asked: Asked, files: Sequence[facts.PartView]) -> Found:
    """Count what is asked of a fact: at hand where it has few rows, else by the engine."""
    if not files:
        return nothing(asked)
    rows = held(kind, files)
    if rows is not None:
        return tally(rows, asked)
    return gather(facts.table_of(kind, files), asked, partial(facts.pieces_of, kind, files))


def _made(
    key: Key,
    kind: Kind,
    found: Found,
    view: ManifestView,
    sizes: Mapping[str, Mapping[str, int]],
) -> Value:
    """Return one value with all that is known beside its number."""
    _name, place, period = key
    reporters = reporters_of(kind.name)
    reported = (found.villages if reporters == "villages" else found.counties)[place, period]
    number = found.numbers.get(key)
    of = sizes[reporters][place]
    return Value(
        *key,
        number=number,
        why_none=NO_ROWS if number is None else None,
        rows=found.rows.get(key, 0),
        persons=found.persons.get(key, _counted_persons(key, number)),
        reported=min(reported, of),
        of=of,
        reporters=reporters,
        recorded=kind.recorded,
        through=through(view),
        manifest=view.number,
    )


def _counted_persons(key: Key, number: Decimal | None) -> int | None:
    """Return a number of persons that is the value itself."""
    is_persons = by_name(key[0]).counts == "persons"
    return int(number) if is_persons and number is not None else None


def through(view: ManifestView) -> date | None:
    """Return the day in China up to which a version's facts are whole."""
    return wall(view.through).date() if view.through else None


def table_of(fact: str, view: ManifestView) -> Any:
    """Return a fact's table in a version."""
    return facts.table(fact, view.number or None)

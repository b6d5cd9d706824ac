"""Every place of a criterion's level with its inputs, judged, in one pass and bounded memory.

The tree, the shops' totals and the facts of the yearbook each come as a stream in code order and
are merged here; none is held. A criterion of towns judges the villages first and takes its numbers
from them as they pass by.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from yutang.criteria import catalogue
from yutang.criteria.errors import NoPlaces, NothingImported, NotOfPlaces, PlaceTooLow
from yutang.criteria.queries.criteria import named
from yutang.criteria.rules import units
from yutang.criteria.rules.judging import YEAR, Judge, Judged
from yutang.criteria.rules.period import Period
from yutang.criteria.rules.rolling import DIGITS, SUMMED, rolled
from yutang.criteria.rules.wording import Counting, Criterion, Input, Kept, Near
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.shops import queries as shops
from yutang.shops.rules import counting
from yutang.yearbook import queries as yearbook
from yutang.yearbook.queries import Each

_TREE_AT_ONCE = 10_000
_STRAYS_NAMED = 5
_TOWN_DIGITS = DIGITS[Level.TOWN]
Sink = Callable[[str, Judged], None]
"""Told each place as it is judged, with the id of the criterion."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked: one criterion of the places under one, for a period.

    `is_complete`: all shops there are imported, so a place without one sold nothing.
    `is_poor_area`: all of it lies in poor areas, or none of it does; None: not stated.
    `near`: stands in for what the criterion calls near.
    """

    kept: Kept
    place_code: str
    period: Period
    is_complete: bool = False
    is_poor_area: bool | None = None
    near: Near | None = None

    @property
    def criterion(self) -> Criterion:
        return self.kept.criterion


@dataclass
class Strays:
    """Rows of places that the tree does not have: how many, and the first of them."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def note(self, code: str) -> None:
        self.count += 1
        if len(self.first) < _STRAYS_NAMED:
            self.first.append(code)


@dataclass
class Passed:
    """What passed by: places, and places of which something was known."""

    places: int = 0
    known: int = 0
    strays: Strays = field(default_factory=Strays)


class _Stream(Protocol):
    def fill(self, code: str, inputs: dict[str, int | None]) -> bool: ...

    def close(self) -> None: ...


def judged(asked: Asked, passed: Passed, sink: Sink | None = None) -> Iterator[Judged]:
    """Yield every place of the criterion's level under the place, judged, in code order.

    `sink` is told of the places of the levels below too. Ask it inside a transaction.

    Raises:
        NotOfPlaces, PlaceTooLow, NoPlaces
        NothingImported: after the last, when nothing was known of any.
    """
    criterion = asked.criterion
    check_level(asked)
    judge = Judge(asked.kept, asked.near)
    streams = _streams(asked, passed, sink)
    fixed = _fixed(asked)
    for code in _codes(asked):
        passed.places += 1
        inputs: dict[str, int | None] = dict(fixed)
        _say_of_code(criterion, code, inputs)
        known = False
        for stream in streams:
            known |= stream.fill(code, inputs)
        passed.known += known
        row = judge.judge(code, inputs)
        if sink is not None:
            sink(criterion.id, row)
        yield row
    for stream in streams:
        stream.close()
    if not passed.places:
        raise NoPlaces(code=asked.place_code, province=asked.place_code[:2] or "…")
    if not passed.known:
        raise NothingImported(what=_what(criterion))


def check_level(asked: Asked) -> None:
    """Go on only where the criterion can be asked of places there.

    Raises:
        NotOfPlaces, PlaceTooLow
    """
    level = asked.criterion.level
    if level not in DIGITS:
        raise NotOfPlaces(id=asked.criterion.id)
    if len(asked.place_code) > DIGITS[level]:
        raise PlaceTooLow(id=asked.criterion.id)


def below(asked: Asked) -> Asked | None:
    """Return what is asked of the level below, for a criterion that counts its verdicts."""
    if not asked.criterion.of:
        return None
    return replace(asked, kept=named(asked.criterion.of[0]), near=None)


def inputs_asked(criterion: Criterion) -> list[Input]:
    """Return the inputs that a criterion asks for, each once, in its order."""
    names = [name for each in criterion.conditions for name in (each.input, each.over) if name]
    return [catalogue.inputs()[name] for name in dict.fromkeys(names)]


def counting_rule(rule: Counting | None) -> counting.CountingRule:
    """Return when a shop counts as active, as the shops room takes it."""
    if rule is None:
        return counting.RULE_2022
    return counting.CountingRule(
        active=rule.active,
        open_days=rule.open_days,
        recent_months=rule.recent_months,
        orders_a_month=rule.orders_a_month,
    )


def _codes(asked: Asked) -> Iterator[str]:
    level = Level(asked.criterion.level)
    code = asked.place_code
    if len(code) == DIGITS[level]:
        found = places.places().filter(code=code)
    elif code:
        found = places.under(code, level)
    else:
        found = places.places().filter(level=level)
    return found.values_list("code", flat=True).iterator(chunk_size=_TREE_AT_ONCE)


def _fixed(asked: Asked) -> dict[str, int | None]:
    if asked.is_poor_area is None:
        return {}
    return {"is_poor_area": int(asked.is_poor_area)}


def _say_of_code(criterion: Criterion, code: str, inputs: dict[str, int | None]) -> None:
    if criterion.level == Level.VILLAGE:
        inputs["is_rural"] = units.is_rural(code)
    elif criterion.level == Level.TOWN:
        inputs["is_town"] = units.is_town(code)


def _streams(asked: Asked, passed: Passed, sink: Sink | None) -> list[_Stream]:
    criterion = asked.criterion
    names = {each.name for each in inputs_asked(criterion)}
    found: list[_Stream] = []
    lower = below(asked)
    if lower is not None:
        rows = judged(lower, Passed(strays=passed.strays), sink)
        found.append(_Rolled(rolled(rows, lower.criterion.level)))
    elif names & set(SUMMED):
        rule = counting_rule(criterion.counting)
        period = counting.Period(*asked.period)
        totals = shops.village_totals(period, rule, asked.place_code)
        found.append(_Sold(totals, passed.strays, is_complete=asked.is_complete))
    found.extend(_Facts(each, asked) for each in inputs_asked(criterion) if each.facts)
    return found


class _Rolled:
    """Numbers of the level below, which is judged while this one asks for them."""

    def __init__(self, rows: Iterator[tuple[str, dict[str, int | None]]]) -> None:
        self._rows = rows
        self._next: tuple[str, dict[str, int | None]] | None = next(rows, None)

    def fill(self, code: str, inputs: dict[str, int | None]) -> bool:
        while self._next is not None and self._next[0] < code:
            self._next = next(self._rows, None)
        if self._next is None or self._next[0] != code:
            return False
        inputs.update(self._next[1])
        return True

    def close(self) -> None:
        while self._next is not None:
            self._next = next(self._rows, None)


class _Sold:
    """What shops sold, and how many are active.

    A village whose shops have no month with an order in the period is not known, unless it is
    stated that all shops are imported: most likely their months are missing.
    """

    def __init__(
        self, rows: Iterator[shops.VillageTotal], strays: Strays, *, is_complete: bool
    ) -> None:
        self._rows = rows
        self._strays = strays
        self._is_complete = is_complete
        self._next = next(rows, None)

    def fill(self, code: str, inputs: dict[str, int | None]) -> bool:
        row = self._next
        while row is not None and row.code < code:
            self._strays.note(row.code)
            row = self._next = next(self._rows, None)
        if row is not None and row.code == code:
            self._next = next(self._rows, None)
            if row.orders or row.sales_fen or self._is_complete:
                inputs["sales"] = row.sales_fen
                inputs["active_shops"] = row.active_shops
                return True
            return False
        if self._is_complete:
            inputs["sales"] = inputs["active_shops"] = 0
        return False

    def close(self) -> None:
        while self._next is not None:
            self._strays.note(self._next.code)
            self._next = next(self._rows, None)


class _Facts:
    """A kind of fact of the yearbook, with its year; of the place itself, or of its town."""

    def __init__(self, asked_for: Input, asked: Asked) -> None:
        self._name = asked_for.name
        self._scale = asked_for.scale
        self._of_town = asked_for.of_town
        under = asked.place_code[:_TOWN_DIGITS]
        self._rows = yearbook.each(asked_for.facts, asked.period.last.year, under)
        self._next: Each | None = next(self._rows, None)
        self._town: Each | None = None

    def fill(self, code: str, inputs: dict[str, int | None]) -> bool:
        row = self._next
        while row is not None and row.code < code:
            if len(row.code) == _TOWN_DIGITS:
                self._town = row
            row = self._next = next(self._rows, None)
        if self._of_town:
            if self._town is not None and code.startswith(self._town.code):
                self._say(self._town, inputs)
            return False
        if row is None or row.code != code:
            return False
        self._say(row, inputs)
        return True

    def close(self) -> None:
        while self._next is not None:
            self._next = next(self._rows, None)

    def _say(self, row: Each, inputs: dict[str, int | None]) -> None:
        inputs[self._name] = int(row.value * self._scale)
        inputs[self._name + YEAR] = row.year


def _what(criterion: Criterion) -> str:
    wanted = [each.title.zh for each in inputs_asked(criterion) if each.unit != "flag"]
    return "、".join(wanted)

"""What a criterion says: data, read and checked, and made ready to be judged by.

A criterion is written in shown units (yuan, shops, percent). *Tests* are what is judged: each is
one comparison of whole numbers, ``value × times ≥ over × share + least``, so that no verdict
hangs on a rounding; *ways* are the sets of tests of which one whole set suffices. The text that a
run keeps has both, so that its verdicts can be checked by a statement, without this program.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Literal

import msgspec
from msgspec import Struct, field

from yutang.criteria.errors import BadCriterion

WAYS_MOST = 60
TESTS_MOST = 20
MONTHS_MOST = 24
YEAR_MONTHS = 12
LEVELS = {0, 3, 4, 5}
_ID = re.compile(r"[a-z][a-z0-9-]{1,40}@[0-9]{1,4}")
_TEXT = msgspec.json.Encoder(order="deterministic", decimal_format="number")

Mark = Literal["P", "V"]
"""[P]: read in a published source; [V]: believed, an unverified default."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.zh


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """A number that criteria ask of a place. It is kept as a whole number of ``1/scale`` units."""

    name: str
    title: Words
    unit: Literal["yuan", "flag", "count"]
    more: Words
    """What one says of a gap: ``{n} more active shops``; of a flag: what would have to be so."""
    source: Words
    """Where the number comes from, and what to do when it is missing."""
    facts: str = ""
    """The yearbook's kind that says it; empty: shops, the code itself, or a run."""
    of_town: bool = False
    """It is said of the town that the place lies in."""

    @property
    def scale(self) -> int:
        return 100 if self.unit == "yuan" else 1


class Condition(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing asked for: an input, or its share in another, reaches a threshold.

    Exactly one of `at_least`, `more_than` (in the input's unit, of a share in percent) and `holds`.
    """

    name: str
    title: Words
    input: str
    over: str = ""
    at_least: int | None = None
    more_than: int | None = None
    holds: bool = False
    mark: Mark = "P"
    note: Words | None = None


class Group(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All of, any of, or at least so many of these: conditions by name, or further groups."""

    all: "tuple[str | Group, ...]" = ()
    any: "tuple[str | Group, ...]" = ()
    at_least: int = 0
    of: "tuple[str | Group, ...]" = ()


class Window(Struct, frozen=True, forbid_unknown_fields=True):
    """Which months a year of this criterion has: so many, as a rule from this month of the year.

    `strict`: only from this month; otherwise any months in a row.
    """

    months: int
    first_month: int
    strict: bool
    told: Words
    mark: Mark = "P"


class Counting(Struct, frozen=True, forbid_unknown_fields=True):
    """When a shop is active: `recent` over the last months, `any` over the whole window."""

    told: Words
    active: Literal["recent", "any"] = "recent"
    open_days: int = 30
    recent_months: int = 3
    orders_a_month: int = 1
    mark: Mark = "P"


class Near(Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as a near miss: at most so many inputs lack, each having reached so much."""

    lacking_most: int = 1
    percent: int = 80


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the rule comes from."""

    told: Words
    mark: Mark = "P"


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a criterion; `level`: 3 county, 4 town, 5 village, 0 a group of villages."""

    id: str
    title: Words
    scope: Words
    level: int
    valid_from: date
    window: Window
    source: Source
    conditions: tuple[Condition, ...]
    rule: Group
    valid_to: date | None = None
    near: Near = field(default_factory=Near)
    counting: Counting | None = None
    of: tuple[str, ...] = ()
    """Criteria of the levels below whose kept verdicts it counts: villages, then towns."""
    place_code: str = ""
    """Whose own target it is; empty: everybody's."""

    @property
    def family(self) -> str:
        return self.id.partition("@")[0]

    @property
    def version(self) -> str:
        return self.id.partition("@")[2]


class Test(Struct, frozen=True):
    """``value × times ≥ over × share + least``, in the units in which inputs are kept."""

    __test__ = False  # pytest: not one of yours

    name: str
    input: str
    over: str
    times: int
    share: int
    least: int

    def target(self, over: int) -> int:
        """Return the least value that passes, given what it is a share of."""
        return -((-over * self.share - self.least) // self.times)


class Kept(Struct, frozen=True):
    """All that a run keeps of a criterion."""

    criterion: Criterion
    tests: tuple[Test, ...]
    ways: tuple[tuple[int, ...], ...]


def made(criterion: Criterion, inputs: Mapping[str, Input]) -> Kept:
    """Check a criterion and make it ready to judge by.

    Raises:
        BadCriterion: it contradicts itself, or asks for what nobody knows; says which part.
    """
    _check(criterion, inputs)
    tests = tuple(_test(condition, inputs) for condition in criterion.conditions)
    named = {test.name: number for number, test in enumerate(tests)}
    ways = _ways(criterion.rule, named, criterion.id)
    used = {number for way in ways for number in way}
    if len(used) < len(tests):
        raise BadCriterion(id=criterion.id, part="rule")
    return Kept(criterion, tests, tuple(sorted(tuple(sorted(way)) for way in ways)))


def text_of(kept: Kept) -> str:
    """Return the whole text that is kept and hashed: the same criterion, the same text."""
    return _TEXT.encode(kept).decode()


def digest_of(text: str) -> str:
    """Return the SHA-256 of the text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def kept_from(text: str) -> Kept:
    """Return what a kept text says."""
    return msgspec.json.decode(text, type=Kept)


def _check(criterion: Criterion, inputs: Mapping[str, Input]) -> None:
    window, near = criterion.window, criterion.near
    names = [condition.name for condition in criterion.conditions]
    holds = {
        "id": _ID.fullmatch(criterion.id) is not None,
        "level": criterion.level in LEVELS,
        "valid_to": criterion.valid_to is None or criterion.valid_to >= criterion.valid_from,
        "window": 1 <= window.months <= MONTHS_MOST and 1 <= window.first_month <= YEAR_MONTHS,
        "counting": not ({"active_shops"} & _asked(criterion)) or criterion.counting is not None,
        "near": 0 < near.percent <= 100 and near.lacking_most > 0,  # noqa: PLR2004 - a percentage
        "conditions": 0 < len(names) == len(set(names)) <= TESTS_MOST,
    }
    for condition in criterion.conditions:
        holds |= _holds(condition, inputs)
    for part, is_so in holds.items():
        if not is_so:
            raise BadCriterion(id=criterion.id, part=part)


def _asked(criterion: Criterion) -> set[str]:
    return {condition.input for condition in criterion.conditions}


def _holds(condition: Condition, inputs: Mapping[str, Input]) -> dict[str, bool]:
    """Return what must hold of a condition, by the part of it that says so."""
    where = f"conditions.{condition.name}"
    counted = inputs.get(condition.input)
    asked = (condition.at_least is not None, condition.more_than is not None, condition.holds)
    return {
        f"{where}.input": counted is not None,
        f"{where}.over": not condition.over or condition.over in inputs,
        where: sum(asked) == 1 and (condition.at_least or condition.more_than or 0) >= 0,
        f"{where}.holds": counted is None or (counted.unit == "flag") == condition.holds,
        f"{where}.share": not (condition.holds and condition.over),
    }


def _test(condition: Condition, inputs: Mapping[str, Input]) -> Test:
    name, counted = condition.name, inputs[condition.input]
    if condition.holds:
        return Test(name, condition.input, "", 1, 0, 1)
    asked = condition.at_least if condition.at_least is not None else condition.more_than
    assert asked is not None, "checked before"
    more = 0 if condition.at_least is not None else 1
    if not condition.over:
        return Test(name, condition.input, "", 1, 0, asked * counted.scale + more)
    times = 100 * inputs[condition.over].scale
    return Test(name, condition.input, condition.over, times, asked * counted.scale, more)


def _ways(node: "str | Group", named: Mapping[str, int], of: str) -> set[frozenset[int]]:
    """Return the disjunctive normal form, without ways that ask for more than another."""
    if isinstance(node, str):
        if node not in named:
            raise BadCriterion(id=of, part=f"rule: {node}")
        return {frozenset({named[node]})}
    parts, least = _parts(node, of)
    ways: set[frozenset[int]] = {frozenset()}
    if least == len(parts):
        for part in parts:
            found = _ways(part, named, of)
            ways = {one | other for one, other in product(ways, found)}
            _few(ways, of)
    else:
        rest = parts[1:]
        without = _ways(Group(at_least=least, of=rest), named, of)
        first = _ways(parts[0], named, of)
        others = (
            _ways(Group(at_least=least - 1, of=rest), named, of) if least > 1 else {frozenset()}
        )
        ways = without | {one | other for one, other in product(first, others)}
    ways = {way for way in ways if not any(other < way for other in ways)}
    _few(ways, of)
    return ways


def _parts(group: Group, of: str) -> "tuple[tuple[str | Group, ...], int]":
    given = [parts for parts in (group.all, group.any, group.of) if parts]
    if len(given) != 1 or bool(group.of) != bool(group.at_least):
        raise BadCriterion(id=of, part="rule")
    parts = given[0]
    least = group.at_least if group.of else len(parts) if group.all else 1
    if not 1 <= least <= len(parts):
        raise BadCriterion(id=of, part="rule.at_least")
    return parts, least


def _few(ways: set[frozenset[int]], of: str) -> None:
    if len(ways) > WAYS_MOST:
        raise BadCriterion(id=of, part="rule")

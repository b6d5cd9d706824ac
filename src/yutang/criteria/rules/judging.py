"""Whether a place meets a criterion, and what it lacks. Three-valued: not known is never no.

Inputs are whole numbers by name. An input that is missing makes its tests *not known*. A name with
``.most`` beside it says that the input is only a lower bound (a town's sum over villages of which
some are not known): the number after it is the highest that it can be, None where nothing limits
it. Such a test passes when the lower bound does, and fails only when the upper bound does. A name
with ``.year`` beside it says of which year a fact is.

A place is a *yes* when all tests of one way pass, a *no* when every way has a test that fails, and
*not known* otherwise. This is Kleene's logic: min and max distribute, so the ways give the same
answer as the rule they were made of.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from yutang.criteria.rules.wording import Kept, Near, Test

Verdict = Literal["yes", "no", "unknown"]
Inputs = Mapping[str, int | None]
MOST = ".most"
YEAR = ".year"


class Way(NamedTuple):
    """One way to a yes: so much more of each input, what has to be known, what has to change.

    `more` is in the units in which inputs are kept; `become` names flags that do not hold now.
    """

    more: dict[str, int]
    unknown: tuple[str, ...] = ()
    become: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        """What is stored of it."""
        return {name: value for name, value in self._asdict().items() if value}


class Judged(NamedTuple):
    """What came of one place."""

    code: str
    verdict: Verdict
    is_near: bool
    inputs: Inputs
    lacks: tuple[Way, ...]


class Shown(NamedTuple):
    """One test as it stood: the value, what would be enough, whether it passed."""

    test: Test
    value: int | None
    over: int | None
    target: int | None
    met: bool | None
    most: int | None = None
    is_least: bool = False
    year: int | None = None
    over_year: int | None = None

    @property
    def percent_of_target(self) -> int | None:
        """How much of the target is reached, in whole percent, at most 100."""
        if self.value is None or not self.target:
            return None
        return min(100, self.value * 100 // self.target)


class Judge:
    """Judges places by one criterion; made once, asked often."""

    def __init__(self, kept: Kept, near: Near | None = None) -> None:
        """`near`, when given, stands in for what the criterion itself calls near."""
        self.kept = kept
        self.near = near or kept.criterion.near
        self._tests = kept.tests
        self._ways = kept.ways

    def judge(self, code: str, inputs: Inputs) -> Judged:
        """Return the verdict of a place, and what it lacks unless it is a yes."""
        met = [met_by(test, inputs) for test in self._tests]
        verdict = self._verdict(met)
        if verdict == "yes":
            return Judged(code, verdict, False, inputs, ())
        found = [self._way(way, met, inputs) for way in self._ways]
        lacks = cheapest(found) if found[1:] else (found[0],)
        near = verdict == "no" and any(self._is_near(way, inputs) for way in lacks)
        return Judged(code, verdict, near, inputs, lacks)

    def shown(self, inputs: Inputs) -> list[Shown]:
        """Return every test with its value, what would be enough, and whether it passed."""
        return [_shown(test, inputs) for test in self._tests]

    def _verdict(self, met: list[bool | None]) -> Verdict:
        is_open = False
        for way in self._ways:
            passed = [met[number] for number in way]
            if False in passed:
                continue
            if None not in passed:
                return "yes"
            is_open = True
        return "unknown" if is_open else "no"

    def _way(self, way: tuple[int, ...], met: list[bool | None], inputs: Inputs) -> Way:
        more: dict[str, int] = {}
        unknown: list[str] = []
        become: list[str] = []
        for number in way:
            if met[number]:
                continue
            test = self._tests[number]
            name = test.input
            value = inputs.get(name)
            over = inputs.get(test.over) if test.over else 0
            if value is None:
                unknown.append(name)
            elif test.over and not over:
                unknown.append(test.over)
            elif self._is_flag(test):
                become.append(name)
            else:
                gap = test.target(over or 0) - value
                if gap > more.get(name, 0):
                    more[name] = gap
        if not unknown and not become:
            return Way(more)
        return Way(more, tuple(dict.fromkeys(unknown)), tuple(become))

    @staticmethod
    def _is_flag(test: Test) -> bool:
        return test.times == test.least == 1 and not test.over and test.input.startswith("is_")

    def _is_near(self, way: Way, inputs: Inputs) -> bool:
        if way.unknown or way.become or len(way.more) > self.near.lacking_most:
            return False
        for name, more in way.more.items():
            value = inputs[name]
            assert value is not None, "a gap has a value"
            if value * 100 < (value + more) * self.near.percent:
                return False
        return True


def met_by(test: Test, inputs: Inputs) -> bool | None:
    """Return whether the test passes; None: not known."""
    value = inputs.get(test.input)
    if value is None:
        return None
    least = test.least
    if test.over:
        over = inputs.get(test.over)
        if not over:
            return None
        least += over * test.share
    if value * test.times >= least:
        return True
    if test.input + MOST in inputs:
        most = inputs[test.input + MOST]
        if most is None or most * test.times >= least:
            return None
    return False


def cheapest(ways: list[Way]) -> tuple[Way, ...]:
    """Return the ways that ask no more than another does; those that can be gone first.

    A way on which a flag would have to change is told only where there is no other.
    """
    kept: list[Way] = []
    for way in [way for way in ways if not way.become] or ways:
        if any(_asks_no_more(other, way) for other in kept):
            continue
        kept = [other for other in kept if not _asks_no_more(way, other)]
        kept.append(way)
    return tuple(sorted(kept, key=lambda way: (len(way.unknown), len(way.more))))


def _asks_no_more(one: Way, other: Way) -> bool:
    for name, more in one.more.items():
        if other.more.get(name, -1) < more:
            return False
    if not one.unknown and not one.become:
        return True
    return set(one.unknown) <= set(other.unknown) and set(one.become) <= set(other.become)


def _shown(test: Test, inputs: Inputs) -> Shown:
    over = inputs.get(test.over) if test.over else 0
    return Shown(
        test=test,
        value=inputs.get(test.input),
        over=over if test.over else None,
        target=None if over is None or (test.over and not over) else test.target(over),
        met=met_by(test, inputs),
        most=inputs.get(test.input + MOST),
        is_least=test.input + MOST in inputs,
        year=inputs.get(test.input + YEAR),
        over_year=inputs.get(test.over + YEAR),
    )


_STORED = msgspec.json.Encoder()


def stored(inputs: Inputs) -> bytes:
    """Return inputs as the JSON that is kept; what is missing is left out, but for a `.most`."""
    return _STORED.encode(
        {name: value for name, value in inputs.items() if value is not None or name.endswith(MOST)}
    )


def stored_ways(ways: tuple[Way, ...]) -> bytes:
    """Return the ways as the JSON that is kept."""
    return _STORED.encode([way.told for way in ways])


def ways_from(told: list[dict[str, Any]]) -> Iterator[Way]:
    """Yield the ways of what was kept."""
    for way in told:
        yield Way(way.get("more", {}), tuple(way.get("unknown", ())), tuple(way.get("become", ())))

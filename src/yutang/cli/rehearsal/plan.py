"""Who wants what, when, and what goes wrong on the way: drawn from a seed. Pure.

The same settings give the same plan, on any machine. Moments are seconds from going live.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from typing import Final, Literal, NamedTuple, get_args
from uuid import UUID

from yutang.trade.rules import QUANTITY_MAX

Curve = Literal["steady", "spike-at-golive", "spike-at-pin"]
CURVES: Final[tuple[Curve, ...]] = get_args(Curve)
FaultKind = Literal["gate", "worker", "database"]
FAULTS: Final[tuple[FaultKind, ...]] = get_args(FaultKind)

IN_THE_SPIKE: Final = 0.6
"""Share of the arrivals that a spike gathers; the others come whenever they like."""
GOLIVE_SPIKE: Final = 0.04
PIN_SPIKE: Final = 0.2
"""Mean delay of a spike's arrivals: of the whole sale after going live, of a pin's own time."""
PAUSED_S: Final = 3.0
RUSH_FAULT_EVERY_S: Final = 8.0


@dataclass(frozen=True, slots=True)
class Habits:
    """How buyers behave, as shares of wishes; times in seconds."""

    wishes: float = 1.6
    """Mean wishes a buyer."""
    think_s: float = 4.0
    double_taps: float = 0.06
    dropped: float = 0.04
    """The connection breaks after the request was sent; the buyer tries again."""
    never_pays: float = 0.06
    payment_fails: float = 0.05
    """The first attempt to pay is declined; the second works."""
    pay_after_s: tuple[float, float] = (2.0, 25.0)
    units: tuple[tuple[int, float], ...] = ((1, 0.86), (2, 0.12), (3, 0.02))
    """How many units a wish is for, with their shares."""


@dataclass(frozen=True, slots=True)
class Good:
    """A lot of the rehearsal; `pull`: how popular, against the others; `most`: units a buyer."""

    lot: int
    pull: float
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    seed: int
    buyers: int
    seconds: float
    curve: Curve = "spike-at-golive"
    faults: tuple[FaultKind, ...] = FAULTS
    habits: Habits = field(default_factory=Habits)


class Attempt(NamedTuple):
    """One wish of one buyer. `good` and `buyer` are places in their lists.

    `pay_after_s` None: it is never paid. `declined`: attempts to pay that fail first.
    """

    at_s: float
    buyer: int
    good: int
    quantity: int
    taps: int
    drops: bool
    pay_after_s: float | None
    declined: int


class Fault(NamedTuple):
    """`seconds`: how long the database stands still; 0 for a kill."""

    at_s: float
    kind: FaultKind
    seconds: float


class PinAt(NamedTuple):
    at_s: float
    good: int


def key_of(seed: int, number: int) -> UUID:
    """Return the key of a plan's attempt: the same attempt, the same key."""
    return UUID(bytes=blake2b(b"%d:%d" % (seed, number), digest_size=16).digest())


def pins(settings: Settings, goods: int) -> list[PinAt]:
    """Return when each good is explained: one after the other, each as long as the others."""
    return [PinAt(settings.seconds * place / goods, place) for place in range(goods)]


def faults(settings: Settings) -> list[Fault]:
    """Return when what breaks, spread over the middle of the rush."""
    chance = random.Random(f"faults:{settings.seed}")  # noqa: S311 - a plan, no secret
    wanted = settings.faults
    planned = []
    for place, kind in enumerate(wanted):
        share = 0.2 + 0.6 * (place + chance.random() * 0.5) / len(wanted)
        seconds = min(PAUSED_S, settings.seconds / 10) if kind == "database" else 0.0
        planned.append(Fault(round(settings.seconds * share, 2), kind, round(seconds, 2)))
    return planned


def faults_in_a_rush(kinds: Sequence[FaultKind], expected_s: float) -> list[Fault]:
    """Return faults in turn, one every `RUSH_FAULT_EVERY_S`, for a rush without a timetable."""
    if not kinds:
        return []
    turns = max(round(expected_s / RUSH_FAULT_EVERY_S), len(kinds))
    return [
        Fault(RUSH_FAULT_EVERY_S * (turn + 0.5), kind, PAUSED_S if kind == "database" else 0.0)
        for turn in range(turns)
        for kind in [kinds[turn % len(kinds)]]
    ]


def attempts(settings: Settings, goods: Sequence[Good]) -> list[Attempt]:
    """Return every wish of every buyer, earliest first."""
    assert goods, "a sale without goods has no buyers"
    chance = random.Random(f"attempts:{settings.seed}")  # noqa: S311 - a plan, no secret
    drawn = [
        attempt
        for buyer in range(settings.buyers)
        for attempt in _wishes_of(buyer, settings, goods, chance)
    ]
    return sorted(drawn, key=arrival)


def arrival(attempt: Attempt) -> tuple[float, int]:
    """Return what attempts are sorted by: their moment, then their buyer."""
    return attempt.at_s, attempt.buyer


def _wishes_of(
    buyer: int, settings: Settings, goods: Sequence[Good], chance: random.Random
) -> Iterator[Attempt]:
    habits = settings.habits
    wishes = 1
    while wishes < QUANTITY_MAX and chance.random() > 1 / habits.wishes:
        wishes += 1
    shares = list(accumulate(good.pull for good in goods))
    at_s = _arrival(settings, chance)
    for _ in range(wishes):
        good = min(bisect_right(shares, chance.random() * shares[-1]), len(goods) - 1)
        if settings.curve == "spike-at-pin" and chance.random() < IN_THE_SPIKE:
            at_s = _after_pin(settings, good, len(goods), chance)
        yield attempt_at(min(at_s, settings.seconds), buyer, good, goods[good].most, habits, chance)
        at_s += chance.expovariate(1 / habits.think_s) if habits.think_s else 0.0


def attempt_at(  # noqa: PLR0917 - what an attempt is drawn from
    at_s: float, buyer: int, good: int, most: int | None, habits: Habits, chance: random.Random
) -> Attempt:
    """Return one attempt, its quantity and mishaps drawn."""
    quantity = min(_units(habits, chance), most or QUANTITY_MAX)
    pays = chance.random() >= habits.never_pays
    low, high = habits.pay_after_s
    return Attempt(
        round(at_s, 4),
        buyer,
        good,
        quantity,
        2 if chance.random() < habits.double_taps else 1,
        chance.random() < habits.dropped,
        round(chance.uniform(low, high), 3) if pays else None,
        1 if chance.random() < habits.payment_fails else 0,
    )


def _arrival(settings: Settings, chance: random.Random) -> float:
    seconds = settings.seconds
    if settings.curve == "spike-at-golive" and chance.random() < IN_THE_SPIKE:
        return min(chance.expovariate(1 / (seconds * GOLIVE_SPIKE)), seconds)
    return chance.uniform(0, seconds)


def _after_pin(settings: Settings, good: int, goods: int, chance: random.Random) -> float:
    span_s = settings.seconds / goods
    return good * span_s + chance.expovariate(1 / (span_s * PIN_SPIKE))


def _units(habits: Habits, chance: random.Random) -> int:
    drawn = chance.random()
    for units, share in habits.units:
        drawn -= share
        if drawn < 0:
            return units
    return 1

"""Flows of goods, from where they grew to where they went: the greatest, and the rest as one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from yutang.indicators.rules.masking import kept_back
from yutang.kernel.counts import SMALL

ORIGINS_MOST: Final = 8
GOALS_MOST: Final = 10
"""What a phone can still show beside each other."""
REST: Final = ""
"""Stands for all origins, or all goals, that are not named."""


@dataclass(frozen=True)
class Flow:
    """What went from one place to another; `buyers` different persons bought it."""

    origin: str
    goal: str
    net_fen: int
    orders: int
    buyers: int


def told(flows: Iterable[Flow], *, full: bool) -> list[Flow]:
    """Return the flows that this reader may see, the greatest first.

    For the public an origin's goals of fewer than ten buyers are put together as `REST` with the
    smallest of the others; they are left out where there is none.
    """
    every = list(flows)
    if full:
        return _sorted(every)
    goals: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for flow in every:
        goals[flow.origin][flow.goal] = flow.buyers
    back = {origin: kept_back(buyers) for origin, buyers in goals.items()}
    told = _joined(
        (flow.origin, REST if flow.goal in back[flow.origin] else flow.goal, flow) for flow in every
    )
    return _sorted([flow for flow in told if flow.buyers >= SMALL])


def of_larger(flows: Iterable[Flow], digits: int) -> list[Flow]:
    """Return flows between the origins that hold these ones, by so many digits of their codes."""
    return _sorted(_joined((flow.origin[:digits], flow.goal, flow) for flow in flows))


def greatest(flows: Iterable[Flow]) -> list[Flow]:
    """Return flows between the greatest origins and goals; the others summed as `REST`.

    No yuan is lost: the sum of what comes back is the sum of what went in.
    """
    every = list(flows)
    origins = _most((flow.origin, flow) for flow in every)[:ORIGINS_MOST]
    goals = _most((flow.goal, flow) for flow in every)[:GOALS_MOST]
    return _sorted(
        _joined(
            (
                flow.origin if flow.origin in origins else REST,
                flow.goal if flow.goal in goals else REST,
                flow,
            )
            for flow in every
        )
    )


def _most(keyed: Iterable[tuple[str, Flow]]) -> list[str]:
    sums: defaultdict[str, int] = defaultdict(int)
    for key, flow in keyed:
        sums[key] += flow.net_fen
    return sorted((key for key in sums if key), key=lambda key: (-sums[key], key))


def _joined(keyed: Iterable[tuple[str, str, Flow]]) -> list[Flow]:
    """Return the flows of each pair as one.

    Buyers of several flows may be the same persons: those of the greatest are told, never more
    than there are.
    """
    found: dict[tuple[str, str], Flow] = {}
    for origin, goal, flow in keyed:
        before = found.get((origin, goal)) or Flow(origin, goal, 0, 0, 0)
        found[origin, goal] = Flow(
            origin,
            goal,
            before.net_fen + flow.net_fen,
            before.orders + flow.orders,
            max(before.buyers, flow.buyers),
        )
    return list(found.values())


def _sorted(flows: list[Flow]) -> list[Flow]:
    return sorted(flows, key=lambda flow: (-flow.net_fen, flow.origin, flow.goal))

"""The yardstick: 10 January 2019, Hebei, two hours, as `samples/hebei-2019/replay.json` tells it.

Public reports give the whole: over 140,000 valid orders, nearly 6,000,000 yuan, 1,000,000 entries,
21 goods of which 12 sold out, 20,000 bottles of one sesame oil, chestnuts gone in ten seconds. How
they divide among the goods is ours, made so that the whole comes out. Pure.
"""

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from yutang.cli.rehearsal.plan import Attempt, Habits, arrival, attempt_at

HABITS = Habits(
    double_taps=0.02,
    dropped=0.005,
    never_pays=0.0,
    payment_fails=0.02,
    units=((1, 0.88), (2, 0.10), (3, 0.02)),
)
"""All pay: the reports count valid orders, and say nothing of those that were not."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One good: `from_s` it is explained; `wishes` come within a mean `rush_s` of that."""

    key: str
    units: int
    wishes: int
    from_s: float
    rush_s: float
    sells_out: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """The event: `orders`, `entries` and `sold_out` are what the reports say."""

    seconds: float
    orders: int
    sold_out: int
    entries: int
    buyers: int
    offers: list[Offer]


def read(path: Path) -> Replay:
    """Return the replay of a sample's file."""
    said: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return Replay(
        seconds=said["minutes"] * 60.0,
        orders=said["orders"],
        sold_out=said["sold_out"],
        entries=said["entries"],
        buyers=said["buyers"],
        offers=[
            Offer(
                key=offer["key"],
                units=offer["units"],
                wishes=offer["wishes"],
                from_s=offer["from_s"],
                rush_s=offer["rush_s"],
                sells_out=offer["sells_out"],
            )
            for offer in said["offers"]
        ],
    )


def attempts(replay: Replay, seed: int) -> list[Attempt]:
    """Return every wish of the two hours, earliest first; the same seed, the same wishes."""
    chance = random.Random(f"yardstick:{seed}")  # noqa: S311 - a plan, no secret
    drawn = [
        attempt_at(
            min(offer.from_s + chance.expovariate(1 / offer.rush_s), replay.seconds),
            chance.randrange(replay.buyers),
            place,
            None,
            HABITS,
            chance,
        )
        for place, offer in enumerate(replay.offers)
        for _ in range(offer.wishes)
    ]
    return sorted(drawn, key=arrival)


def enlarged(replay: Replay, attempts_wanted: int) -> Replay:
    """Return the event with its wishes multiplied so that so many are made; stock stays."""
    factor = attempts_wanted / sum(offer.wishes for offer in replay.offers)
    offers = [
        replace(offer, wishes=max(round(offer.wishes * factor), 1)) for offer in replay.offers
    ]
    return replace(replay, offers=offers)

"""How a sale begins: lots of a few units, and on which terms they are sold.

Each story has some kinds of terms and not others, so that some stories are full of one thing.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Final, Literal, get_args

from yutang.cli.simulation.rows import Cap, Coupon, Lot, Wave
from yutang.cli.simulation.tables import Tables
from yutang.trade.rules import CapKind

Kind = Literal["times", "waves", "caps", "coupons", "line", "households", "changes", "together"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""What a story may be about, beside orders: terms, lines, terms that change in mid-sale, payments
made together."""
CAP_KINDS: Final[tuple[CapKind, ...]] = get_args(CapKind)

PRICE_FEN = 3290
HOLD_S = 60
LOTS_MOST, UNITS_MOST = 3, 12
_CLOSED, _HAS, _BY_TICKET = 0.1, 0.5, 0.35
"""How often a lot begins closed; a kind of terms is in a story, and a lot has it; a lot is served
by number in a story of lines."""


def kinds(random: Random) -> frozenset[Kind]:
    """Return what a story is about."""
    return frozenset(kind for kind in KINDS if random.random() < _HAS)


def begin(random: Random, about: frozenset[Kind], tables: Tables) -> None:
    """Put the lots of a sale into the tables, with their terms; the sale is live."""
    rows, now = tables.rows, tables.clock()
    for number in range(1, random.randint(1, LOTS_MOST) + 1):
        rows.lots[number] = _lot(random, about, number, now)
        if "waves" in about and random.random() < _HAS:
            for after_s, units in waves(random, 0):
                at = tables.live_at + timedelta(seconds=after_s)
                wave = next(tables.ids)
                rows.waves[wave] = Wave(wave, number, after_s, at, units)
        if "coupons" in about and random.random() < _HAS:
            rows.lots[number] = rows.lots[number]._replace(by_coupon=True)
            for code in codes(random):
                coupon = next(tables.ids)
                rows.coupons[coupon] = Coupon(coupon, number, code, random.randint(1, 2))
    if "caps" in about:
        for _ in range(random.randint(1, 3)):
            cap = next(tables.ids)
            kind = random.choice(CAP_KINDS)
            lots = frozenset(some_lots(random, tables))
            rows.caps[cap] = Cap(cap, kind, most(random, kind), f"{cap}", 0, lots)


def _lot(random: Random, about: frozenset[Kind], number: int, now: datetime) -> Lot:
    units = random.randint(1, UNITS_MOST)
    by_ticket = "line" in about and random.random() < _BY_TICKET
    opens_at, closes_at = times(random, now) if "times" in about else (None, None)
    return Lot(
        id=number,
        price_fen=PRICE_FEN,
        stocked=units,
        available=units,
        held=0,
        sold=0,
        withdrawn=0,
        buyer_limit=limit(random),
        hold_s=HOLD_S,
        state="closed" if random.random() < _CLOSED else "open",
        sold_out_at=None,
        opens_at=opens_at,
        closes_at=closes_at,
        household_limit=limit(random) if "households" in about else None,
        by_ticket=by_ticket,
    )


def limit(random: Random) -> int | None:
    """Return how many units somebody may have, None for no limit."""
    return random.choice([None, None, 1, 2, 3])


def times(random: Random, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when a lot opens and closes; None: at once, and never."""
    opens_s = random.choice([None, None, 1, 7, 25])
    closes_s = random.choice([None, None, None, None, 30, 300])
    opens_at = None if opens_s is None else now + timedelta(seconds=opens_s)
    return opens_at, None if closes_s is None else now + timedelta(seconds=closes_s)


def waves(random: Random, from_s: int) -> list[tuple[int, int]]:
    """Return waves to come, each (seconds after the sale went live, units)."""
    afters = (from_s + random.choice([0, 1, 5, 8, 26, 60]) for _ in range(random.randint(1, 2)))
    return sorted((after_s, random.randint(1, 4)) for after_s in afters)


def codes(random: Random) -> tuple[str, ...]:
    """Return one or two new codes."""
    return tuple(f"C{random.randrange(10**6):06d}" for _ in range(random.randint(1, 2)))


def most(random: Random, kind: CapKind) -> int:
    """Return a cap that a sale of a few units soon reaches."""
    return random.randint(1, 8) * (PRICE_FEN if kind == "fen" else 1)


def some_lots(random: Random, tables: Tables) -> list[int]:
    """Return lots that a cap counts: mostly all."""
    lots = list(tables.rows.lots)
    return lots if random.random() < _HAS else random.sample(lots, random.randint(1, len(lots)))

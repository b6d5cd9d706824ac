"""Decisions of the stations room: codes, how often they may be tried, what a station must say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yutang.kernel.text import one_line
from yutang.stations.errors import BadStation

CODE_DIGITS = 6
TRIES_MOST = 10
TRIES_WITHIN = timedelta(minutes=15)
"""Wrong codes at one station; guessing hits one of 200 parcels in 0.2 % of these times."""
UNITS_A_SALE_MOST = 99


@dataclass(frozen=True, kw_only=True)
class StationFacts:
    """What is written down about a station; `place` as typed, numbers or nothing."""

    kind: str
    name: str
    place: str
    address: str
    hours: str
    keeper_mobile: str = ""
    phone: str = ""


def checked(facts: StationFacts) -> StationFacts:
    """Return the facts in their kept spelling.

    Raises:
        BadStation: a line is missing or too long.
    """
    kept = replace(
        facts,
        name=one_line(facts.name),
        place=one_line(facts.place),
        address=one_line(facts.address),
        hours=one_line(facts.hours),
        phone="".join(sign for sign in facts.phone if sign in "0123456789-+"),
    )
    lengths = ((kept.name, 40), (kept.place, 60), (kept.address, 80), (kept.hours, 60))
    if kept.kind not in {"pickup", "shop"} or any(not 0 < len(t) <= most for t, most in lengths):
        raise BadStation
    if len(kept.phone) > 20:  # noqa: PLR2004 - longer than any number
        raise BadStation
    return kept


def code_of(secret: bytes) -> str:
    """Return the digits that this secret stands for."""
    return f"{int.from_bytes(secret[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def clean_code(typed: str) -> str:
    """Return the digits of a code as typed or scanned: spaces and dashes do not matter."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())[: CODE_DIGITS + 2]


def wait_s(tries: Sequence[datetime], at: datetime) -> int:
    """Return for how many seconds no code may be tried, after these wrong ones; 0: it may."""
    recent = sorted(moment for moment in tries if moment > at - TRIES_WITHIN)
    if len(recent) < TRIES_MOST:
        return 0
    return max(1, int((recent[-TRIES_MOST] + TRIES_WITHIN - at).total_seconds()))

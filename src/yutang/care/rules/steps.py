"""Whose turn it is, who may take which step, and what time does by itself. Pure.

A claim that nobody answers in time is with the county from that second on: this is computed
wherever a claim is read or moved (`stage`), so nothing has to run for it. A claim that its buyer
does not pursue ends; there a job tidies up, since money that is held has to be let go.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Side = Literal["buyer", "seller", "county"]
Step = Literal[
    "accept",
    "offer",
    "refuse",
    "take",
    "appeal",
    "withdraw",
    "give_address",
    "send_back",
    "arrive",
    "give_back",
    "dispute",
    "decide",
]

CLOSED, COUNTY = "closed", "county"
ESCALATES = frozenset({"asked", "offered", "underway", "arrived"})
"""States that the county takes over when their time has passed."""
LAPSES = frozenset({"refused", "sending"})
"""States that end when their time has passed: it was the buyer's turn."""
TURN: dict[str, Side] = {
    "asked": "seller",
    "offered": "buyer",
    "refused": "buyer",
    "sending": "buyer",
    "underway": "seller",
    "arrived": "seller",
    "county": "county",
}


@dataclass(frozen=True)
class Move:
    """Who takes a step, from which states, to which; `late`: also after the state's time."""

    side: Side
    from_: frozenset[str]
    to: str
    late: bool
    of_return: bool | None = None
    """Only of returns (True), only of damage (False), of both (None)."""


def _move(side: Side, from_: str, to: str, *, late: bool, of_return: bool | None = None) -> Move:
    return Move(side, frozenset(from_.split()), to, late, of_return)


MOVES: dict[Step, Move] = {
    # The seller may give in at any time before the end; to bargain or refuse there is a promise.
    "accept": _move("seller", "asked offered refused county", CLOSED, late=True, of_return=False),
    "offer": _move("seller", "asked", "offered", late=False, of_return=False),
    "refuse": _move("seller", "asked", "refused", late=False, of_return=False),
    "take": _move("buyer", "offered", CLOSED, late=True, of_return=False),
    "appeal": _move("buyer", "offered refused", COUNTY, late=False, of_return=False),
    "withdraw": _move("buyer", "asked offered refused sending county", CLOSED, late=True),
    "give_address": _move("seller", "asked", "sending", late=True, of_return=True),
    "send_back": _move("buyer", "sending", "underway", late=False, of_return=True),
    "arrive": _move("seller", "underway", "arrived", late=True, of_return=True),
    "give_back": _move("seller", "underway arrived county", CLOSED, late=True, of_return=True),
    "dispute": _move("seller", "underway arrived", COUNTY, late=False, of_return=True),
    "decide": _move("county", COUNTY, CLOSED, late=True),
}


def stage(state: str, due_at: datetime | None, now: datetime) -> str:
    """Return the state as time has made it: unanswered, it is with the county."""
    overdue = due_at is not None and due_at <= now
    return COUNTY if overdue and state in ESCALATES else state


def has_lapsed(state: str, due_at: datetime | None, now: datetime) -> bool:
    """Tell whether a claim is over because its buyer let the time pass."""
    return state in LAPSES and due_at is not None and due_at <= now


def may(step: Step, kind: str, state: str, due_at: datetime | None, now: datetime) -> bool:
    """Tell whether the step can be taken at this moment."""
    move = MOVES[step]
    if move.of_return is not None and move.of_return != (kind == "return"):
        return False
    if stage(state, due_at, now) == COUNTY and COUNTY in move.from_:
        return True
    overdue = due_at is not None and due_at <= now
    return state in move.from_ and (move.late or not overdue)


def open_to(
    sides: Iterable[Side], kind: str, state: str, due_at: datetime | None, now: datetime
) -> tuple[Step, ...]:
    """Return the steps that somebody on these sides can take now, in the order of `MOVES`."""
    ours = set(sides)
    return tuple(
        step
        for step, move in MOVES.items()
        if move.side in ours and may(step, kind, state, due_at, now)
    )


def due(
    state: str, due_at: datetime | None, county_due_at: datetime | None, now: datetime
) -> datetime | None:
    """Return until when whoever's turn it is now has time."""
    return county_due_at if stage(state, due_at, now) == COUNTY else due_at

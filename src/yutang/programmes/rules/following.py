"""Follow one donation: which part of a pool is somebody's, to the fen.

Money in a fund is pooled: nobody's yuan has a mark. The rule that shares it out, and that pages
say in words:

* What leaves a pool at a moment leaves in the proportion in which those who gave have money in it
  then. Who gave later has no part in what was handed on before; who got money back has that much
  less in it.
* A programme's account is a pool again, of what its funds handed to it.
* What a programme gives back to a fund comes from that fund's part of it; a spending that is
  taken back returns to those it came from.

To the fen: those in a pool stand in the order in which they came, the pool leaves them at the
boundaries `floor(amount x sum so far / sum of all)`. So parts are whole fen, sum to what left,
are never more than somebody has, and are the same whoever is asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Literal, NamedTuple

What = Literal["given", "returned", "granted", "back", "spent", "undone"]
BEFORE, MINE, AFTER = 0, 1, 2
OURS: Final = (BEFORE, MINE, AFTER)


class Event(NamedTuple):
    """One movement; they are told in the order in which they were written.

    `ref`: the donation of given and returned; the spending of spent and of the undone that takes
    it back. `fund` of granted and back: whose money it is. `programme` of all but given, returned.
    """

    what: What
    fen: int
    ref: int = 0
    fund: int = 0
    programme: int = 0
    purpose: str = ""


@dataclass
class Share:
    """What of a donation came to one programme, in fen: arrived = back + left + spent."""

    arrived: int = 0
    back: int = 0
    spent: dict[str, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        return sum(self.spent.values())

    @property
    def left(self) -> int:
        return self.arrived - self.back - self.used


@dataclass
class Followed:
    """Where a donation is: given = returned + in the fund + left and spent in programmes."""

    given: int = 0
    returned: int = 0
    in_fund: int = 0
    programmes: dict[int, Share] = field(default_factory=dict)


@dataclass
class _Slice:
    """Part of a programme's pool: of one fund, and of whom among its donors."""

    fund: int
    whose: int
    fen: int


def take(pool: list[int], fen: int) -> list[int]:
    """Return what leaves each in the pool when so many fen leave it all: at most all of it."""
    total = sum(pool)
    if total <= 0:
        return [0] * len(pool)
    fen = min(fen, total)
    edges = [fen * so_far // total for so_far in accumulate(pool)]
    return [edge - before for edge, before in zip(edges, [0, *edges], strict=False)]


def follow(donation: int, fund: int, events: Iterable[Event]) -> Followed:
    """Return where one donation of a fund is, from all that moved in it and in its programmes."""
    walk = _Walk(donation, fund)
    for event in events:
        walk.step(event)
    walk.found.in_fund = walk.pool[MINE]
    return walk.found


def left_of_fund(fund: int, programme: int, events: Iterable[Event]) -> int:
    """Return what of a fund's money is left in a programme, in fen."""
    walk = _Walk(0, fund)
    for event in events:
        walk.step(event)
    return sum(each.fen for each in walk.pools.get(programme, ()) if each.fund == fund)


class _Walk:
    """The pools as they stand after each event, with one donor told from those around."""

    def __init__(self, donation: int, fund: int) -> None:
        self.donation, self.fund = donation, fund
        self.pool = [0, 0, 0]
        self.pools: dict[int, list[_Slice]] = {}
        self.taken: dict[int, list[tuple[_Slice, int]]] = {}
        self.whose: dict[int, int] = {}
        self.found = Followed()

    def step(self, event: Event) -> None:
        """Let one event move what it moves."""
        if event.what == "given":
            self._given(event)
        elif event.what == "returned":
            self._returned(event)
        elif event.what == "granted":
            self._granted(event)
        elif event.what == "back":
            self._back(event)
        elif event.what == "spent":
            self._spent(event)
        else:
            self._undone(event)

    def _given(self, event: Event) -> None:
        came_before = MINE not in self.whose.values()
        whose = MINE if event.ref == self.donation else BEFORE if came_before else AFTER
        self.whose[event.ref] = whose
        self.pool[whose] += event.fen
        if whose == MINE:
            self.found.given += event.fen

    def _returned(self, event: Event) -> None:
        whose = self.whose[event.ref]
        self.pool[whose] -= event.fen
        if whose == MINE:
            self.found.returned += event.fen

    def _granted(self, event: Event) -> None:
        slices = self.pools.setdefault(event.programme, [])
        if event.fund != self.fund:
            slices.append(_Slice(event.fund, AFTER, event.fen))
            return
        parts = take(self.pool, event.fen)
        self.pool = [had - part for had, part in zip(self.pool, parts, strict=True)]
        slices.extend(_Slice(self.fund, whose, parts[whose]) for whose in OURS)
        if parts[MINE]:
            self._share(event.programme).arrived += parts[MINE]

    def _back(self, event: Event) -> None:
        slices = [each for each in self.pools[event.programme] if each.fund == event.fund]
        for each, part in self._leave(slices, event.fen):
            if event.fund != self.fund:
                continue
            self.pool[each.whose] += part
            if each.whose == MINE and part:
                self._share(event.programme).back += part

    def _spent(self, event: Event) -> None:
        parts = self._leave(self.pools.get(event.programme, []), event.fen)
        self.taken[event.ref] = parts
        self._use(event, parts, 1)

    def _undone(self, event: Event) -> None:
        parts = self.taken.pop(event.ref, [])
        for each, part in parts:
            each.fen += part
        self._use(event, parts, -1)

    def _use(self, event: Event, parts: list[tuple[_Slice, int]], sign: int) -> None:
        mine = sum(part for each, part in parts if each.fund == self.fund and each.whose == MINE)
        if mine:
            spent = self._share(event.programme).spent
            spent[event.purpose] = spent.get(event.purpose, 0) + sign * mine

    def _leave(self, slices: list[_Slice], fen: int) -> list[tuple[_Slice, int]]:
        parts = take([each.fen for each in slices], fen)
        left = [(each, part) for each, part in zip(slices, parts, strict=True) if part]
        for each, part in left:
            each.fen -= part
        return left

    def _share(self, programme: int) -> Share:
        return self.found.programmes.setdefault(programme, Share())

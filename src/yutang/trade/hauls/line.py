"""The line of a lot: a waiting room before its opening, a waiting list after it sold out.

A ticket is a wish that waits its turn. It keeps its number however often a page is loaded, a buyer
has one waiting ticket a lot, and numbers are called in order: so reloading, more tabs or faster
fingers gain nothing. Called, a ticket becomes an ordinary hold with the lot's time to pay; left
unpaid, it expires, and the next is called.

Every write locks the lots in the order of their ids first, as intake does.
"""

import secrets
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from yutang.kernel import clock
from yutang.plumbing.rounds import Query, Round, Rows, query
from yutang.trade.hauls.intake import DEFAULT, Outcome, Statements, take
from yutang.trade.rules import coupons
from yutang.trade.rules.facts import Answer, Wish
from yutang.trade.rules.prospects import LineFacts, Prospect, prospect

__all__ = [
    "CALLED_MOST",
    "Entered",
    "Entry",
    "LineFacts",
    "Prospect",
    "TicketNow",
    "call",
    "enter",
    "leave",
    "prospect",
    "tickets_of",
]

CALLED_MOST = 1_000
"""Most numbers of a lot called at a time; once a second, so this is the budget of admission."""
_SEED_BITS = 62
_FOR_GOOD = {Answer.LIMIT_REACHED, Answer.COUPON}
"""Answers to a called ticket that end its waiting. Any other (too few left, a full cap) may change,
so the ticket waits on."""

State = Literal["waiting", "called", "left", "refused"]
Told = Literal["taken", "had", "not_needed", "closed", "unknown", "coupon"]


class Entry(NamedTuple):
    """Somebody asks for a number. `key` is made by the buyer, and is the key of the order to be.

    `coupon`: a code as typed, where the lot asks for one.
    """

    buyer: int
    key: UUID
    lot: int
    quantity: int
    sale: int | None = None
    coupon: str | None = None


class TicketNow(NamedTuple):
    """A ticket as it stands.

    `number`: None before the draw. `called`: the highest number called of its lot. `ahead`:
    tickets that wait before it; None before the draw, or when it does not wait. `odds`: 0 to 1,
    an estimate, and `known_by` the moment by which one will know (see `prospect`); both only while
    it waits. `order`, `expires_at`: beside called; `answer`: beside refused, as `rules.Answer`.
    """

    lot: int
    key: UUID
    quantity: int
    number: int | None
    state: State
    entered_at: datetime
    order: UUID | None
    expires_at: datetime | None
    answer: str
    called: int
    ahead: int | None = None
    odds: float | None = None
    known_by: datetime | None = None


class Entered(NamedTuple):
    """What became of an entry; `ticket` beside taken and had."""

    answer: Told
    ticket: TicketNow | None = None


class _Line(NamedTuple):
    """A locked lot as whoever takes a number finds it."""

    available: int
    takes_orders: bool
    by_ticket: bool
    drawn_at: datetime | None
    numbered: int
    by_coupon: bool


def enter(entries: Sequence[Entry], now: datetime) -> Generator[Round, Rows, list[Entered]]:
    """Give numbers in arrival order; one answer an entry.

    had: the buyer has this key's ticket, or waits for the lot already; that ticket is told.
    not_needed: units are there, nobody waits, and the lot has no waiting room. closed: the lot is
    closed, or its time is over. coupon: the lot asks for a code, and this one is none of its own or
    has ended; how often it was used is asked when the number is called, as is all else that an
    order is asked. A lot with a waiting room gives numbers from its draw on, which is the first
    `call` after its opening.
    """
    lots = sorted({entry.lot for entry in entries})
    locked, waits, known = yield (
        query("trade", "lock_lots_of_line", lots=lots, now=now),
        Query(DEFAULT.what_waits, {"lots": lots}),
        query(
            "trade",
            "tickets_known",
            buyers=[entry.buyer for entry in entries],
            keys=[entry.key for entry in entries],
            lots=[entry.lot for entry in entries],
        ),
    )
    lines = {row[0]: _Line(*row[1:]) for row in locked}
    codes = yield from _living_codes(entries, lines)
    door = _Door(lines, {row[0] for row in waits if row[1]}, codes)
    for ticket, buyer, key, lot, state in known:
        door.knows(ticket, buyer, key, lot, waits=state == "waiting")
    told = [door.admit(entry) for entry in entries]
    if door.admitted:
        kept = yield (query("trade", "give_numbers", now=now, **_to_keep(door.admitted)),)
        door.kept(kept[0])
        missing = [entry for entry, _ in door.admitted if door.ticket_of(entry) is None]
        if missing:
            yield from _look_again(door, missing)
    found = {entry: door.ticket_of(entry) for entry in entries}
    tickets = yield from _tickets({ticket for ticket in found.values() if ticket is not None}, now)
    return [
        Entered(answer, tickets[ticket]) if (ticket := found[entry]) and has else Entered(answer)
        for entry, (answer, has) in zip(entries, told, strict=True)
    ]


def leave(pairs: Sequence[tuple[int, int]], now: datetime) -> Generator[Round, Rows, list[bool]]:
    """End the waiting of these (lot, buyer); return for each whether they waited until `now`."""
    lots = [lot for lot, _ in pairs]
    _locked, left = yield (
        query("trade", "lock_lots_of_line", lots=sorted(set(lots)), now=now),
        query("trade", "leave_line", lots=lots, buyers=[buyer for _, buyer in pairs]),
    )
    gone = set(left)
    return [pair in gone for pair in pairs]


def tickets_of(
    pairs: Sequence[tuple[int, int]], now: datetime | None = None
) -> Generator[Round, Rows, list[list[TicketNow]]]:
    """Return for each (sale, buyer) the buyer's latest ticket of each lot of the sale.

    `now`: for the estimates; None for this moment.
    """
    found = yield (
        query(
            "trade",
            "tickets_of",
            sales=[sale for sale, _ in pairs],
            buyers=[buyer for _, buyer in pairs],
        ),
    )
    tickets = yield from _tickets({ticket for _, ticket in found[0]}, now or clock.now())
    told: list[list[TicketNow]] = [[] for _ in pairs]
    for place, ticket in found[0]:
        told[place - 1].append(tickets[ticket])
    return told


def call(
    now: datetime,
    selling: Collection[int] | None = None,
    lots: Collection[int] | None = None,
    most: int = CALLED_MOST,
    sql: Statements = DEFAULT,
) -> Generator[Round, Rows, dict[int | None, int]]:
    """Draw the lines that open, call the numbers that are due; return how many moved, by sale.

    `selling`: the sales that take orders now, None for any; `lots`: only these. A called ticket
    becomes a hold with its own key, taken by intake like any order; a buyer's limit or a void
    coupon ends its waiting (`refused`). A ticket that asks for more than is left waits on, and
    smaller ones behind it are called; whom a cap has no room for waits on as well.
    """
    sales = None if selling is None else list(selling)
    only = None if lots is None else list(lots)
    due = yield (query("trade", "lock_lots_called", now=now, selling=sales, only=only),)
    if not due[0]:
        return {}
    locked = [row[0] for row in due[0]]
    seeds = [secrets.randbits(_SEED_BITS) for _ in locked]
    drawn, turn = yield (
        query("trade", "draw_line", now=now, lots=locked, seeds=seeds),
        query("trade", "next_in_line", now=now, lots=locked, selling=sales, most=most),
    )
    moved: dict[int | None, int] = dict(drawn)
    if not turn:
        return moved
    wishes = [
        Wish(buyer, key, lot, quantity, sale, coupon=coupon or None, from_line=True)
        for _, lot, buyer, key, quantity, sale, coupon in turn
    ]
    taken = yield from take(wishes, now, sql)
    ended = _ended([row[0] for row in turn], taken.outcomes)
    if ended:
        called = yield (query("trade", "call_numbers", **ended),)
        for sale, tickets in called[0]:
            moved[sale] = moved.get(sale, 0) + tickets
    return moved


def _living_codes(
    entries: Sequence[Entry], lines: Mapping[int, _Line]
) -> Generator[Round, Rows, set[tuple[int, str]]]:
    """Return those (lot, code) of the entries that open a lot sold to coupons only."""
    gated = {lot for lot, line in lines.items() if line.by_coupon}
    named = {(entry.lot, coupons.normal(entry.coupon)) for entry in entries if entry.lot in gated}
    typed = sorted(pair for pair in named if pair[1])
    if not typed:
        return set()
    lots, codes = zip(*typed, strict=True)
    found = yield (Query(DEFAULT.coupons_named, {"lots": list(lots), "codes": list(codes)}),)
    return {(lot, code) for lot, code, *_ in found[0]}


class _Door:
    """Admits entries one after the other, knowing who has a ticket."""

    def __init__(
        self, lines: Mapping[int, _Line], waited_for: set[int], codes: set[tuple[int, str]]
    ) -> None:
        self._lines = dict(lines)
        self._waited_for = waited_for
        self._codes = codes
        self._of_key: dict[tuple[int, UUID], int | None] = {}
        self._waiting: dict[tuple[int, int], int | None] = {}
        self._first: dict[tuple[int, int], tuple[int, UUID]] = {}
        self.admitted: list[tuple[Entry, int | None]] = []
        """Entries to be kept, each with its number, None before the draw."""

    def knows(self, ticket: int, buyer: int, key: UUID, lot: int, *, waits: bool) -> None:
        self._of_key[buyer, key] = ticket
        if waits:
            self._waiting[lot, buyer] = ticket

    def kept(self, rows: Iterable[tuple[Any, ...]]) -> None:
        for ticket, buyer, key in rows:
            self._of_key[buyer, key] = ticket

    def admit(self, entry: Entry) -> tuple[Told, bool]:
        """Return what is told, and whether there is a ticket to be shown."""
        line = self._lines.get(entry.lot)
        pair = (entry.lot, entry.buyer)
        if (entry.buyer, entry.key) in self._of_key or pair in self._waiting:
            return "had", True
        if line is None:
            return "unknown", False
        if not line.takes_orders:
            return "closed", False
        if not line.by_ticket and line.available and entry.lot not in self._waited_for:
            return "not_needed", False
        if line.by_coupon and (entry.lot, coupons.normal(entry.coupon)) not in self._codes:
            return "coupon", False
        self.admitted.append((entry, self._number(entry.lot, line)))
        self._of_key[entry.buyer, entry.key] = None
        self._waiting[pair] = None
        self._first[pair] = (entry.buyer, entry.key)
        return "taken", True

    def _number(self, lot: int, line: _Line) -> int | None:
        """Return the next number, or None where the ticket waits for the draw.

        Who waits for a lot that has no numbers yet waits for its draw, though the lot be served
        without numbers since: nobody passes them by.
        """
        awaits_draw = line.by_ticket or (line.numbered == 0 and lot in self._waited_for)
        if line.drawn_at is None and awaits_draw:
            return None
        self._lines[lot] = line._replace(numbered=line.numbered + 1)
        return line.numbered + 1

    def ticket_of(self, entry: Entry) -> int | None:
        """Return the ticket of the entry's key, or the one with which its buyer waits."""
        name, pair = (entry.buyer, entry.key), (entry.lot, entry.buyer)
        by_key = self._of_key.get(name)
        if by_key is not None:
            return by_key
        return self._waiting.get(pair) or self._of_key.get(self._first.get(pair, name))


def _to_keep(admitted: Sequence[tuple[Entry, int | None]]) -> dict[str, object]:
    entries = [entry for entry, _ in admitted]
    return {
        "buyers": [entry.buyer for entry in entries],
        "keys": [entry.key for entry in entries],
        "lots": [entry.lot for entry in entries],
        "quantities": [entry.quantity for entry in entries],
        "sales": [entry.sale for entry in entries],
        "coupons": [coupons.normal(entry.coupon) for entry in entries],
        "numbers": [number for _, number in admitted],
    }


def _look_again(door: _Door, missing: Sequence[Entry]) -> Generator[Round, Rows, None]:
    """Find the tickets that another gate kept first with these keys, for other lots."""
    again = yield (
        query(
            "trade",
            "tickets_known",
            buyers=[entry.buyer for entry in missing],
            keys=[entry.key for entry in missing],
            lots=[entry.lot for entry in missing],
        ),
    )
    for ticket, buyer, key, lot, state in again[0]:
        door.knows(ticket, buyer, key, lot, waits=state == "waiting")


def _tickets(ids: Collection[int], now: datetime) -> Generator[Round, Rows, dict[int, TicketNow]]:
    """Read the tickets, and of those that wait their places and prospects."""
    if not ids:
        return {}
    rows = yield (query("trade", "tickets_now", tickets=sorted(ids)),)
    tickets = {row[0]: TicketNow(*row[1:]) for row in rows[0]}
    waiting = {each for each, ticket in tickets.items() if ticket.state == "waiting"}
    if not waiting:
        return tickets
    lots = sorted({tickets[each].lot for each in waiting})
    lines, places = yield (
        query("trade", "line_facts", lots=lots, now=now),
        query("trade", "places_in_line", lots=lots, tickets=sorted(waiting)),
    )
    facts = {row[0]: LineFacts(*row) for row in lines}
    place = {row[0]: row[1:] for row in places}
    for each in waiting:
        ticket = tickets[each]
        ahead, units_ahead = place.get(each, (None, None))
        odds, known_by = prospect(facts[ticket.lot], ticket.quantity, units_ahead)
        tickets[each] = ticket._replace(ahead=ahead, odds=odds, known_by=known_by)
    return tickets


def _ended(tickets: Sequence[int], outcomes: Sequence[Outcome]) -> dict[str, object]:
    """Return the tickets that wait no more, with their order or the reason of their refusal."""
    ended = [
        (ticket, outcome.kept.order if outcome.kept else None, outcome.answer)
        for ticket, outcome in zip(tickets, outcomes, strict=True)
        if outcome.kept is not None or outcome.answer in _FOR_GOOD
    ]
    if not ended:
        return {}
    return {
        "tickets": [ticket for ticket, _, _ in ended],
        "orders": [order for _, order, _ in ended],
        "answers": ["" if order else str(answer) for _, order, answer in ended],
    }

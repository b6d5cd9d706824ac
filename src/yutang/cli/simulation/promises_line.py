"""What must hold of the lines: one place a buyer, numbers in order, nobody passes by."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from yutang.cli.simulation.must import SELLING, cap_day, cap_share, must, taken_of
from yutang.cli.simulation.rows import Lot, Order, Ticket
from yutang.cli.simulation.tables import Commit, Tables
from yutang.trade.hauls.line import Entered, Entry, TicketNow

_STEPS = {
    ("waiting", "called"),
    ("waiting", "left"),
    ("waiting", "refused"),
}


class LinePromises:
    """Looks at every commit, and at every answer about a place in a line."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._told: dict[tuple[int, UUID], int] = {}

    def look(self, commit: Commit) -> None:
        """Look at what a commit changed.

        Raises:
            BrokenPromiseError: with what is wrong.
        """
        new = {order.name: order for before, order in commit.orders if before is None}
        called = [
            ticket
            for before, ticket in commit.tickets
            if ticket.state == "called" and (before is None or before.state != "called")
        ]
        for before, ticket in commit.tickets:
            self._look_at_ticket(before, ticket, new)
        turn = {(ticket.buyer, ticket.key): ticket for ticket in called}
        for order in new.values():
            if order.name not in turn:
                self._look_at_outsider(order)
        for number in {ticket.lot for _, ticket in commit.tickets}:
            self._look_at_numbers(self._tables.rows.lots[number])
        served = [ticket for ticket in called if (ticket.buyer, ticket.key) in new]
        for ticket in served:
            self._look_at_turn(ticket, served, commit)
        if "ended" in commit.own.sales.values():
            waits = any(ticket.state == "waiting" for ticket in self._tables.rows.tickets.values())
            must(not waits, "the sale ended, and somebody waits on")
        for was, lot in commit.lots:
            must(lot.numbered >= was.numbered, "the numbers of a line began anew")
            must(lot.called >= was.called, "the numbers called went back")

    def _look_at_ticket(
        self, before: Ticket | None, ticket: Ticket, new: dict[tuple[int, UUID], Order]
    ) -> None:
        name = (ticket.buyer, ticket.key)
        if before is None:
            must(ticket.state == "waiting", "a ticket began at its end")
            return
        number = before.number
        must(number is None or number == ticket.number, f"number {number} became another")
        if before.state != ticket.state:
            must((before.state, ticket.state) in _STEPS, f"a ticket was {before.state} and went on")
        if ticket.state != "called" or before.state == "called":
            return
        orders = self._tables.orders_named[name]
        must(orders == [ticket.order], "a called ticket has not its one order")
        order = new.get(name)
        if order is not None:
            fits = (order.lot, order.quantity) == (ticket.lot, ticket.quantity)
            must(fits, "a called ticket has an order for something else")

    def _look_at_outsider(self, order: Order) -> None:
        lot = self._tables.rows.lots[order.lot]
        must(not lot.by_ticket, f"lot {lot.id} is served by number, and an outsider was served")
        line = self._line(lot.id)
        must(not line, f"lot {lot.id}: an outsider got units while {len(line)} wait")

    def _line(self, lot: int) -> list[Ticket]:
        """Return who waits for the lot."""
        tickets = self._tables.rows.tickets.values()
        return [each for each in tickets if each.lot == lot and each.state == "waiting"]

    def _look_at_numbers(self, lot: Lot) -> None:
        line = [each.buyer for each in self._line(lot.id)]
        must(len(line) == len(set(line)), "a buyer waits twice in one line")
        tickets = [each for each in self._tables.rows.tickets.values() if each.lot == lot.id]
        given = {each: each.number for each in tickets if each.number is not None}
        numbers = list(given.values())
        must(len(numbers) == len(set(numbers)), f"lot {lot.id}: a number was given twice")
        must(max(numbers, default=0) <= lot.numbered, f"lot {lot.id}: a number nobody gave")
        called = [each.number or 0 for each in tickets if each.state == "called"]
        must(max(called, default=0) <= lot.called, f"lot {lot.id}: who is called is not told")
        drawn = [each for each in given if _was_drawn(each, lot)]
        expected = sorted(drawn, key=lambda each: _lottery(lot.draw_seed, each))
        in_order = sorted(given, key=lambda each: each.number or 0)
        is_drawn = in_order[: len(drawn)] == expected
        must(is_drawn, f"lot {lot.id}: the kept seed draws other numbers")
        later = [each.id for each in in_order[len(drawn) :]]
        must(later == sorted(later), f"lot {lot.id}: who came later has a lower number")

    def _look_at_turn(self, ticket: Ticket, served: Sequence[Ticket], commit: Commit) -> None:
        """Nobody with a lower number waits who could have had the units."""
        lot = self._tables.rows.lots[ticket.lot]
        released = sum(
            wave.units
            for _, wave in commit.waves
            if wave is not None and wave.lot == lot.id and wave.released_at is not None
        )
        for other in self._line(lot.id):
            if other.number is None or other.number > (ticket.number or 0):
                continue
            after = [each for each in served if _turn(each) > _turn(other)]
            back = sum(each.quantity for each in after if each.lot == lot.id)
            fits = other.quantity <= lot.available - released + back
            is_served = fits and other.sale == ticket.sale and self._has_room(other, after)
            must(
                not is_served,
                f"lot {lot.id}: number {ticket.number} was called before {other.number}",
            )

    def _has_room(self, ticket: Ticket, after: Sequence[Ticket]) -> bool:
        """Tell whether the caps of the ticket's lot have room, once `after` are not counted."""
        lots, now = self._tables.rows.lots, self._tables.clock()
        for cap in self._tables.rows.caps.values():
            if cap is None or ticket.lot not in cap.lots:
                continue
            back = sum(
                cap_share(cap, each.quantity * lots[each.lot].price_fen)
                for each in after
                if each.lot in cap.lots
            )
            needed = cap_share(cap, ticket.quantity * lots[ticket.lot].price_fen)
            if taken_of(self._tables, cap).get(cap_day(cap, now), 0) - back + needed > cap.most:
                return False
        return True

    def at_rest(self) -> None:
        """When all numbers were called that could be, nobody waits who could be served."""
        now, sale = self._tables.clock(), self._tables.rows.sales
        for ticket in self._tables.rows.tickets.values():
            lot = self._tables.rows.lots[ticket.lot]
            is_time = (lot.opens_at is None or lot.opens_at <= now) and (
                lot.closes_at is None or lot.closes_at > now
            )
            sells = lot.state == "open" and is_time
            sells = sells and (ticket.sale is None or sale[ticket.sale] in SELLING)
            waits = ticket.state == "waiting" and sells and ticket.quantity <= lot.available
            is_stuck = waits and self._has_room(ticket, ())
            must(not is_stuck, f"lot {lot.id}: number {ticket.number} waits for ever")

    def told_entered(
        self, entries: Sequence[Entry], told: Sequence[Entered], now: datetime, *, left_out: int
    ) -> None:
        """Hold what buyers hear about their entries, in the moment of the commit.

        `left_out`: keys that another gate kept first, for other lots; their tickets are told.
        """
        must(len(entries) == len(told), "an entry was not answered")
        for entry, (answer, ticket) in zip(entries, told, strict=True):
            lot = self._tables.rows.lots[entry.lot]
            if answer in {"taken", "had"}:
                must(ticket is not None, f"an entry was {answer}, and no ticket was told")
                assert ticket is not None
                is_mine = ticket.key == entry.key or ticket.lot == entry.lot
                must(is_mine or left_out, "a buyer was told of another ticket")
                self._look_at_told(entry, ticket)
            elif answer == "not_needed":
                is_free = lot.available > 0 and not lot.by_ticket and not self._line(lot.id)
                must(is_free, "a number was refused where one is needed")
            elif answer == "coupon":
                must(lot.by_coupon and not self._opens(entry), "a good code got no number")
            else:
                is_over = lot.closes_at is not None and lot.closes_at <= now
                must(lot.state != "open" or is_over, f"lot {lot.id} is open, and its line closed")

    def _opens(self, entry: Entry) -> bool:
        """Tell whether the code is one of the lot's that has not ended."""
        code = (entry.coupon or "").upper().replace("-", "").replace(" ", "")
        coupons = self._tables.rows.coupons.values()
        return any(
            (each.lot, each.code) == (entry.lot, code) and each.ended_at is None for each in coupons
        )

    def told_tickets(
        self, pairs: Sequence[tuple[int, int]], told: Sequence[Sequence[TicketNow]]
    ) -> None:
        """Hold what buyers hear of their tickets against what they were told before."""
        for (_sale, buyer), tickets in zip(pairs, told, strict=True):
            for ticket in tickets:
                self._is_the_same(buyer, ticket)

    def _look_at_told(self, entry: Entry, told: TicketNow) -> None:
        """A ticket for another lot, which was not locked, may have got its number meanwhile."""
        found = [
            each
            for each in self._tables.rows.tickets.values()
            if (each.buyer, each.key) == (entry.buyer, told.key)
        ]
        must(len(found) == 1, "a buyer was told of a ticket that is not there, or of two")
        kept = found[0]
        is_same = told.number == kept.number or (told.number is None and told.lot != entry.lot)
        must(told.lot == kept.lot and is_same, "another number was told")
        self._is_the_same(entry.buyer, told)

    def _is_the_same(self, buyer: int, told: TicketNow) -> None:
        if told.number is not None:
            first = self._told.setdefault((buyer, told.key), told.number)
            must(first == told.number, f"a buyer had number {first}, and now {told.number}")
        must(told.odds is None or 0 <= told.odds <= 1, "odds are not from 0 to 1")


def _was_drawn(ticket: Ticket, lot: Lot) -> bool:
    if lot.draw_seed is None or lot.drawn_at is None:
        return False
    return ticket.entered_at < lot.drawn_at


def _lottery(seed: int | None, ticket: Ticket) -> bytes:
    return sha256(f"{seed}:{ticket.id}".encode()).digest()


def _turn(ticket: Ticket) -> tuple[int, int]:
    return ticket.lot, ticket.number or 0

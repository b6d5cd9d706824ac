"""What must hold at every step, said again from outside: no rule of the rooms is asked here.

Committed rows change only at a commit, so each commit is looked at: its lots with all their
orders, its orders with their payments. What a buyer was told is remembered and held against
everything that comes later.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yutang.cli.simulation.must import SOLD, living, must
from yutang.cli.simulation.promises_line import LinePromises
from yutang.cli.simulation.promises_terms import TermsPromises
from yutang.cli.simulation.rows import Lot, Order, OrderName
from yutang.cli.simulation.tables import Commit, Tables
from yutang.trade.hauls.intake import Outcome, Taken
from yutang.trade.hauls.paying import Answer as PayAnswer
from yutang.trade.hauls.paying import Paid
from yutang.trade.rules import Answer, Wish

LEGAL = frozenset(
    {
        ("held", "paid"),
        ("held", "confirmed"),
        ("held", "cancelled"),
        ("held", "expired"),
        ("paid", "shipped"),
        ("paid", "cancelled"),
        ("confirmed", "shipped"),
        ("confirmed", "cancelled"),
        ("shipped", "received"),
        ("received", "closed"),
    }
)
PAYMENTS = {
    "held": {"none"},
    "expired": {"none"},
    "paid": {"paid"},
    "confirmed": {"due"},
    "shipped": {"paid", "due"},
    "received": {"paid", "due"},
    "closed": {"paid", "due"},
    "cancelled": {"none", "refunded", "void"},
}


class Promises:
    """Looks at every commit and every answer."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._told: dict[OrderName, tuple[UUID, int]] = {}
        self._bought: set[UUID] = set()
        self.terms = TermsPromises(tables)
        self.line = LinePromises(tables)
        tables.watch = self.look

    def look(self, commit: Commit) -> None:
        """Look at what a commit changed.

        Raises:
            BrokenPromiseError: with what is wrong.
        """
        moves = [(before, order) for before, order in commit.orders if before != order.state]
        for before, order in moves:
            self._look_at_move(before, order)
        recorded = [(change.from_state, change.to_state) for change in commit.own.order_changes]
        made = [(before, order.state) for before, order in moves if before is not None]
        must(sorted(recorded) == sorted(made), f"moves {made} are in the diary as {recorded}")
        touched = {order.lot for _, order in commit.orders} | set(commit.own.lots)
        for lot in touched:
            self._look_at_lot(self._tables.rows.lots[lot])
        paid = {order.id for _, order in commit.orders} | set(commit.own.payments)
        for order_id in paid:
            self._look_at_payment(self._tables.rows.orders[order_id])
        self.terms.look(commit)
        self.line.look(commit)

    def _look_at_move(self, before: str | None, order: Order) -> None:
        if before is None:
            named = self._tables.orders_named[order.name]
            must(len(named) == 1, f"doubled: {len(named)} orders for one key of b{order.buyer}")
            must(order.state == "held", f"an order began {order.state}")
            return
        if order.state == "expired":
            must(order.id not in self._bought, f"a paid order has expired (it was {before})")
            clock = self._tables.clock()
            must(order.expires_at <= clock, "a hold was ended before its time")
        must((before, order.state) in LEGAL, f"an order went from {before} to {order.state}")
        if order.state in SOLD:
            self._bought.add(order.id)

    def _look_at_lot(self, lot: Lot) -> None:
        orders = [self._tables.rows.orders[order] for order in self._tables.orders_of_lot[lot.id]]
        held = sum(order.quantity for order in orders if order.state == "held")
        sold = sum(order.quantity for order in orders if order.state in SOLD)
        on_offer = lot.stocked - lot.withdrawn
        must(held + sold <= on_offer, f"lot {lot.id} is oversold: {held + sold} of {on_offer}")
        must(lot.available >= 0, f"lot {lot.id} is oversold: {lot.available} available")
        must(lot.held == held, f"lot {lot.id} holds {lot.held}, its orders {held}")
        must(lot.sold == sold, f"lot {lot.id} sold {lot.sold}, its orders {sold}")
        pools = lot.available + lot.held + lot.sold + lot.withdrawn
        must(lot.stocked == pools, f"lot {lot.id} has {lot.stocked} units stocked and {pools} kept")
        is_marked_wrongly = lot.sold_out_at is not None and lot.available > 0
        must(not is_marked_wrongly, f"lot {lot.id} is marked sold out with {lot.available} left")

    def _look_at_payment(self, order: Order) -> None:
        payment = self._tables.rows.payments.get(order.id)
        state = payment.state if payment else "none"
        must(state in PAYMENTS[order.state], f"an order is {order.state}, its payment {state}")
        if payment is None:
            return
        must(payment.amount_fen == order.amount_fen, "a payment is not the order's amount")
        back_fen = payment.amount_fen if state == "refunded" else 0
        must(payment.refunded_fen == back_fen, f"{state}: {payment.refunded_fen} fen came back")

    def told(
        self, wishes: Sequence[Wish], taken: Taken, now: datetime, *, asked_at: int, left_out: int
    ) -> None:
        """Hold what buyers are told, in the moment of the commit, against the rows.

        `now`: by the gate's clock. `asked_at`: commits there were when the haul began; what was
        told before it is known to it. `left_out`: orders that another gate kept first; then a
        refusal may be too early.
        """
        must(len(wishes) == len(taken.outcomes), "a wish was not answered")
        self._baskets(wishes, taken.outcomes)
        first: set[OrderName] = set()
        for wish, outcome in zip(wishes, taken.outcomes, strict=True):
            name = (wish.buyer, wish.key)
            if outcome.answer in {Answer.HELD, Answer.SEEN}:
                self._told_of_order(wish, outcome)
            elif not left_out and name not in first:
                told = self._told.get(name)
                is_new = told is None or told[1] > asked_at
                must(is_new, "an order that was promised is now refused")
                self._refused(wishes, wish, outcome, now)
                if outcome.answer is Answer.FULL:
                    self.terms.refused_full(wishes, wish, outcome, now, asked_at)
            first.add(name)

    def _told_of_order(self, wish: Wish, outcome: Outcome) -> None:
        must(outcome.kept is not None, "a buyer was told of an order, not of which")
        assert outcome.kept is not None
        name, told = (wish.buyer, wish.key), outcome.kept
        order = self._tables.rows.orders.get(told.order)
        must(order is not None, "a buyer was told of an order that is not there")
        assert order is not None
        must(order.name == name, "a buyer was told of another's order")
        must(order.expires_at == told.expires_at, "a buyer was told another time to pay by")
        first, _at = self._told.setdefault(name, (order.id, self._tables.counts["commits"]))
        must(first == order.id, "doubled: a buyer was told of two orders for one key")

    def _refused(self, wishes: Sequence[Wish], wish: Wish, outcome: Outcome, now: datetime) -> None:
        lot, answer = self._tables.rows.lots[wish.lot], outcome.answer
        needed = sum(each.quantity for each in wishes if _goes_with(each, wish))
        if answer is Answer.SOLD_OUT:
            self._refused_sold_out(lot, wish, outcome, needed)
        elif answer is Answer.CLOSED:
            is_over = lot.closes_at is not None and lot.closes_at <= now
            is_closed = lot.state != "open" or not wish.may_buy or is_over
            must(is_closed, f"lot {lot.id} is open and was refused")
        elif answer is Answer.NOT_YET:
            is_early = lot.opens_at is not None and now < lot.opens_at
            must(is_early and outcome.at == lot.opens_at, f"lot {lot.id} is open, not to come")
        elif answer is Answer.BY_TICKET:
            must(lot.by_ticket, f"lot {lot.id} needs no number, and one was asked for")
        elif answer is Answer.COUPON:
            self.terms.refused_coupon(wishes, wish)
        elif answer is Answer.LIMIT_REACHED:
            must(lot.buyer_limit is not None, f"lot {lot.id} has no limit, and one was reached")
            over = self._has(wish.buyer, lot.id) + needed > (lot.buyer_limit or 0)
            must(over, f"b{wish.buyer} is under the limit of lot {lot.id} and was refused")

    def _refused_sold_out(self, lot: Lot, wish: Wish, outcome: Outcome, needed: int) -> None:
        tickets = self._tables.rows.tickets.values()
        waits = any(each.lot == lot.id and each.state == "waiting" for each in tickets)
        is_short = lot.available < needed or waits
        must(is_short, f"undersold: lot {lot.id} has {lot.available}, b{wish.buyer} got none")
        coming = [
            wave.at
            for wave in self._tables.rows.waves.values()
            if wave is not None and wave.lot == lot.id and wave.released_at is None and wave.at
        ]
        must(outcome.at == min(coming, default=None), "another wave was told than the next")

    def _has(self, buyer: int, lot: int) -> int:
        mine = [order for order in living(self._tables, [lot]) if order.buyer == buyer]
        return sum(order.quantity for order in mine)

    def _baskets(self, wishes: Sequence[Wish], outcomes: Sequence[Outcome]) -> None:
        """A basket has an order for each line, or no new one.

        A key asked twice in a haul is answered twice alike, in whatever company; so the reason of
        a refusal may lie with its first asking.
        """
        answers: dict[int | None, set[Answer]] = {}
        first = {(wish.buyer, wish.key): wish.group for wish in reversed(wishes)}
        for wish, outcome in zip(wishes, outcomes, strict=True):
            if first[wish.buyer, wish.key] == wish.group or outcome.answer is not Answer.INCOMPLETE:
                answers.setdefault(wish.group, set()).add(outcome.answer)
        alone = answers.pop(None, set())
        must(Answer.INCOMPLETE not in alone, "a wish alone was told of an incomplete basket")
        for told in answers.values():
            if not told <= {Answer.HELD, Answer.SEEN}:
                must(Answer.HELD not in told, f"a basket was half taken: {sorted(told)}")

    def told_paid(self, orders: Sequence[OrderName], told: Sequence[Paid], now: datetime) -> None:
        """Hold the answers to payments made together against the rows."""
        must(len(orders) == len(told), "a payment was not answered")
        for name, paid in zip(orders, told, strict=True):
            (kept,) = self._tables.orders_named[name]
            order = self._tables.rows.orders[kept]
            must(paid.amount_fen == order.amount_fen, "another amount was paid than the order's")
            if paid.answer in {PayAnswer.PAID, PayAnswer.HAD}:
                must(kept in self._bought, "a buyer was told that an order is bought: it is not")
                in_time = paid.answer is PayAnswer.HAD or order.expires_at > now
                must(in_time, "an order was paid after its time")
            elif paid.answer is PayAnswer.HOLD_OVER:
                is_over = order.expires_at <= now or order.state == "expired"
                must(is_over, "a payment in time was refused")
            else:
                must(order.state == "cancelled", "an order is there, and was said to be gone")

    def told_bought(self, order: OrderName) -> None:
        """The buyer was told that the order is bought: so it is, whatever comes later."""
        (kept,) = self._tables.orders_named[order]
        must(kept in self._bought, "a buyer was told that an order is bought, and it is not")


def _goes_with(other: Wish, wish: Wish) -> bool:
    """Tell whether two wishes ask for the same lot's units at once: a wish with itself does."""
    if wish.group is None:
        return other is wish
    return other.group == wish.group and other.lot == wish.lot

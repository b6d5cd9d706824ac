"""What must hold at every step, said again from outside: no rule of the rooms is asked here.

Committed rows change only at a commit, so each commit is looked at: its lots with all their
orders, its orders with their payments. What a buyer was told is remembered and held against
everything that comes later.
"""

from collections.abc import Sequence
from uuid import UUID

from yutang.cli.simulation.tables import Commit, Lot, Order, OrderName, Tables
from yutang.trade.intake import Outcome, Taken
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
SOLD = frozenset({"paid", "confirmed", "shipped", "received", "closed"})
GONE = frozenset({"cancelled", "expired"})
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


class BrokenPromiseError(Exception):
    """Something that must hold does not."""


def must(holds: object, otherwise: str) -> None:
    """Go on only when it holds."""
    if not holds:
        raise BrokenPromiseError(otherwise)


class Promises:
    """Looks at every commit and every answer."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._told: dict[OrderName, tuple[UUID, int]] = {}
        self._bought: set[UUID] = set()
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
        if lot.buyer_limit is not None:
            self._look_at_limit(lot, lot.buyer_limit, orders)

    def _look_at_limit(self, lot: Lot, limit: int, orders: Sequence[Order]) -> None:
        units: dict[int, int] = {}
        for order in orders:
            if order.state not in GONE:
                units[order.buyer] = units.get(order.buyer, 0) + order.quantity
        over = {buyer: has for buyer, has in units.items() if has > limit}
        must(not over, f"lot {lot.id} allows {limit} a buyer, and there are {over}")

    def _look_at_payment(self, order: Order) -> None:
        payment = self._tables.rows.payments.get(order.id)
        state = payment.state if payment else "none"
        must(state in PAYMENTS[order.state], f"an order is {order.state}, its payment {state}")
        if payment is None:
            return
        must(payment.amount_fen == order.amount_fen, "a payment is not the order's amount")
        back_fen = payment.amount_fen if state == "refunded" else 0
        must(payment.refunded_fen == back_fen, f"{state}: {payment.refunded_fen} fen came back")

    def told(self, wishes: Sequence[Wish], taken: Taken, *, asked_at: int, left_out: int) -> None:
        """Hold what buyers are told, in the moment of the commit, against the rows.

        `asked_at`: commits there were when the batch began; what was told before it is known to
        it. `left_out`: orders that another gate kept first; then a refusal may be too early.
        """
        must(len(wishes) == len(taken.outcomes), "a wish was not answered")
        self._baskets(wishes, taken.outcomes)
        first: set[OrderName] = set()
        for wish, outcome in zip(wishes, taken.outcomes, strict=True):
            name = (wish.buyer, wish.key)
            if outcome.answer in {Answer.HELD, Answer.SEEN}:
                self._told_of_order(wish, outcome)
            elif not left_out and name not in first:
                needed = sum(each.quantity for each in wishes if _goes_with(each, wish))
                self._refused(wish, outcome.answer, needed, asked_at)
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

    def _refused(self, wish: Wish, answer: Answer, needed: int, asked_at: int) -> None:
        """`needed`: units of the lot that the wish, or its basket, asks for."""
        lot = self._tables.rows.lots[wish.lot]
        told = self._told.get((wish.buyer, wish.key))
        must(told is None or told[1] > asked_at, "an order that was promised is now refused")
        if answer is Answer.SOLD_OUT:
            is_short = lot.available < needed
            must(is_short, f"undersold: lot {lot.id} has {lot.available}, b{wish.buyer} got none")
        elif answer is Answer.CLOSED:
            must(lot.state != "open" or not wish.may_buy, f"lot {lot.id} is open and was refused")
        elif answer is Answer.LIMIT_REACHED:
            must(lot.buyer_limit is not None, f"lot {lot.id} has no limit, and one was reached")
            over = self._has(wish.buyer, lot.id) + needed > (lot.buyer_limit or 0)
            must(over, f"b{wish.buyer} is under the limit of lot {lot.id} and was refused")

    def _has(self, buyer: int, lot: int) -> int:
        orders = (self._tables.rows.orders[order] for order in self._tables.orders_of_lot[lot])
        live = (order for order in orders if order.buyer == buyer and order.state not in GONE)
        return sum(order.quantity for order in live)

    def _baskets(self, wishes: Sequence[Wish], outcomes: Sequence[Outcome]) -> None:
        """A basket has an order for each line, or no new one.

        A key asked twice in a batch is answered twice alike, in whatever company; so the reason of
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

    def told_bought(self, order: OrderName) -> None:
        """The buyer was told that the order is bought: so it is, whatever comes later."""
        (kept,) = self._tables.orders_named[order]
        must(kept in self._bought, "a buyer was told that an order is bought, and it is not")


def _goes_with(other: Wish, wish: Wish) -> bool:
    """Tell whether two wishes ask for the same lot's units at once: a wish with itself does."""
    if wish.group is None:
        return other is wish
    return other.group == wish.group and other.lot == wish.lot

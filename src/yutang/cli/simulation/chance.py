"""What happens next: a sale's stock, people and deeds, all from one random source."""

from itertools import accumulate
from random import Random
from uuid import UUID

from yutang.cli.simulation import verbs
from yutang.cli.simulation.tables import Lot, Order, OrderName, Tables
from yutang.cli.simulation.verbs import SALE, Deed
from yutang.live import rules as live
from yutang.money import rules as money
from yutang.trade.rules import Wish

PRICE_FEN = 3290
HOLD_S = 60
_CLOSED, _LIKELY_STEP, _AGAIN, _SAME_AGAIN, _BASKET, _IN_SALE = 0.1, 0.85, 0.5, 0.6, 0.15, 0.8
"""How often: a lot begins closed, an order can make its step, a key is used again, and for the
same wish, wishes are one basket, a wish comes from the sale."""
_REMEMBERED = 20
LOTS_MOST, UNITS_MOST, BUYERS, BATCH_MOST = 3, 12, 5, 3
_WEIGHTS = {
    verbs.Place: 36,
    verbs.Pay: 18,
    verbs.Cancel: 7,
    verbs.Ship: 7,
    verbs.Receive: 4,
    verbs.Collect: 3,
    verbs.Expire: 12,
    verbs.CloseFinished: 2,
    verbs.Turn: 4,
    verbs.AddUnits: 3,
    verbs.WithdrawUnits: 3,
    verbs.MoveSale: 1,
}
_KINDS, _KIND_ENDS = list(_WEIGHTS), list(accumulate(_WEIGHTS.values()))
_PAUSES_S = {0.0: 60, 0.05: 20, 1.0: 10, 7.0: 8, 25.0: 5, 59.9: 1.5, 61.0: 2, 691_200.0: 0.4}
_PAUSE_KINDS, _PAUSE_ENDS = list(_PAUSES_S), list(accumulate(_PAUSES_S.values()))
_LIKELY = {
    verbs.Pay: {"held"},
    verbs.Cancel: {"held", "paid", "confirmed"},
    verbs.Ship: {"paid", "confirmed"},
    verbs.Receive: {"shipped"},
    verbs.Collect: {"shipped", "received"},
}
_SALE_GOES: tuple[live.State, ...] = ("paused", "live", "live", "live", "ended", "replay")


def lots(random: Random) -> list[Lot]:
    """Return the lots of a sale: few units, so that buyers get in each other's way."""
    return [_lot(random, number) for number in range(1, random.randint(1, LOTS_MOST) + 1)]


def _lot(random: Random, number: int) -> Lot:
    units = random.randint(1, UNITS_MOST)
    return Lot(
        id=number,
        price_fen=PRICE_FEN,
        stocked=units,
        available=units,
        held=0,
        sold=0,
        withdrawn=0,
        buyer_limit=random.choice([None, None, 1, 2, 3]),
        hold_s=HOLD_S,
        state="closed" if random.random() < _CLOSED else "open",
        sold_out_at=None,
    )


class Chance:
    """Chooses the next deed by what is there; `may_buy` is what a gate knows of the sale."""

    def __init__(self, random: Random, tables: Tables) -> None:
        self._random = random
        self._tables = tables
        self._asked: list[Wish] = []
        self._baskets = 0

    def pause_s(self) -> float:
        """Return the seconds until something else happens."""
        (pause,) = self._random.choices(_PAUSE_KINDS, cum_weights=_PAUSE_ENDS)
        return pause

    def deed(self, gate: int, *, may_buy: bool) -> Deed:
        """Return what somebody does now."""
        (kind,) = self._random.choices(_KINDS, cum_weights=_KIND_ENDS)
        if kind in _LIKELY:
            order = self._order(_LIKELY[kind])
            if order is not None:
                return self._of_order(kind, order)
            kind = verbs.Place
        match kind:
            case verbs.Expire:
                return verbs.Expire()
            case verbs.CloseFinished:
                return verbs.CloseFinished()
            case verbs.MoveSale:
                return verbs.MoveSale(self._random.choice(_SALE_GOES))
            case verbs.Place:
                return verbs.Place(gate, self._batch(may_buy=may_buy))
        return self._of_lot(kind)

    def _of_order(self, kind: type, order: OrderName) -> Deed:
        if kind is verbs.Pay:
            methods = (money.TEST_CASHIER, money.TEST_CASHIER, money.CASH_ON_DELIVERY)
            return verbs.Pay(order, self._random.choice(methods))
        deed: Deed = kind(order)
        return deed

    def _of_lot(self, kind: type) -> Deed:
        lot = self._random.choice(list(self._tables.rows.lots))
        if kind is verbs.Turn:
            return verbs.Turn(lot, self._random.choice(["open"] * 5 + ["closed"]))
        deed: Deed = kind(lot, self._random.randint(1, 4))
        return deed

    def _order(self, likely: set[str]) -> OrderName | None:
        """Return an order that can probably make the step, now and then any."""
        orders: list[Order] = list(self._tables.rows.orders.values())
        if self._random.random() < _LIKELY_STEP:
            orders = [order for order in orders if order.state in likely]
        return self._random.choice(orders).name if orders else None

    def _batch(self, *, may_buy: bool) -> tuple[Wish, ...]:
        """Return wishes of several buyers; a basket is one buyer's, all of it or nothing."""
        wishes: list[Wish] = []
        for _ in range(self._random.randint(1, BATCH_MOST)):
            buyer = self._random.randint(1, BUYERS)
            if self._random.random() < _BASKET:
                self._baskets += 1
                lines = [self._wish(buyer) for _ in range(self._random.randint(2, 3))]
                wishes += (line._replace(group=self._baskets) for line in lines)
            else:
                wishes.append(self._wish(buyer))
        return tuple(wish._replace(may_buy=may_buy) for wish in wishes)

    def elsewhere(self, wish: Wish) -> Wish:
        """Return the wish with its key, for any lot."""
        return wish._replace(lot=self._lot())

    def _wish(self, buyer: int) -> Wish:
        """Return a new wish, or one made before: the same, or its key for something else."""
        asked = [wish for wish in self._asked[-_REMEMBERED:] if wish.buyer == buyer]
        if asked and self._random.random() < _AGAIN:
            again = self._random.choice(asked)
            if self._random.random() < _SAME_AGAIN:
                return again
            return again._replace(lot=self._lot(), quantity=self._quantity())
        wish = Wish(
            buyer=buyer,
            key=UUID(int=self._random.getrandbits(128)),
            lot=self._lot(),
            quantity=self._quantity(),
            sale=SALE if self._random.random() < _IN_SALE else None,
        )
        self._asked.append(wish)
        return wish

    def _lot(self) -> int:
        return self._random.choice(list(self._tables.rows.lots))

    def _quantity(self) -> int:
        return self._random.choice([1, 1, 1, 2, 2, 3, 5])

"""What happens next: people and their deeds, all from one random source."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from itertools import accumulate
from random import Random
from uuid import UUID

from yutang.cli.simulation import beginnings, deeds
from yutang.cli.simulation.beginnings import Kind
from yutang.cli.simulation.deeds import SALE, Deed
from yutang.cli.simulation.rows import Order, OrderName
from yutang.cli.simulation.tables import Tables
from yutang.live import rules as live
from yutang.money import rules as money
from yutang.trade.hauls.line import Entry
from yutang.trade.rules import Wish

# How often:
_LIKELY_STEP = 0.85  # an order can make its step
_AGAIN, _SAME_AGAIN = 0.5, 0.6  # a key is used again, and for the same wish
_BASKET = 0.15  # wishes are one basket
_IN_SALE = 0.8  # a wish comes from the sale
_AT_HOME = 0.8  # a parcel goes to the buyer's home
_TOLD_CODE = 0.8  # a code is one of the lot's
_IN_DEMAND = 0.7  # somebody lines up where it is of use
_CAP_STAYS = 0.8  # a cap is set, not removed
_REMEMBERED = 20
BUYERS, HAUL_MOST, HOMES = 5, 3, 3
_WEIGHTS: dict[type, float] = {
    deeds.Place: 36,
    deeds.Pay: 18,
    deeds.Cancel: 7,
    deeds.Ship: 7,
    deeds.Receive: 4,
    deeds.Collect: 3,
    deeds.Expire: 12,
    deeds.CloseFinished: 2,
    deeds.Turn: 4,
    deeds.AddUnits: 3,
    deeds.WithdrawUnits: 3,
    deeds.MoveSale: 1,
}
_ABOUT: dict[Kind, dict[type, float]] = {
    "times": {},
    "waves": {deeds.ReleaseWaves: 8},
    "caps": {},
    "coupons": {},
    "line": {deeds.Enter: 18, deeds.CallLine: 16, deeds.Leave: 3, deeds.Look: 3},
    "households": {},
    "changes": {deeds.SetTerms: 6, deeds.SetCap: 4, deeds.AddCoupons: 1.5, deeds.EndCoupons: 1},
    "together": {deeds.PayMany: 10},
}
_NEEDED: dict[type, Kind] = {
    deeds.SetCap: "caps",
    deeds.AddCoupons: "coupons",
    deeds.EndCoupons: "coupons",
}
"""Caps and coupons change where there are any."""
_PAUSES_S = {0.0: 60, 0.05: 20, 1.0: 10, 7.0: 8, 25.0: 5, 59.9: 1.5, 61.0: 2, 691_200.0: 0.4}
_PAUSE_KINDS, _PAUSE_ENDS = list(_PAUSES_S), list(accumulate(_PAUSES_S.values()))
_LIKELY: dict[type, set[str]] = {
    deeds.Pay: {"held"},
    deeds.Cancel: {"held", "paid", "confirmed"},
    deeds.Ship: {"paid", "confirmed"},
    deeds.Receive: {"shipped"},
    deeds.Collect: {"shipped", "received"},
}
_SALE_GOES: tuple[live.State, ...] = ("paused", "live", "live", "live", "ended", "replay")


class Chance:
    """Chooses the next deed by what is there; `may_buy` is what a gate knows of the sale."""

    def __init__(self, random: Random, tables: Tables, about: frozenset[Kind]) -> None:
        self._random = random
        self._tables = tables
        self._about = about
        self._asked: list[Wish] = []
        self._entered: list[Entry] = []
        self._baskets = 0
        weights = dict(_WEIGHTS)
        for kind in sorted(about):
            weights |= _ABOUT[kind]
        weights = {deed: each for deed, each in weights.items() if self._is_about(deed)}
        self._kinds, self._ends = list(weights), list(accumulate(weights.values()))
        self._choices: dict[type, Callable[[int, bool], Deed]] = {
            deeds.Place: self._place,
            deeds.Enter: self._enter,
            deeds.Leave: self._leave,
            deeds.Look: self._look,
            deeds.PayMany: self._pay_many,
            deeds.Turn: self._turn,
            deeds.AddUnits: self._add_units,
            deeds.WithdrawUnits: self._withdraw_units,
            deeds.SetTerms: self._set_terms,
            deeds.SetCap: self._set_cap,
            deeds.AddCoupons: self._add_coupons,
            deeds.EndCoupons: self._end_coupons,
            deeds.MoveSale: self._move_sale,
        }

    def _is_about(self, deed: type) -> bool:
        return deed not in _NEEDED or _NEEDED[deed] in self._about

    def pause_s(self) -> float:
        """Return the seconds until something else happens."""
        (pause,) = self._random.choices(_PAUSE_KINDS, cum_weights=_PAUSE_ENDS)
        return pause

    def deed(self, gate: int, *, may_buy: bool) -> Deed:
        """Return what somebody does now."""
        (kind,) = self._random.choices(self._kinds, cum_weights=self._ends)
        if kind in _LIKELY:
            order = self._order(_LIKELY[kind])
            return self._of_order(kind, order) if order else self._place(gate, may_buy)
        if kind in self._choices:
            return self._choices[kind](gate, may_buy)
        timer: Deed = kind()
        return timer

    def _of_order(self, kind: type, order: OrderName) -> Deed:
        if kind is deeds.Pay:
            methods = (money.TEST_CASHIER, money.TEST_CASHIER, money.CASH_ON_DELIVERY)
            home = order[0] % HOMES
            if self._random.random() > _AT_HOME:
                home = self._random.randrange(HOMES)
            return deeds.Pay(order, self._random.choice(methods), home)
        deed: Deed = kind(order)
        return deed

    def _order(self, likely: set[str]) -> OrderName | None:
        """Return an order that can probably make the step, now and then any."""
        orders: list[Order] = list(self._tables.rows.orders.values())
        if self._random.random() < _LIKELY_STEP:
            orders = [order for order in orders if order.state in likely]
        return self._random.choice(orders).name if orders else None

    # Deeds of buyers

    def _place(self, gate: int, may_buy: bool) -> Deed:
        """Return wishes of several buyers; a basket is one buyer's, all of it or nothing."""
        wishes: list[Wish] = []
        for _ in range(self._random.randint(1, HAUL_MOST)):
            buyer = self._random.randint(1, BUYERS)
            if self._random.random() < _BASKET:
                self._baskets += 1
                lines = [self._wish(buyer) for _ in range(self._random.randint(2, 3))]
                wishes += (line._replace(group=self._baskets) for line in lines)
            else:
                wishes.append(self._wish(buyer))
        return deeds.Place(gate, tuple(wish._replace(may_buy=may_buy) for wish in wishes))

    def elsewhere(self, lots: AbstractSet[int]) -> int:
        """Return a lot for the same keys at another gate; none of these, if it can be."""
        others = sorted(self._tables.rows.lots.keys() - lots)
        return self._random.choice(others) if others else self._lot()

    def _wish(self, buyer: int) -> Wish:
        """Return a new wish, or one made before: the same, or its key for something else."""
        asked = [wish for wish in self._asked[-_REMEMBERED:] if wish.buyer == buyer]
        if asked and self._random.random() < _AGAIN:
            again = self._random.choice(asked)
            if self._random.random() < _SAME_AGAIN:
                return again
            return again._replace(lot=self._lot(), quantity=self._quantity())
        lot = self._lot()
        wish = Wish(
            buyer=buyer,
            key=self._key(),
            lot=lot,
            quantity=self._quantity(),
            sale=self._sale(),
            coupon=self._code(lot),
        )
        self._asked.append(wish)
        return wish

    def _enter(self, gate: int, _may_buy: bool) -> Deed:
        return deeds.Enter(
            gate, tuple(self._entry() for _ in range(self._random.randint(1, HAUL_MOST)))
        )

    def _entry(self) -> Entry:
        """Return a wish for a number, new or made before, or with the key of another wish."""
        if self._entered and self._random.random() < _AGAIN / 2:
            return self._random.choice(self._entered[-_REMEMBERED:])
        lot, buyer = self._lot_in_demand(), self._random.randint(1, BUYERS)
        mine = [each.key for each in self._asked[-_REMEMBERED:] if each.buyer == buyer]
        is_used = mine and self._random.random() < _AGAIN / 4
        entry = Entry(
            buyer=buyer,
            key=self._random.choice(mine) if is_used else self._key(),
            lot=lot,
            quantity=self._quantity(),
            sale=self._sale(),
            coupon=self._code(lot),
        )
        self._entered.append(entry)
        return entry

    def _leave(self, gate: int, _may_buy: bool) -> Deed:
        waiting = [
            (each.lot, each.buyer)
            for each in self._tables.rows.tickets.values()
            if each.state == "waiting"
        ]
        waiting.append((self._lot(), self._random.randint(1, BUYERS)))
        return deeds.Leave(gate, tuple(self._random.choices(waiting, k=self._random.randint(1, 2))))

    def _look(self, gate: int, _may_buy: bool) -> Deed:
        buyers = self._random.sample(range(1, BUYERS + 1), 2)
        return deeds.Look(gate, tuple((SALE, buyer) for buyer in buyers))

    def _pay_many(self, gate: int, may_buy: bool) -> Deed:
        found = (self._order(_LIKELY[deeds.Pay]) for _ in range(self._random.randint(1, 4)))
        orders = tuple(order for order in found if order is not None)
        return deeds.PayMany(orders) if orders else self._place(gate, may_buy)

    # Deeds of who runs the sale

    def _turn(self, _gate: int, _may_buy: bool) -> Deed:
        return deeds.Turn(self._lot(), self._random.choice(["open"] * 5 + ["closed"]))

    def _add_units(self, _gate: int, _may_buy: bool) -> Deed:
        return deeds.AddUnits(self._lot(), self._random.randint(1, 4))

    def _withdraw_units(self, _gate: int, _may_buy: bool) -> Deed:
        return deeds.WithdrawUnits(self._lot(), self._random.randint(1, 4))

    def _set_terms(self, _gate: int, _may_buy: bool) -> Deed:
        now, about = self._tables.clock(), self._about
        elapsed_s = int((now - self._tables.live_at).total_seconds())
        opens_at, closes_at = (
            beginnings.times(self._random, now) if "times" in about else (None, None)
        )
        limits = beginnings.limit(self._random), beginnings.limit(self._random)
        return deeds.SetTerms(
            self._lot(),
            opens_at,
            closes_at,
            limits[0],
            limits[1] if "households" in about else None,
            "line" in about and self._random.random() < _AGAIN,
            tuple(beginnings.waves(self._random, elapsed_s)) if "waves" in about else (),
        )

    def _set_cap(self, _gate: int, _may_buy: bool) -> Deed:
        known = [(cap.kind, cap.name) for cap in self._tables.rows.caps.values() if cap]
        kind, name = self._random.choice([*known, (self._random.choice(beginnings.CAP_KINDS), "")])
        (wanted,) = (each for each in beginnings.CAP_KINDS if each == kind)
        most = beginnings.most(self._random, wanted) if self._random.random() < _CAP_STAYS else None
        lots = beginnings.some_lots(self._random, self._tables)
        return deeds.SetCap(wanted, most, tuple(lots), name)

    def _add_coupons(self, _gate: int, _may_buy: bool) -> Deed:
        codes = beginnings.codes(self._random)
        return deeds.AddCoupons(self._lot(), codes, self._random.randint(1, 2))

    def _end_coupons(self, _gate: int, _may_buy: bool) -> Deed:
        return deeds.EndCoupons(self._lot())

    def _move_sale(self, _gate: int, _may_buy: bool) -> Deed:
        return deeds.MoveSale(self._random.choice(_SALE_GOES))

    # What deeds are about

    def _lot(self) -> int:
        return self._random.choice(list(self._tables.rows.lots))

    def _lot_in_demand(self) -> int:
        """Return a lot, mostly one for which a number is needed."""
        lots = self._tables.rows.lots.values()
        needed = [lot.id for lot in lots if lot.by_ticket or not lot.available]
        if needed and self._random.random() < _IN_DEMAND:
            return self._random.choice(needed)
        return self._lot()

    def _quantity(self) -> int:
        return self._random.choice([1, 1, 1, 2, 2, 3, 5])

    def _key(self) -> UUID:
        return UUID(int=self._random.getrandbits(128))

    def _sale(self) -> int | None:
        return SALE if self._random.random() < _IN_SALE else None

    def _code(self, lot: int) -> str | None:
        """Return a code as somebody types it: the lot's, another's, or none."""
        if "coupons" not in self._about:
            return None
        coupons = list(self._tables.rows.coupons.values())
        mine = [each.code for each in coupons if each.lot == lot]
        told = mine if self._random.random() < _TOLD_CODE else [each.code for each in coupons]
        code = self._random.choice(told or [""])
        spelled = self._random.choice([code, code, code.lower(), f"{code[:4]}-{code[4:]}", "X1"])
        return spelled or None

"""What must hold of the terms on which lots are sold: times, waves, caps, coupons, limits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from yutang.cli.simulation.must import cap_day, cap_share, living, must, taken_of
from yutang.cli.simulation.rows import Cap, CountName, Lot, Order, Wave
from yutang.cli.simulation.tables import Commit, Tables
from yutang.trade.hauls.intake import Outcome
from yutang.trade.rules import Wish

SKEW_S = 2.0
"""How far a gate's clock may be from the true time."""


class TermsPromises:
    """Looks at every commit, and at refusals that a term is the reason of."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._released: set[int] = set()
        self._taken: dict[CountName, int] = {}
        self._freed: list[tuple[int, CountName, int]] = []
        """What caps got back: at which commit, which count, how much."""

    def look(self, commit: Commit) -> None:
        """Look at what a commit changed.

        Raises:
            BrokenPromiseError: with what is wrong.
        """
        new = [order for before, order in commit.orders if before is None]
        for order in new:
            self._look_at_terms(order, self._tables.rows.lots[order.lot])
        for number in {order.lot for order in new}:
            self._look_at_buyers(self._tables.rows.lots[number], new)
        for before, order in commit.orders:
            if before == "held" and order.household is not None:
                self._look_at_household(order)
        for earlier, wave in commit.waves:
            self._look_at_wave(earlier, wave)
        for was, lot in commit.lots:
            more = sum(
                change.units
                for change in commit.own.lot_changes
                if change.lot == lot.id and change.kind == "stocked"
            )
            grown = lot.stocked - was.stocked
            must(grown == more, f"lot {lot.id} grew by {grown}, in its diary by {more}")
        self._look_at_caps(commit, new)

    def _look_at_terms(self, order: Order, lot: Lot) -> None:
        must(lot.state == "open", f"lot {lot.id} is closed and took an order")
        is_open = lot.opens_at is None or order.placed_at >= lot.opens_at
        must(is_open, f"lot {lot.id} took an order before its opening")
        is_over = lot.closes_at is not None and order.placed_at >= lot.closes_at
        must(not is_over, f"lot {lot.id} took an order after its closing")
        must(order.coupon is not None or not lot.by_coupon, f"lot {lot.id} asks for a coupon")
        if order.coupon is not None:
            coupon = self._tables.rows.coupons[order.coupon]
            must(coupon.lot == lot.id, "a coupon opened another lot")
            must(coupon.ended_at is None, "a coupon that had ended was used")
            used = sum(each.coupon == coupon.id for each in living(self._tables, [lot.id]))
            must(used <= coupon.uses_most, f"a coupon for {coupon.uses_most} was used {used} times")

    def _look_at_buyers(self, lot: Lot, new: Sequence[Order]) -> None:
        if lot.buyer_limit is None:
            return
        has: dict[int, int] = {}
        for order in living(self._tables, [lot.id]):
            has[order.buyer] = has.get(order.buyer, 0) + order.quantity
        buyers = {order.buyer for order in new if order.lot == lot.id}
        over = {buyer: has[buyer] for buyer in buyers if has[buyer] > lot.buyer_limit}
        must(not over, f"lot {lot.id} allows {lot.buyer_limit} a buyer, and there are {over}")

    def _look_at_household(self, order: Order) -> None:
        limit = self._tables.rows.lots[order.lot].household_limit
        mine = living(self._tables, [order.lot])
        has = sum(each.quantity for each in mine if each.household == order.household)
        must(limit is None or has <= limit, f"a household has {has} units, and {limit} are allowed")

    def _look_at_wave(self, before: Wave | None, wave: Wave | None) -> None:
        if wave is None or wave.released_at is None:
            must(before is None or before.released_at is None, "a released wave was taken back")
            return
        must(wave.id not in self._released, "a wave was released twice")
        self._released.add(wave.id)
        latest = self._tables.clock() + timedelta(seconds=SKEW_S)
        is_due = wave.at is not None and wave.at <= wave.released_at and wave.at <= latest
        must(is_due, "a wave was released before its time")
        must(self._tables.rows.lots[wave.lot].state == "open", "a wave came to a closed lot")

    def _look_at_caps(self, commit: Commit, new: Sequence[Order]) -> None:
        caps = self._tables.rows.caps
        lots = {order.lot for _, order in commit.orders}
        for cap in caps.values():
            if cap is not None and (cap.lots & lots or cap.id in commit.own.caps):
                self._look_at_cap(cap, new)
        lost = {cap for cap, _ in self._tables.rows.counts if cap not in caps}
        must(not lost, "a cap was removed, and its counts were not")

    def _look_at_cap(self, cap: Cap, new: Sequence[Order]) -> None:
        taken = taken_of(self._tables, cap)
        rows = self._tables.rows.counts.items()
        counted = {day: units for (number, day), units in rows if number == cap.id and units}
        must(counted == taken, f"a cap counts {counted}, its orders are {taken}")
        for order in new:
            day = cap_day(cap, order.placed_at)
            if order.lot in cap.lots:
                within = taken[day] <= cap.most
                must(within, f"{cap.kind}: a cap of {cap.most} is exceeded by an order: {taken}")
        for day in {*taken, *(day for number, day in self._taken if number == cap.id)}:
            name, now = (cap.id, day), taken.get(day, 0)
            fewer = self._taken.get(name, 0) - now
            if fewer > 0:
                self._freed.append((self._tables.counts["commits"], name, fewer))
            self._taken[name] = now

    def refused_full(
        self,
        wishes: Sequence[Wish],
        wish: Wish,
        outcome: Outcome,
        now: datetime,
        asked_at: int,
    ) -> None:
        """A cap had no room for the wish, or for its basket, at some time since it was asked."""
        lots, full = self._tables.rows.lots, []
        lines = [each for each in wishes if each is wish or _is_of_basket(each, wish)]
        for cap in self._tables.rows.caps.values():
            if cap is None or wish.lot not in cap.lots:
                continue
            amounts = [
                line.quantity * lots[line.lot].price_fen for line in lines if line.lot in cap.lots
            ]
            needed = sum(cap_share(cap, amount) for amount in amounts)
            name = (cap.id, cap_day(cap, now))
            freed = sum(units for at, of, units in self._freed if of == name and at > asked_at)
            taken = taken_of(self._tables, cap).get(name[1], 0)
            if taken + freed + needed > cap.most:
                full.append(cap.kind)
        must(outcome.why in full, f"b{wish.buyer} was refused by a cap that has room")

    def refused_coupon(self, wishes: Sequence[Wish], wish: Wish) -> None:
        """No coupon of the code was good for one more order, or for those of a basket."""
        lot = self._tables.rows.lots[wish.lot]
        must(lot.by_coupon, f"lot {lot.id} asks for no coupon, and one was asked for")
        code = (wish.coupon or "").upper().replace("-", "").replace(" ", "")
        for coupon in self._tables.rows.coupons.values():
            if (coupon.lot, coupon.code) == (lot.id, code) and coupon.ended_at is None:
                used = sum(each.coupon == coupon.id for each in living(self._tables, [lot.id]))
                lines = sum(_is_of_basket(each, wish) and each.lot == lot.id for each in wishes)
                must(used + max(lines, 1) > coupon.uses_most, "a good coupon was refused")


def _is_of_basket(other: Wish, wish: Wish) -> bool:
    return wish.group is not None and other.group == wish.group

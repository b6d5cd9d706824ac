"""The conditions of a wish: sold out, limits, caps, coupons, times. Pure.

One desk serves a haul, wish by wish, and counts down what is left. What "sold out" means is in
`_sold_out` and `_too_few`; other meanings of the word are listed in the room's README.
"""

from collections import defaultdict
from datetime import datetime

from yutang.trade.rules import coupons
from yutang.trade.rules.facts import Answer, CapFacts, CouponFacts, Decision, Facts, LotFacts, Wish

_CLOSED = Decision(Answer.CLOSED)
_COUPON = Decision(Answer.COUPON)
_HELD = Decision(Answer.HELD)
_UNKNOWN = Decision(Answer.UNKNOWN)


class Desk:
    """What is left of lots, for buyers, of caps and coupons, while a haul is decided."""

    def __init__(self, facts: Facts, now: datetime) -> None:
        self._lots = facts.lots
        self._coupons = facts.coupons
        self._now = now
        self._left = {lot.id: lot.available for lot in facts.lots.values()}
        self._bought = dict(facts.bought)
        self._caps: defaultdict[int, list[CapFacts]] = defaultdict(list)
        self._cap_left = {cap.id: cap.left for cap in facts.caps}
        for cap in facts.caps:
            for lot in cap.lots:
                self._caps[lot].append(cap)
        self._uses = {coupon.id: coupon.left for coupon in facts.coupons.values()}

    def serve(self, wish: Wish) -> Decision:
        """Hold the units for the wish, or say why not: the first condition that it fails."""
        lot = self._lots.get(wish.lot)
        if lot is None:
            return _UNKNOWN
        refusal = (
            self._not_now(lot, wish)
            or self._no_coupon(lot, wish)
            or self._sold_out(lot, wish)
            or self._over_the_limit(lot, wish)
            or self._too_few(lot, wish)
            or self._over_a_cap(lot, wish)
        )
        if refusal is not None:
            return refusal
        coupon = self._coupon(lot, wish)
        self._move(lot, wish, coupon, 1)
        return _HELD if coupon is None else Decision(Answer.HELD, coupon=coupon.id)

    def take_back(self, wish: Wish) -> None:
        """Undo having served the wish."""
        lot = self._lots[wish.lot]
        self._move(lot, wish, self._coupon(lot, wish), -1)

    def _not_now(self, lot: LotFacts, wish: Wish) -> Decision | None:
        if not (lot.is_open and wish.may_buy):
            return _CLOSED
        if lot.closes_at is not None and lot.closes_at <= self._now:
            return _CLOSED
        if lot.opens_at is not None and self._now < lot.opens_at:
            return Decision(Answer.NOT_YET, at=lot.opens_at)
        if lot.by_ticket and not wish.from_line:
            return Decision(Answer.BY_TICKET)
        return None

    def _coupon(self, lot: LotFacts, wish: Wish) -> CouponFacts | None:
        if not lot.by_coupon:
            return None
        return self._coupons.get((lot.id, coupons.normal(wish.coupon)))

    def _no_coupon(self, lot: LotFacts, wish: Wish) -> Decision | None:
        if not lot.by_coupon:
            return None
        coupon = self._coupon(lot, wish)
        return None if coupon is not None and self._uses[coupon.id] > 0 else _COUPON

    def _sold_out(self, lot: LotFacts, wish: Wish) -> Decision | None:
        """Units that came back while somebody waits are for who waits."""
        if self._left[lot.id] == 0 or (lot.line and not wish.from_line):
            return Decision(Answer.SOLD_OUT, at=lot.more_at)
        return None

    def _over_the_limit(self, lot: LotFacts, wish: Wish) -> Decision | None:
        if lot.buyer_limit is None:
            return None
        has = self._bought.get((wish.buyer, lot.id), 0)
        if has + wish.quantity <= lot.buyer_limit:
            return None
        return Decision(Answer.LIMIT_REACHED, max(lot.buyer_limit - has, 0))

    def _too_few(self, lot: LotFacts, wish: Wish) -> Decision | None:
        left = self._left[lot.id]
        return Decision(Answer.SOLD_OUT, left, at=lot.more_at) if wish.quantity > left else None

    def _over_a_cap(self, lot: LotFacts, wish: Wish) -> Decision | None:
        for cap in self._caps.get(lot.id, ()):
            left = self._cap_left[cap.id]
            if _share(cap, lot, wish) > left:
                fits = max(left, 0) // lot.price_fen if cap.kind == "fen" else 0
                return Decision(Answer.FULL, fits, why=cap.kind)
        return None

    def _move(self, lot: LotFacts, wish: Wish, coupon: CouponFacts | None, times: int) -> None:
        """Take what the wish needs (`times` 1) or give it back (−1)."""
        units = times * wish.quantity
        self._left[lot.id] -= units
        if lot.buyer_limit is not None:
            pair = (wish.buyer, lot.id)
            self._bought[pair] = self._bought.get(pair, 0) + units
        for cap in self._caps.get(lot.id, ()):
            self._cap_left[cap.id] -= times * _share(cap, lot, wish)
        if coupon is not None:
            self._uses[coupon.id] -= times


def _share(cap: CapFacts, lot: LotFacts, wish: Wish) -> int:
    """Return what the wish would take of the cap."""
    return wish.quantity * lot.price_fen if cap.kind == "fen" else 1

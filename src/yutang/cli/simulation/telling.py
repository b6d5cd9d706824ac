"""A story in words: one line for each beginning, answer and wait."""

from collections.abc import Hashable, Iterator
from datetime import datetime

from yutang.cli.simulation.deeds import Deed, Enter, Place
from yutang.cli.simulation.rows import Lot, Payment, Rows
from yutang.trade.hauls.intake import Taken
from yutang.trade.hauls.line import Entered, Entry
from yutang.trade.hauls.paying import Paid
from yutang.trade.rules import Wish


def opening(rows: Rows, at: datetime) -> Iterator[str]:
    """Tell of the lots with which a sale begins, and their terms; times in seconds from now."""
    for lot in rows.lots.values():
        offer = f"lot {lot.id}: {lot.stocked} units, {lot.state}, limit {lot.buyer_limit}"
        yield f"{offer}{_terms(lot, at)}"
    for wave in rows.waves.values():
        if wave is not None:
            yield f"wave: {wave.units} units of lot {wave.lot} after {wave.after_s} s"
    for cap in rows.caps.values():
        if cap is not None:
            yield f"cap {cap.name!r}: {cap.most} {cap.kind} of lots {sorted(cap.lots)}"
    for coupon in rows.coupons.values():
        yield f"coupon: {coupon.code} opens lot {coupon.lot} {coupon.uses_most} times"


def _terms(lot: Lot, at: datetime) -> str:
    terms = [
        f"opens after {(lot.opens_at - at).total_seconds():.0f} s" if lot.opens_at else "",
        f"closes after {(lot.closes_at - at).total_seconds():.0f} s" if lot.closes_at else "",
        f"household {lot.household_limit}" if lot.household_limit else "",
        "by ticket" if lot.by_ticket else "",
        "by coupon" if lot.by_coupon else "",
    ]
    return "".join(f", {term}" for term in terms if term)


def told(deed: Deed) -> str:
    """Return what somebody begins to do."""
    match deed:
        case Place(gate, wishes):
            return f"gate {gate} takes {', '.join(map(_wished, wishes))}"
        case Enter(gate, entries):
            return f"gate {gate} lines up {', '.join(map(_entered, entries))}"
    values = (_short(value) for value in deed)
    return " ".join([type(deed).__name__, *values])


def _wished(wish: Wish) -> str:
    basket = "" if wish.group is None else f" (basket {wish.group})"
    code = "" if wish.coupon is None else f" with {wish.coupon}"
    name = _short((wish.buyer, wish.key))
    return f"{name} wants {wish.quantity} of lot {wish.lot}{code}{basket}"


def _entered(entry: Entry) -> str:
    return f"{_short((entry.buyer, entry.key))} for {entry.quantity} of lot {entry.lot}"


def _short(value: object) -> str:
    match value:
        case (int() as buyer, key) if hasattr(key, "hex"):
            return f"b{buyer}/{key.hex[:4]}"
        case tuple():
            return f"({', '.join(map(_short, value))})"
    return str(value)


def answered(result: object) -> str:
    """Return what somebody hears of it."""
    match result:
        case Taken(outcomes, _):
            return ", ".join(
                f"{outcome.answer}{f' ({outcome.left} left)' if outcome.left else ''}"
                for outcome in outcomes
            )
        case Payment():
            return f"payment {result.state}"
        case dict():
            return f"{sum(result.values())} moved"
        case list():
            return ", ".join(map(_answered_one, result)) or "none"
    return "done"


def _answered_one(result: object) -> str:
    match result:
        case Entered(answer, ticket):
            return f"{answer}{f' number {ticket.number}' if ticket else ''}"
        case Paid(_, answer, _):
            return str(answer)
    return str(result)


def lock_named(name: Hashable) -> str:
    """Return a lock's name without what differs from one telling to the next."""
    kind, *which = name if isinstance(name, tuple) else (name,)
    return f"{kind} {which[0]}" if which and isinstance(which[0], int) else f"the {kind}"

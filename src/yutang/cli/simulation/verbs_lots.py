"""The verbs of `trade.actions` and `live.actions`, told again."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from yutang.cli.simulation import counts
from yutang.cli.simulation.deeds import (
    SALE,
    AddCoupons,
    AddUnits,
    EndCoupons,
    MoveSale,
    OfLot,
    OfTerms,
    SetCap,
    SetTerms,
    Turn,
    WithdrawUnits,
)
from yutang.cli.simulation.rows import Cap, Coupon, Lot, Wave
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.live import rules as live
from yutang.live.errors import SaleOver, WrongMove
from yutang.trade.errors import BadCap, BadUnits, TooFewToWithdraw
from yutang.trade.rules import stock


def of_lot(transaction: Transaction, deed: OfLot, clock: Callable[[], datetime]) -> Steps[object]:
    """Return the steps of a deed to a lot, its terms or the sale."""
    match deed:
        case Turn(lot, state):
            return _turn(transaction, lot, state)
        case AddUnits(lot, units):
            return _add_units(transaction, lot, units)
        case WithdrawUnits(lot, units):
            return _withdraw_units(transaction, lot, units)
        case SetTerms() | SetCap() | AddCoupons() | EndCoupons():
            return _of_terms(transaction, deed, clock)
        case MoveSale(to):
            return _move_sale(transaction, to)


# trade.actions.lots


def _turn(transaction: Transaction, lot: int, state: str) -> Steps[None]:
    row = yield from _locked(transaction, lot)
    if row.state != state:
        transaction.put_lot(row._replace(state=state))
        transaction.note(lot, "opened" if state == "open" else "closed")


def _locked(transaction: Transaction, lot: int) -> Steps[Lot]:
    yield
    yield from transaction.lock("lot", lot)
    return transaction.lot(lot)


def _end_selling(transaction: Transaction) -> Steps[None]:
    for lot in sorted(transaction.lots()):
        yield from _turn(transaction, lot, "closed")
    yield
    for ticket in transaction.tickets().values():
        if ticket.state == "waiting":
            yield from transaction.lock("ticket", ticket.id)
            newest = transaction.ticket(ticket.id)
            if newest.state == "waiting":
                transaction.put_ticket(newest._replace(state="refused", answer="closed"))


def _add_units(transaction: Transaction, lot: int, units: int) -> Steps[None]:
    stock.check_units(units)
    row = yield from _locked(transaction, lot)
    if row.stocked + units > stock.UNITS_MAX:
        raise BadUnits(most=stock.UNITS_MAX - row.stocked)
    yield
    more = row._replace(
        stocked=row.stocked + units, available=row.available + units, sold_out_at=None
    )
    transaction.put_lot(more)
    transaction.note(lot, "stocked", units)


def _withdraw_units(transaction: Transaction, lot: int, units: int) -> Steps[None]:
    stock.check_units(units)
    row = yield from _locked(transaction, lot)
    if units > row.available:
        raise TooFewToWithdraw(left=row.available)
    yield
    fewer = row._replace(available=row.available - units, withdrawn=row.withdrawn + units)
    transaction.put_lot(fewer)
    transaction.note(lot, "withdrawn", units)


# live.terms, which locks the sale, around trade.actions.terms and trade.actions.caps


def _of_terms(
    transaction: Transaction, deed: OfTerms, clock: Callable[[], datetime]
) -> Steps[None]:
    yield from transaction.lock("sale", SALE)
    if transaction.sale(SALE) in live.OVER:
        raise SaleOver
    match deed:
        case SetTerms():
            yield from _change_terms(transaction, deed, clock)
            yield from _plan_waves(transaction, deed)
            yield from _start_waves(transaction, deed.lot)
        case SetCap():
            yield from _set_cap(transaction, deed)
        case AddCoupons():
            yield from _add_coupons(transaction, deed)
        case EndCoupons(lot):
            yield from _end_coupons(transaction, lot, clock)
    transaction.notify(SALE)


def _change_terms(
    transaction: Transaction, deed: SetTerms, clock: Callable[[], datetime]
) -> Steps[None]:
    limits = deed.buyer_limit, deed.household_limit
    stock.check_terms(deed.opens_at, deed.closes_at, *limits)
    row = yield from _locked(transaction, deed.lot)
    if deed.closes_at != row.closes_at:
        stock.check_closing(deed.closes_at, clock())
    terms: dict[str, Any] = {
        "opens_at": deed.opens_at,
        "closes_at": deed.closes_at,
        "buyer_limit": deed.buyer_limit,
        "household_limit": deed.household_limit,
        "by_ticket": deed.by_ticket,
    }
    if deed.by_ticket and not row.by_ticket and row.numbered and row.drawn_at is None:
        terms["drawn_at"] = clock()
    changed = row._replace(**terms)
    if changed != row:
        yield
        transaction.put_lot(changed)
        transaction.note(deed.lot, "terms")


def _plan_waves(transaction: Transaction, deed: SetTerms) -> Steps[None]:
    row = yield from _locked(transaction, deed.lot)
    stock.check_waves(deed.waves, row.stocked)
    mine = [wave for wave in transaction.waves().values() if wave.lot == deed.lot]
    coming = [wave for wave in mine if wave.released_at is None]
    came = {(wave.after_s, wave.units) for wave in mine if wave.released_at is not None}
    wanted = sorted(wave for wave in deed.waves if wave not in came)
    if sorted((wave.after_s, wave.units) for wave in coming) == wanted:
        return
    yield
    for wave in coming:
        transaction.own.waves[wave.id] = None
    transaction.note(deed.lot, "terms")
    yield
    for after_s, units in wanted:
        number = next(transaction.tables.ids)
        transaction.own.waves[number] = Wave(number, deed.lot, after_s, None, units)


def _start_waves(transaction: Transaction, lot: int) -> Steps[None]:
    yield from _locked(transaction, lot)
    for wave in transaction.waves().values():
        if wave.lot == lot and wave.at is None:
            at = transaction.tables.live_at + timedelta(seconds=wave.after_s)
            transaction.own.waves[wave.id] = wave._replace(at=at)


def _set_cap(transaction: Transaction, deed: SetCap) -> Steps[None]:
    if deed.most is not None and (deed.most < 1 or not deed.lots):
        raise BadCap
    yield
    known = _known(transaction, deed)
    for lot in sorted({*deed.lots, *(known.lots if known else ())}):
        yield from _locked(transaction, lot)
    if known is not None:
        yield from transaction.lock("cap", known.id)
        known = _known(transaction, deed)
    if deed.most is None:
        if known is not None:
            yield from _remove(transaction, known)
    else:
        yield from _keep(transaction, deed, known, deed.most)


def _known(transaction: Transaction, deed: SetCap) -> Cap | None:
    named = (deed.kind, deed.name)
    found = (cap for cap in transaction.caps().values() if (cap.kind, cap.name) == named)
    return next(found, None)


def _remove(transaction: Transaction, cap: Cap) -> Steps[None]:
    yield
    transaction.own.caps[cap.id] = None
    for name in [name for name in transaction.counts() if name[0] == cap.id]:
        yield from transaction.lock("count", *name)
        transaction.put_count(name, None)
    _note_terms(transaction, cap.lots)


def _keep(transaction: Transaction, deed: SetCap, known: Cap | None, most: int) -> Steps[None]:
    before, lots = known.lots if known else frozenset[int](), frozenset(deed.lots)
    is_same = known is not None and known.most == most
    changed = before ^ lots if is_same else before | lots
    if not changed:
        return
    number = known.id if known else next(transaction.tables.ids)
    cap = Cap(number, deed.kind, most, deed.name, known.had if known else 0, lots)
    transaction.own.caps[number] = cap
    yield
    had = yield from counts.anew(transaction, cap)
    transaction.own.caps[number] = cap._replace(had=had)
    _note_terms(transaction, changed)


def _note_terms(transaction: Transaction, lots: Iterable[int]) -> None:
    for lot in sorted(lots):
        transaction.note(lot, "terms")


def _add_coupons(transaction: Transaction, deed: AddCoupons) -> Steps[None]:
    row = yield from _locked(transaction, deed.lot)
    for code in deed.codes:
        number = next(transaction.tables.ids)
        transaction.own.coupons[number] = Coupon(number, deed.lot, code, deed.uses_most)
    yield
    transaction.put_lot(row._replace(by_coupon=True))
    transaction.note(deed.lot, "terms")


def _end_coupons(transaction: Transaction, lot: int, clock: Callable[[], datetime]) -> Steps[None]:
    row = yield from _locked(transaction, lot)
    living = [
        each for each in transaction.coupons().values() if each.lot == lot and each.ended_at is None
    ]
    for coupon in living:
        transaction.own.coupons[coupon.id] = coupon._replace(ended_at=clock())
    if living or row.by_coupon:
        yield
        transaction.put_lot(row._replace(by_coupon=False))
        transaction.note(lot, "terms")


# live.actions


def _move_sale(transaction: Transaction, to: live.State) -> Steps[None]:
    yield from transaction.lock("sale", SALE)
    before = cast("live.State", transaction.sale(SALE))
    if before == to:
        return
    if not live.may_move(before, to):
        raise WrongMove
    if to == "ended":
        yield from _end_selling(transaction)
    transaction.own.sales[SALE] = to
    transaction.notify(SALE)

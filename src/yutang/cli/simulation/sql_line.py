"""The statements of the line, as the tables in memory answer them."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from yutang.cli.simulation import counts
from yutang.cli.simulation.rows import Lot, Ticket
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.cli.simulation.texts import Answer, Params, Row, columns_of, lock_lots_in_order


def _lock_lines(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    wanted = [lot for lot in params["lots"] if lot in transaction.lots()]
    locked = yield from lock_lots_in_order(transaction, text, wanted)
    return [columns_of(text, transaction.lot(lot), params["now"]) for lot in locked]


def _give_numbers(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    names = ("buyers", "keys", "lots", "quantities", "sales", "coupons", "numbers")
    entries = list(zip(*(params[name] for name in names), strict=True))
    lots = transaction.lots()
    for lot in dict.fromkeys(entry[2] for entry in entries):
        given = [entry[6] for entry in entries if entry[2] == lot and entry[6] is not None]
        if given:
            yield from transaction.lock("lot", lot)
            transaction.put_lot(transaction.lot(lot)._replace(numbered=max(given)))
    given_ids = [next(transaction.tables.ticket_ids) for _ in entries]
    numbered = list(zip(given_ids, entries, strict=True))
    if "order by entry.buyer_id, entry.key" in text:
        numbered.sort(key=lambda each: each[1][:2])
    kept: list[Row] = []
    for ticket_id, (buyer, key, lot, quantity, sale, coupon, number) in numbered:
        yield from transaction.lock("ticket once", buyer, key)
        yield from transaction.lock("ticket waits", lot, buyer)
        entered_at = max(params["now"], lots[lot].drawn_at or params["now"])
        ticket = Ticket(
            ticket_id, lot, buyer, key, quantity, sale, coupon, number, entered_at=entered_at
        )
        if _is_kept_already(transaction, ticket):
            transaction.check("trade_ticket_once", holds="on conflict do nothing" in text)
            transaction.left_out += 1
            continue
        transaction.put_ticket(ticket)
        kept.append((ticket_id, buyer, key))
        yield
    return kept


def _is_kept_already(transaction: Transaction, ticket: Ticket) -> bool:
    if not transaction.tables.checks:
        return False
    return any(
        (each.buyer, each.key) == (ticket.buyer, ticket.key)
        or (each.lot == ticket.lot and each.buyer == ticket.buyer and each.state == "waiting")
        or (each.lot == ticket.lot and each.number == ticket.number and each.number is not None)
        for each in transaction.tickets().values()
    )


def _tickets_known(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    named = set(zip(params["buyers"], params["keys"], strict=True))
    pairs = set(zip(params["lots"], params["buyers"], strict=True))
    return [
        (each.id, each.buyer, each.key, each.lot, each.state)
        for each in transaction.tickets().values()
        if (each.buyer, each.key) in named
        or ((each.lot, each.buyer) in pairs and each.state == "waiting")
    ]


def _leave_line(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    gone: list[Row] = []
    for pair in dict.fromkeys(zip(params["lots"], params["buyers"], strict=True)):
        for ticket in transaction.tickets().values():
            if (ticket.lot, ticket.buyer) == pair and ticket.state == "waiting":
                yield from transaction.lock("ticket", ticket.id)
                if transaction.ticket(ticket.id).state == "waiting":
                    transaction.put_ticket(ticket._replace(state="left"))
                    gone.append(pair)
    return gone


def _lock_called_lots(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    now = params["now"]
    waiting = [
        each for each in transaction.tickets().values() if _waits_in(each, params["selling"])
    ]
    lots = transaction.lots()
    due = {each.lot for each in waiting if _may_be_called(lots[each.lot], waiting, now)}
    if params["only"] is not None:
        due &= set(params["only"])
    locked = yield from lock_lots_in_order(transaction, text, due)
    return [(lot,) for lot in locked if _may_be_called(transaction.lot(lot), waiting, now)]


def _waits_in(ticket: Ticket, selling: list[int] | None) -> bool:
    sells = selling is None or ticket.sale is None or ticket.sale in selling
    return ticket.state == "waiting" and sells


def _may_be_called(lot: Lot, waiting: list[Ticket], now: datetime) -> bool:
    is_time = (lot.opens_at is None or lot.opens_at <= now) and (
        lot.closes_at is None or lot.closes_at > now
    )
    mine = [each for each in waiting if each.lot == lot.id]
    has_turn = any(lot.available > 0 or each.number is None for each in mine)
    return lot.state == "open" and is_time and has_turn


def _draw_line(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    now = params["now"]
    given: list[Ticket] = []
    for number, seed in zip(params["lots"], params["seeds"], strict=True):
        lot = transaction.lot(number)
        opens_at, draws = lot.opens_at or now, lot.numbered == 0
        behind = [
            each
            for each in transaction.tickets().values()
            if each.lot == number
            and each.state == "waiting"
            and (each.number is None or "t.number is null" not in text)
        ]
        if not behind:
            continue
        chosen = transaction.tables.draw_seed(seed)
        behind.sort(
            key=lambda each: _place(each, chosen, drawn=draws and each.entered_at < opens_at)
        )
        for place, ticket in enumerate(behind, start=lot.numbered + 1):
            yield from transaction.lock("ticket", ticket.id)
            transaction.put_ticket(ticket._replace(number=place))
            given.append(ticket)
        yield from transaction.lock("lot", number)
        transaction.put_lot(
            lot._replace(
                numbered=lot.numbered + len(behind),
                drawn_at=lot.drawn_at or opens_at,
                draw_seed=chosen if draws else lot.draw_seed,
            )
        )
    return list(_by_sale(given).items())


def _place(ticket: Ticket, seed: int, *, drawn: bool) -> tuple[bool, Any, int]:
    """Return by what a ticket is put in the order of a draw: chance, or behind it as it came."""
    digest = sha256(f"{seed}:{ticket.id}".encode()).digest() if drawn else b""
    return not drawn, digest, ticket.id


def _by_sale(tickets: list[Ticket]) -> dict[int | None, int]:
    by_sale: dict[int | None, int] = {}
    for ticket in tickets:
        by_sale[ticket.sale] = by_sale.get(ticket.sale, 0) + 1
    return by_sale


def _next_in_line(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    turn: list[Row] = []
    tickets = list(transaction.tickets().values())
    for number in sorted(params["lots"]):
        lot = transaction.lot(number)
        mine = [
            each
            for each in tickets
            if each.lot == number
            and each.number is not None
            and each.quantity <= lot.available
            and _waits_in(each, params["selling"])
            and (_has_room(transaction, lot, each, params["now"]) or "trade_cap c" not in text)
        ]
        if "order by t.number" in text:
            mine.sort(key=lambda each: each.number or 0)
        else:
            transaction.tables.shuffle(mine)
        turn += [
            (each.id, number, each.buyer, each.key, each.quantity, each.sale, each.coupon)
            for each in mine[: min(params["most"], lot.available)]
        ]
    return turn


def _has_room(transaction: Transaction, lot: Lot, ticket: Ticket, now: datetime) -> bool:
    """Tell whether each cap of the lot could take the ticket's order."""
    taken = transaction.counts()
    for cap in transaction.caps().values():
        units = ticket.quantity * lot.price_fen if cap.kind == "fen" else 1
        has = taken.get((cap.id, counts.day_of(cap, now)), 0)
        if lot.id in cap.lots and cap.most < has + units:
            return False
    return True


def _call_numbers(transaction: Transaction, text: str, params: Params) -> Steps[list[Row]]:
    ended: list[Ticket] = []
    names = ("tickets", "orders", "answers")
    for ticket_id, order, answer in zip(*(params[name] for name in names), strict=True):
        yield from transaction.lock("ticket", ticket_id)
        ticket = transaction.ticket(ticket_id)
        if ticket.state != "waiting" and "t.state = 'waiting'" in text:
            continue
        state = "refused" if order is None else "called"
        transaction.put_ticket(ticket._replace(state=state, order=order, answer=answer))
        ended.append(ticket)
    for number in dict.fromkeys(ticket.lot for ticket in ended):
        yield from transaction.lock("lot", number)
        last = max(ticket.number or 0 for ticket in ended if ticket.lot == number)
        lot = transaction.lot(number)
        transaction.put_lot(lot._replace(called=max(lot.called, last)))
    return list(_by_sale(ended).items())


ANSWERS: dict[str, Answer] = {
    "lock_lots_of_line": _lock_lines,
    "give_numbers": _give_numbers,
    "tickets_known": _tickets_known,
    "leave_line": _leave_line,
    "lock_lots_called": _lock_called_lots,
    "draw_line": _draw_line,
    "next_in_line": _next_in_line,
    "call_numbers": _call_numbers,
}

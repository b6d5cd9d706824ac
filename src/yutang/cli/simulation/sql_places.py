"""What is told of tickets and their prospects, as the tables in memory answer it."""

from datetime import datetime, timedelta

from yutang.cli.simulation.rows import Lot, Ticket
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.cli.simulation.texts import GONE, Answer, Params, Row


def _tickets_now(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    asked = (transaction.ticket(each) for each in params["tickets"])
    return [_ticket_now(transaction, each) for each in asked]


def _ticket_now(transaction: Transaction, ticket: Ticket) -> Row:
    order = transaction.orders().get(ticket.order) if ticket.order is not None else None
    return (
        ticket.id,
        ticket.lot,
        ticket.key,
        ticket.quantity,
        ticket.number,
        ticket.state,
        ticket.entered_at,
        ticket.order,
        order.expires_at if order else None,
        ticket.answer,
        transaction.lot(ticket.lot).called,
    )


def _tickets_of(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    found: list[Row] = []
    for place, (sale, buyer) in enumerate(zip(params["sales"], params["buyers"], strict=True), 1):
        latest: dict[int, int] = {}
        for ticket in transaction.tickets().values():
            if ticket.buyer == buyer and ticket.sale == sale:
                latest[ticket.lot] = max(latest.get(ticket.lot, 0), ticket.id)
        found += ((place, latest[lot]) for lot in sorted(latest))
    return found


def _places_in_line(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    places: list[Row] = []
    for lot in params["lots"]:
        line = [
            each
            for each in transaction.tickets().values()
            if each.lot == lot and each.state == "waiting" and each.number is not None
        ]
        line.sort(key=lambda each: each.number or 0)
        units = 0
        for ahead, ticket in enumerate(line):
            if ticket.id in params["tickets"]:
                places.append((ticket.id, ahead, units))
            units += ticket.quantity
    return places


def _line_facts(transaction: Transaction, _text: str, params: Params) -> Steps[list[Row]]:
    yield from ()
    lots = (transaction.lot(lot) for lot in params["lots"])
    return [_facts_of(transaction, lot, params["now"]) for lot in lots]


def _facts_of(transaction: Transaction, lot: Lot, now: datetime) -> Row:
    orders = list(transaction.orders().values())
    coming = [
        wave
        for wave in transaction.waves().values()
        if wave.lot == lot.id
        and wave.released_at is None
        and (lot.closes_at is None or wave.at is None or wave.at < lot.closes_at)
    ]
    line = [
        each
        for each in transaction.tickets().values()
        if each.lot == lot.id and each.state == "waiting"
    ]
    sale = next((each.sale for each in line if each.sale is not None), None)
    until = now - timedelta(seconds=lot.hold_s)
    sample = [each for each in orders if each.sale == sale and each.placed_at <= until]
    sample = sample if sale is not None else []
    holds = [each.expires_at for each in orders if each.lot == lot.id and each.state == "held"]
    return (
        lot.id,
        lot.available,
        lot.held,
        sum(wave.units for wave in coming),
        max((wave.at for wave in coming if wave.at), default=None),
        max(holds, default=None),
        sum(each.state in GONE for each in sample),
        len(sample),
        sum(each.quantity for each in line),
        lot.closes_at is not None and lot.closes_at <= now,
    )


ANSWERS: dict[str, Answer] = {
    "tickets_now": _tickets_now,
    "tickets_of": _tickets_of,
    "places_in_line": _places_in_line,
    "line_facts": _line_facts,
}

"""What the shares room shows on pages of the rooms below; each costs at most two queries."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.ledger.queries import TransactionView
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.shares import access, queries
from yutang.trade.queries import OrderView


def of_product(request: HttpRequest, product_id: int) -> str:
    """Of the price the farmer gets so much; of what was settled so much."""
    told = queries.told_of_product(product_id)
    if told.price is None and not told.settled.whole_fen:
        return ""
    return _render(request, "of_product", {"told": told})


def of_batch(request: HttpRequest, batch_id: int) -> str:
    """The same, of what a batch was sold for: for who has one of its boxes in hand."""
    told = queries.told_of_batch(batch_id)
    if told.price is None and not told.settled.whole_fen:
        return ""
    return _render(request, "of_product", {"told": told})


def of_lot(request: HttpRequest, lot_id: int) -> str:
    """What the split makes of the price; a warning while it is not agreed."""
    return _render(request, "of_lot", {"lot_id": lot_id, "split": queries.told_of_lot(lot_id)})


def of_order(request: HttpRequest, order: OrderView) -> str:
    """Who gets what of an order: planned, then settled."""
    if order.state in {"held", "cancelled", "expired"}:
        return ""
    return _render(request, "of_order", {"order": order, "shared": queries.told_of_order(order)})


def of_place(request: HttpRequest, code: str) -> str:
    """What the settled orders of a place's goods made, beside what was planned."""
    told, person = queries.told_of_place(code), person_of(request)
    keeps = person is not None and access.keeps_default(person, code)
    if not told.settled.whole_fen and not keeps:
        return ""
    return _render(request, "of_place", {"told": told, "code": code, "keeps": keeps})


def for_me(request: HttpRequest, person: Person) -> str:
    """The splits that wait for the reader's word."""
    lots = queries.waiting_for(person)
    return _render(request, "for_me", {"lots": lots}) if lots else ""


def of_transaction(request: HttpRequest, transaction: TransactionView) -> str:
    """The order of which a transaction of the ledger is."""
    if transaction.order_id is None:
        return ""
    return _render(request, "of_transaction", {"order_id": transaction.order_id})


def _render(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"shares/_{name}.html", context, request=request)

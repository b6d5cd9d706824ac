"""What the delivery room shows on pages of the rooms below."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.delivery import queries
from yutang.goods import access as goods
from yutang.people.access import Person
from yutang.trade.queries import OrderView


def links_of_me(request: HttpRequest, person: Person) -> str:
    """The way to one's own addresses, and to the tariffs of who sends parcels."""
    sells = bool(goods.registers(person)) or goods.producers_of(person).exists()
    return render_to_string("delivery/_me.html", {"runs_tariffs": sells}, request)


def leaves_of_product(request: HttpRequest, product_id: int) -> str:
    """How soon a product leaves, and what the way costs."""
    sending = queries.sending_of_product(product_id)
    return render_to_string("delivery/_product.html", {"sending": sending}, request)


def leaves_of_order(request: HttpRequest, order: OrderView) -> str:
    """By when an order's parcel must have left, while it has not."""
    by = queries.ship_by(order) if order.state in {"paid", "confirmed"} else None
    context: dict[str, Any] = {"order": order, "ship_by": by}
    return render_to_string("delivery/_order.html", context, request)


def terms_of_product(request: HttpRequest, product_id: int) -> str:
    """How a product is sent, for those who run its register."""
    context = {"sending": queries.sending_of_product(product_id), "product_id": product_id}
    return render_to_string("delivery/_product_edit.html", context, request)


def terms_of_lot(request: HttpRequest, lot_id: int) -> str:
    """How a lot is sent, on its terms."""
    context = {"cost": queries.cost_of(lot_id), "lot_id": lot_id}
    return render_to_string("delivery/_lot.html", context, request)

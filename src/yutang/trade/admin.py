"""The trade room in the back office: each clerk's lots and orders, to look at, never to change."""

from typing import ClassVar

from django.contrib.admin import AdminSite

from yutang.people.office import Bounded
from yutang.trade.models import Lot, LotChange, Order, OrderChange


class LotAdmin(Bounded):
    place_path = "product__origin_code"
    only: ClassVar = {"is_rehearsal": False}
    list_display = ("id", "product", "price_fen", "stocked", "available", "held", "sold", "state")
    list_filter = ("state",)
    list_select_related = ("product",)
    search_fields = ("product__name",)


class LotChangeAdmin(Bounded):
    place_path = "lot__product__origin_code"
    only: ClassVar = {"lot__is_rehearsal": False}
    list_display = ("at", "lot_id", "kind", "units", "by")
    list_filter = ("kind",)
    list_select_related = ("by",)


class OrderAdmin(Bounded):
    """Never shows who receives the parcel: that is opened on the order's page, with a reason."""

    place_path = "lot__product__origin_code"
    only: ClassVar = {"lot__is_rehearsal": False}
    list_display = ("id", "lot_id", "buyer", "quantity", "amount_fen", "state", "placed_at")
    list_filter = ("state",)
    list_select_related = ("buyer",)
    search_fields = ("id",)
    exclude = ("contact_sealed",)


class OrderChangeAdmin(Bounded):
    place_path = "order__lot__product__origin_code"
    only: ClassVar = {"order__lot__is_rehearsal": False}
    list_display = ("at", "order_id", "from_state", "to_state", "by")
    list_select_related = ("by",)


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Lot, LotAdmin)
    site.register(LotChange, LotChangeAdmin)
    site.register(Order, OrderAdmin)
    site.register(OrderChange, OrderChangeAdmin)

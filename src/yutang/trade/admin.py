"""The trade room in the back office: lots and orders to look at; never to change by hand."""

from typing import Any

from django.contrib.admin import AdminSite
from unfold.admin import ModelAdmin

from yutang.trade.models import Lot, LotChange, Order, OrderChange


class _LookOnly(ModelAdmin):  # type: ignore[type-arg,misc,unused-ignore]
    def has_add_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_change_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_delete_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False


class LotAdmin(_LookOnly):
    list_display = ("id", "product", "price_fen", "stocked", "available", "held", "sold", "state")
    list_filter = ("state",)
    list_select_related = ("product",)
    search_fields = ("product__name",)


class LotChangeAdmin(_LookOnly):
    list_display = ("at", "lot_id", "kind", "units", "by")
    list_filter = ("kind",)
    list_select_related = ("by",)


class OrderAdmin(_LookOnly):
    """Never shows who receives the parcel: that is opened on the order's page, with a reason."""

    list_display = ("id", "lot_id", "buyer", "quantity", "amount_fen", "state", "placed_at")
    list_filter = ("state",)
    list_select_related = ("buyer",)
    search_fields = ("id",)
    exclude = ("contact_sealed",)


class OrderChangeAdmin(_LookOnly):
    list_display = ("at", "order_id", "from_state", "to_state", "by")
    list_select_related = ("by",)


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Lot, LotAdmin)
    site.register(LotChange, LotChangeAdmin)
    site.register(Order, OrderAdmin)
    site.register(OrderChange, OrderChangeAdmin)

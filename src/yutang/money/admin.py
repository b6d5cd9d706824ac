"""The money room in the back office: payments to look at; never to change by hand."""

from typing import Any

from django.contrib.admin import AdminSite
from unfold.admin import ModelAdmin

from yutang.money.models import Payment


class PaymentAdmin(ModelAdmin):  # type: ignore[type-arg,misc,unused-ignore]
    list_display = ("order_id", "method", "state", "amount_fen", "refunded_fen", "made_at")
    list_filter = ("method", "state")
    search_fields = ("order__id",)

    def has_add_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_change_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False

    def has_delete_permission(self, *_asked: Any, **_about: Any) -> bool:
        return False


def register(site: AdminSite) -> None:
    """Add this room's register to the office."""
    site.register(Payment, PaymentAdmin)

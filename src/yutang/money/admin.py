"""The money room in the back office: each clerk's payments, to look at, never to change."""

from typing import ClassVar

from django.contrib.admin import AdminSite

from yutang.money.models import Attempt, Bill, Mismatch, Notification, Payment, Refund
from yutang.people.office import Bounded, Shown


class _OfOrders(Bounded):
    place_path = "order__lot__product__origin_code"
    only: ClassVar = {"order__lot__is_rehearsal": False}


class PaymentAdmin(_OfOrders):
    list_display = ("order_id", "method", "state", "amount_fen", "refunded_fen", "made_at")
    list_filter = ("method", "state")
    search_fields = ("order__id",)


class AttemptAdmin(_OfOrders):
    list_display = ("out_trade_no", "order_id", "provider", "state", "amount_fen", "opened_at")
    list_filter = ("provider", "state")
    search_fields = ("out_trade_no", "transaction_no", "order__id")
    exclude = ("link",)


class RefundAdmin(_OfOrders):
    list_display = ("number", "order_id", "method", "state", "amount_fen", "reason", "asked_at")
    list_filter = ("method", "state")
    search_fields = ("number", "order__id")


class NotificationAdmin(Shown):
    list_display = ("at", "provider", "out_trade_no", "verified", "outcome", "times")
    list_filter = ("provider", "outcome")
    search_fields = ("out_trade_no",)
    exclude = ("body_hash",)


class MismatchAdmin(Shown):
    list_display = ("found_at", "kind", "provider", "number", "ours_fen", "theirs_fen", "note")
    list_filter = ("provider", "kind")
    search_fields = ("number",)


class BillAdmin(Shown):
    list_display = ("day", "provider", "lines", "paid_fen", "refunded_fen", "mismatches")
    list_filter = ("provider",)


def register(site: AdminSite) -> None:
    """Add this room's registers to the office."""
    site.register(Payment, PaymentAdmin)
    site.register(Attempt, AttemptAdmin)
    site.register(Refund, RefundAdmin)
    site.register(Notification, NotificationAdmin)
    site.register(Mismatch, MismatchAdmin)
    site.register(Bill, BillAdmin)

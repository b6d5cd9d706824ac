"""The money room in the back office: each clerk's payments, to look at, never to change."""

from typing import ClassVar

from django.contrib.admin import AdminSite

from yutang.money.models import Payment
from yutang.people.office import Bounded


class PaymentAdmin(Bounded):
    place_path = "order__lot__product__origin_code"
    only: ClassVar = {"order__lot__is_rehearsal": False}
    list_display = ("order_id", "method", "state", "amount_fen", "refunded_fen", "made_at")
    list_filter = ("method", "state")
    search_fields = ("order__id",)


def register(site: AdminSite) -> None:
    """Add this room's register to the office."""
    site.register(Payment, PaymentAdmin)

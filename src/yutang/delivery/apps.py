"""Delivery: where a parcel may go and what that costs: address book, freight, ship-by."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "yutang.delivery"
    label = "delivery"
    verbose_name = _("Delivery")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the pages below how soon a parcel leaves and what the way costs."""
        from yutang.delivery import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("me", ours.links_of_me, order=10)
        panels.hang("product", ours.leaves_of_product, order=20)
        panels.hang("order", ours.leaves_of_order, order=10)
        panels.hang("product-edit", ours.terms_of_product, order=30)
        panels.hang("lot", ours.terms_of_lot, order=30)

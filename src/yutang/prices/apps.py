from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PricesConfig(AppConfig):
    """Prices: market prices by market, good and day, beside what we sell at."""

    name = "yutang.prices"
    label = "prices"
    verbose_name = _("Prices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show market prices on products, and the way to them on the page "me"."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.prices.panels import of_product, of_product_edit, way_of_clerk  # noqa: PLC0415

        panels.hang("product", of_product, order=60)
        panels.hang("product-edit", of_product_edit, order=60)
        panels.hang("me", way_of_clerk)

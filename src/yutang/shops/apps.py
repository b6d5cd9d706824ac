from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ShopsConfig(AppConfig):
    name = "yutang.shops"
    label = "shops"
    verbose_name = _("Shops")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show shops on places and producers, and offer what places come to as figures."""
        from yutang.plumbing import figures, panels  # noqa: PLC0415 - models are ready only now
        from yutang.shops.panels import of_place, of_producer, way_of_keeper  # noqa: PLC0415
        from yutang.shops.queries import tallies  # noqa: PLC0415

        panels.hang("place", of_place, order=25)
        panels.hang("producer", of_producer, order=40)
        panels.hang("me", way_of_keeper)
        said = (
            (
                "shops",
                _("Shops of villagers"),
                _("shops"),
                _("Shops registered with their home here, open at some time of the year."),
                tallies.shops_figure,
            ),
            (
                "active_shops",
                _("Active shops"),
                _("shops"),
                _(
                    "Open for 30 days, and one order a month on average over the last three"
                    " months of the year (of the present year: up to the last month that is over)."
                ),
                tallies.active_figure,
            ),
            (
                "ecommerce_sales",
                _("Sales of shops"),
                _("yuan"),
                _("Sales less refunds of all these shops in the year, over all platforms."),
                tallies.sales_figure,
            ),
        )
        for order, (name, title, unit, told, read) in enumerate(said, start=20):
            figures.offer(
                figures.Figure(
                    f"shops.{name}", title, unit, told, read, rows=_rows_address, order=order
                )
            )


def _rows_address(code: str, year: int) -> str:
    return f"{reverse('shops:shops-in', args=[code])}?year={year}"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TradeConfig(AppConfig):
    name = "yutang.trade"
    label = "trade"
    verbose_name = _("Trade")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the goods room what of a batch is sold or on offer, and stop what is recalled."""
        from yutang.goods import claims  # noqa: PLC0415 - models are ready only now
        from yutang.trade.actions import lots  # noqa: PLC0415
        from yutang.trade.queries import batches  # noqa: PLC0415

        claims.register(batches.units_of_batch)
        claims.on_recall(lots.stop_batches)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "yutang.live"
    label = "live"
    verbose_name = _("Live")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the product pages where a product is on sale."""
        from yutang.goods import offers  # noqa: PLC0415 - models are ready only now
        from yutang.live import queries  # noqa: PLC0415

        offers.register(queries.offers_of)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "yutang.live"
    label = "live"
    verbose_name = _("Live")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the product pages where a product is on sale, and places which sales were there."""
        from yutang.goods import offers  # noqa: PLC0415 - models are ready only now
        from yutang.live import queries  # noqa: PLC0415
        from yutang.live.panels import of_place  # noqa: PLC0415
        from yutang.plumbing import panels  # noqa: PLC0415

        offers.register(queries.offers_of)
        panels.hang("place", of_place, order=40)

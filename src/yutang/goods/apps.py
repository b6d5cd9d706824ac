from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoodsConfig(AppConfig):
    name = "yutang.goods"
    label = "goods"
    verbose_name = _("Goods")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show a place's goods on its page."""
        from yutang.goods.panels import of_place  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("place", of_place, order=30)

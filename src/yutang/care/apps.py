from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "yutang.care"
    label = "care"
    verbose_name = _("Care")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show care on the pages of orders, products and producers."""
        from yutang.care.pages import panels  # noqa: PLC0415 - models are ready only now

        panels.hang()

"""Forecasts: what is likely to come, with its own past error; decisions rehearsed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForecastsConfig(AppConfig):
    name = "yutang.forecasts"
    label = "forecasts"
    verbose_name = _("Forecasts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show on a planned sale how it was rehearsed."""
        from yutang.forecasts.panels import of_sale  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("sale", of_sale, order=30)

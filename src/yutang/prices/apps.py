from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PricesConfig(AppConfig):
    name = "yutang.prices"
    label = "prices"
    verbose_name = _("Prices")
    default_auto_field = "django.db.models.BigAutoField"

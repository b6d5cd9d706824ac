from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsuranceConfig(AppConfig):
    name = "yutang.insurance"
    label = "insurance"
    verbose_name = _("Insurance")
    default_auto_field = "django.db.models.BigAutoField"

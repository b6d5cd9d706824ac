from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EcologyConfig(AppConfig):
    name = "yutang.ecology"
    label = "ecology"
    verbose_name = _("Ecology")
    default_auto_field = "django.db.models.BigAutoField"

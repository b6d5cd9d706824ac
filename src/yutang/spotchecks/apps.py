from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpotchecksConfig(AppConfig):
    name = "yutang.spotchecks"
    label = "spotchecks"
    verbose_name = _("Spotchecks")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndemnityConfig(AppConfig):
    name = "yutang.indemnity"
    label = "indemnity"
    verbose_name = _("Indemnity")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiplomasConfig(AppConfig):
    name = "yutang.diplomas"
    label = "diplomas"
    verbose_name = _("Diplomas")
    default_auto_field = "django.db.models.BigAutoField"

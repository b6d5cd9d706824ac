from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YearbookConfig(AppConfig):
    name = "yutang.yearbook"
    label = "yearbook"
    verbose_name = _("Yearbook")
    default_auto_field = "django.db.models.BigAutoField"

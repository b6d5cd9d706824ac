from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpecialitiesConfig(AppConfig):
    name = "yutang.specialities"
    label = "specialities"
    verbose_name = _("Specialities")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HostsConfig(AppConfig):
    name = "yutang.hosts"
    label = "hosts"
    verbose_name = _("Hosts")
    default_auto_field = "django.db.models.BigAutoField"

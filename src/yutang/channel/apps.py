from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelConfig(AppConfig):
    name = "yutang.channel"
    label = "channel"
    verbose_name = _("Channel")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "yutang.facts"
    label = "facts"
    verbose_name = _("Facts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """See to it that whoever migrates leaves the triggers of today's kinds behind."""
        post_migrate.connect(_watch, sender=self)


def _watch(**_said: object) -> None:
    from yutang.facts.actions import watching  # noqa: PLC0415 - models are ready only now

    watching.watch()

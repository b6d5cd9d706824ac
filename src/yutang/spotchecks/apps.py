from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpotchecksConfig(AppConfig):
    name = "yutang.spotchecks"
    label = "spotchecks"
    verbose_name = _("Spot checks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the way to samples on the page "me"."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.spotchecks.panels import of_me  # noqa: PLC0415

        panels.hang("me", of_me, order=47)
